package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.Launch;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Resize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;

/** The fleets, as Auto Scaling groups. */
final class AutoScalingFleets implements Fleets {
    static final String DESCRIBE = "autoscaling:DescribeAutoScalingGroups";
    static final String ACTIVITIES = "autoscaling:DescribeScalingActivities";
    static final String UPDATE = "autoscaling:UpdateAutoScalingGroup";

    /** The most that one page of groups, or of activities, may hold. */
    private static final int PAGE = 100;

    /** More pages than this are a server that never says that it is at the end. */
    private static final int MOST_PAGES = 50;

    private final AutoScalingClient client;
    private final AwsCalls calls;

    AutoScalingFleets(AutoScalingClient client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public Map<GroupName, Fleet> describe(Set<GroupName> groups) {
        Map<GroupName, Fleet> fleets = new HashMap<>();
        if (groups.isEmpty()) {
            return fleets;
        }
        List<String> names = groups.stream().map(GroupName::value).sorted().toList();
        String token = null;
        do {
            DescribeAutoScalingGroupsResponse page = page(names, token);
            for (AutoScalingGroup group : page.autoScalingGroups()) {
                Fleet fleet = AutoScalingGroups.fleet(group);
                fleets.put(fleet.group(), fleet);
            }
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return fleets;
    }

    private DescribeAutoScalingGroupsResponse page(List<String> names, @Nullable String token) {
        DescribeAutoScalingGroupsRequest request = DescribeAutoScalingGroupsRequest.builder()
                .autoScalingGroupNames(names)
                .maxRecords(PAGE)
                .nextToken(token)
                .overrideConfiguration(calls.once())
                .build();
        return calls.read(DESCRIBE, () -> client.describeAutoScalingGroups(request));
    }

    @Override
    public void resize(GroupName group, Resize to, Permit permit) {
        calls.change(
                UPDATE,
                permit,
                () -> client.updateAutoScalingGroup(request -> request.autoScalingGroupName(group.value())
                        .minSize(to.min())
                        .desiredCapacity(to.desired())
                        .overrideConfiguration(calls.once())));
    }

    /**
     * A page may hold fewer activities than were asked for, or none at all, and more follow all the same: so pages are read
     * until as many activities have been seen as a full page holds, and a launch among them.
     */
    @Override
    public List<Launch> recentLaunches(GroupName group) {
        List<Launch> launches = new ArrayList<>();
        int seen = 0;
        int pages = 0;
        String token = null;
        do {
            if (pages++ == MOST_PAGES) {
                throw new PortException.Unavailable(
                        ACTIVITIES, "expected the activities of " + group + " to end, found no end", null);
            }
            DescribeScalingActivitiesResponse page = activities(group, token);
            seen += page.activities().size();
            page.activities().stream()
                    .filter(AutoScalingFleets::launches)
                    .map(AutoScalingFleets::launch)
                    .forEach(launches::add);
            token = page.nextToken();
        } while (token != null && !token.isEmpty() && (seen < PAGE || launches.isEmpty()));
        return List.copyOf(launches.subList(0, Math.min(PAGE, launches.size())));
    }

    private DescribeScalingActivitiesResponse activities(GroupName group, @Nullable String token) {
        return calls.read(
                ACTIVITIES,
                () -> client.describeScalingActivities(request -> request.autoScalingGroupName(group.value())
                        .maxRecords(PAGE)
                        .nextToken(token)
                        .overrideConfiguration(calls.once())));
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
