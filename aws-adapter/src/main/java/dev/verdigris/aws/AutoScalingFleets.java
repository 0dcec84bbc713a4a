package dev.verdigris.aws;

import dev.verdigris.model.Bounds;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Launch;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Resize;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;

/** The fleets, as Auto Scaling groups. */
final class AutoScalingFleets implements Fleets {
    static final String DESCRIBE = "autoscaling:DescribeAutoScalingGroups";
    static final String ACTIVITIES = "autoscaling:DescribeScalingActivities";
    static final String UPDATE = "autoscaling:UpdateAutoScalingGroup";

    /** The most that one page of groups, or of activities, may hold. */
    private static final int PAGE = 100;

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
                Fleet fleet = fleet(group);
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

    @Override
    public List<Launch> recentLaunches(GroupName group) {
        return calls
                .read(
                        ACTIVITIES,
                        () -> client.describeScalingActivities(request -> request.autoScalingGroupName(group.value())
                                .maxRecords(PAGE)
                                .overrideConfiguration(calls.once())))
                .activities()
                .stream()
                .filter(AutoScalingFleets::launches)
                .map(AutoScalingFleets::launch)
                .toList();
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

    private static Fleet fleet(AutoScalingGroup group) {
        Set<String> attached = new HashSet<>(group.targetGroupARNs());
        group.trafficSources().stream().map(TrafficSourceIdentifier::identifier).forEach(attached::add);
        return new Fleet(
                new GroupName(group.autoScalingGroupName()),
                new Bounds(group.minSize(), group.maxSize(), group.desiredCapacity()),
                group.instances().stream().map(AutoScalingFleets::instance).toList(),
                group.suspendedProcesses().stream()
                        .map(SuspendedProcess::processName)
                        .collect(Collectors.toSet()),
                attached,
                group.tags().stream()
                        .filter(tag -> tag.value() != null)
                        .collect(Collectors.toMap(
                                TagDescription::key, TagDescription::value, (first, second) -> first)));
    }

    private static Instance instance(software.amazon.awssdk.services.autoscaling.model.Instance instance) {
        return new Instance(
                new InstanceId(instance.instanceId()),
                lifecycle(String.valueOf(instance.lifecycleStateAsString())),
                "Healthy".equalsIgnoreCase(instance.healthStatus()));
    }

    /** By the beginning of the word, so that hooks, warm pools and states to come find their place. */
    private static Lifecycle lifecycle(String state) {
        if (state.equals("InService")) {
            return Lifecycle.IN_SERVICE;
        }
        if (state.startsWith("Pending") || state.startsWith("Warmed:")) {
            return Lifecycle.PENDING;
        }
        if (state.startsWith("Terminat") || state.startsWith("Detach")) {
            return Lifecycle.LEAVING;
        }
        if (state.equals("Standby") || state.equals("EnteringStandby")) {
            return Lifecycle.STANDBY;
        }
        return Lifecycle.OTHER;
    }
}
