package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Launch;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.port.Permit;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;

/** The fleets, as Auto Scaling groups. */
final class AutoScalingFleets implements Fleets {
    static final String DESCRIBE = "autoscaling:DescribeAutoScalingGroups";
    static final String ACTIVITIES = "autoscaling:DescribeScalingActivities";
    static final String HOOKS = "autoscaling:DescribeLifecycleHooks";
    static final String UPDATE = "autoscaling:UpdateAutoScalingGroup";
    static final String TERMINATE = "autoscaling:TerminateInstanceInAutoScalingGroup";

    /** The most that one page of groups, or of activities, may hold. */
    private static final int PAGE = 100;

    /** The most groups that are named in one call, unless AWS has raised it (API of Auto Scaling, DescribeAutoScalingGroups). */
    private static final int MOST_NAMES = 50;

    /** The most pages that are read: a server that has more never says that it is at the end. */
    private static final int MOST_PAGES = 50;

    private final AutoScalingClient client;
    private final AwsCalls calls;
    private final @Nullable SharedReads<GroupName, Fleet> shared;

    /** The operators of groups, as the last read showed them. */
    private final Map<GroupName, String> operators = new ConcurrentHashMap<>();

    AutoScalingFleets(AutoScalingClient client, AwsCalls calls) {
        this(client, calls, Duration.ZERO, TimeSource.system());
    }

    /** @param window how long a read waits for others to share it; zero if each reads for itself */
    AutoScalingFleets(AutoScalingClient client, AwsCalls calls, Duration window, TimeSource time) {
        this.client = client;
        this.calls = calls;
        this.shared = window.isZero() ? null : new SharedReads<>(MOST_NAMES, window, time, DESCRIBE, this::read);
    }

    @Override
    public Map<GroupName, Fleet> describe(Set<GroupName> groups) {
        if (groups.isEmpty()) {
            return Map.of();
        }
        return shared == null ? read(groups) : shared.ask(groups);
    }

    private Map<GroupName, Fleet> read(Set<GroupName> groups) {
        Map<GroupName, Fleet> fleets = new HashMap<>();
        List<String> names = groups.stream().map(GroupName::value).sorted().toList();
        String token = null;
        do {
            token = page(names, token, fleets);
        } while (token != null && !token.isEmpty());
        return fleets;
    }

    /** Reads a page into the fleets; returns the token of the next one, null after the last. */
    private @Nullable String page(List<String> names, @Nullable String token, Map<GroupName, Fleet> fleets) {
        return calls.read(DESCRIBE, () -> {
            DescribeAutoScalingGroupsResponse page =
                    client.describeAutoScalingGroups(request -> request.autoScalingGroupNames(names)
                            .maxRecords(PAGE)
                            .nextToken(token)
                            .overrideConfiguration(calls.once()));
            for (AutoScalingGroup group : page.autoScalingGroups()) {
                Fleet fleet = AutoScalingGroups.fleet(group);
                fleets.put(fleet.group(), fleet);
                remember(fleet.group(), fleet.traits().operator());
            }
            return page.nextToken();
        });
    }

    @Override
    public void resize(GroupName group, Resize to, Permit permit) {
        try {
            calls.change(
                    UPDATE,
                    permit,
                    () -> client.updateAutoScalingGroup(request -> request.autoScalingGroupName(group.value())
                            .minSize(to.min())
                            .desiredCapacity(to.desired())
                            .overrideConfiguration(calls.once())));
        } catch (PortException.Denied e) {
            throw operated(group, e);
        }
    }

    /** AWS finds the group by the instance. */
    @Override
    public void replace(GroupName group, InstanceId instance, Permit permit) {
        try {
            calls.change(
                    TERMINATE,
                    permit,
                    () -> client.terminateInstanceInAutoScalingGroup(request -> request.instanceId(instance.value())
                            .shouldDecrementDesiredCapacity(false)
                            .overrideConfiguration(calls.once())));
        } catch (PortException.Denied e) {
            throw operated(group, e);
        } catch (PortException.Invalid e) {
            throw e.getMessage() != null && e.getMessage().contains("No managed instance found")
                    ? new PortException.NotFound(TERMINATE, "no member of a group: " + instance, e)
                    : e;
        }
    }

    private void remember(GroupName group, @Nullable String operator) {
        if (operator == null) {
            operators.remove(group);
        } else {
            operators.put(group, operator);
        }
    }

    /** The denial, or the reason behind it: whoever operates a group is the only one whom AWS lets change it. */
    private PortException operated(GroupName group, PortException.Denied denial) {
        String operator = operators.get(group);
        if (operator == null) {
            return denial;
        }
        return new PortException.Denied(
                UPDATE,
                "expected to be allowed to change " + group + ", found that " + operator + " operates it ("
                        + denial.problem() + ")",
                "have " + operator + " change it, or use a group without an operator; no policy helps",
                denial);
    }

    /**
     * Reads the newest launches. A page may hold fewer activities than were asked for, or none at all, and more follow
     * all the same: so pages are read until as many activities have been seen as a full page holds, and a launch among
     * them.
     */
    @Override
    public List<Launch> recentLaunches(GroupName group) {
        Launches launches = Launches.none();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            launches = launches.and(activities(group, launches.next()));
            if (launches.enough()) {
                return launches.newest();
            }
        }
        throw new PortException.Unavailable(
                ACTIVITIES, "expected the activities of " + group + " to end, found no end", null);
    }

    private Launches activities(GroupName group, @Nullable String token) {
        return calls.read(
                ACTIVITIES,
                () -> Launches.of(
                        client.describeScalingActivities(request -> request.autoScalingGroupName(group.value())
                                .maxRecords(PAGE)
                                .nextToken(token)
                                .overrideConfiguration(calls.once()))));
    }

    /** The launches among so many activities, and where the next ones begin. */
    private record Launches(
            List<Launch> all, int seen, @Nullable String next) {

        static Launches none() {
            return new Launches(List.of(), 0, null);
        }

        static Launches of(DescribeScalingActivitiesResponse page) {
            return new Launches(
                    page.activities().stream()
                            .filter(AutoScalingFleets::launches)
                            .map(AutoScalingFleets::launch)
                            .toList(),
                    page.activities().size(),
                    page.nextToken());
        }

        Launches and(Launches older) {
            List<Launch> both = new ArrayList<>(all);
            both.addAll(older.all);
            return new Launches(both, seen + older.seen, older.next);
        }

        boolean enough() {
            return next == null || next.isEmpty() || (seen >= PAGE && !all.isEmpty());
        }

        List<Launch> newest() {
            return List.copyOf(all.subList(0, Math.min(PAGE, all.size())));
        }
    }

    /** All hooks come in one answer: AWS allows 50 a group, and knows no pages of them. */
    @Override
    public List<LifecycleHook> lifecycleHooks(GroupName group) {
        return calls.read(
                HOOKS,
                () -> client
                        .describeLifecycleHooks(request ->
                                request.autoScalingGroupName(group.value()).overrideConfiguration(calls.once()))
                        .lifecycleHooks()
                        .stream()
                        .map(AutoScalingHooks::hook)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static boolean launches(Activity activity) {
        return activity.description() != null && activity.description().startsWith("Launching");
    }

    private static Launch launch(Activity activity) {
        Launch.State state = switch (String.valueOf(activity.statusCodeAsString())) {
            case "Successful" -> Launch.State.SUCCEEDED;
            case "Failed", "Cancelled" -> Launch.State.FAILED;
            default -> Launch.State.RUNNING;
        };
        return new Launch(
                activity.activityId(),
                state,
                activity.statusMessage() == null ? "" : activity.statusMessage(),
                activity.startTime() == null ? Instant.EPOCH : activity.startTime());
    }
}
