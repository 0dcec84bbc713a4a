package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.Permit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;

/**
 * The attachments of target groups to Auto Scaling groups, by both families of calls. What the older family lists was
 * attached by it, or when the group was made, and is detached by it; whether the newer one lists that, too, AWS does not say.
 */
final class AutoScalingAttachments implements Attachments {
    static final String DESCRIBE = "autoscaling:DescribeTrafficSources";
    static final String DESCRIBE_OLDER = "autoscaling:DescribeLoadBalancerTargetGroups";
    static final String ATTACH = "autoscaling:AttachTrafficSources";
    static final String DETACH = "autoscaling:DetachTrafficSources";
    static final String DETACH_OLDER = "autoscaling:DetachLoadBalancerTargetGroups";

    /** The type of a traffic source that is a target group of Elastic Load Balancing. */
    private static final String TYPE = "elbv2";

    /** The most that one page may hold. */
    private static final int PAGE = 50;

    private static final int OLDER_PAGE = 100;

    /** What AWS says where there is nothing to detach. */
    private static final String NOT_PART = "not part of the group";

    private final AutoScalingClient client;
    private final AwsCalls calls;

    AutoScalingAttachments(AutoScalingClient client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public Map<String, State> of(GroupName group) {
        Map<String, State> states = newer(group);
        states.putAll(older(group));
        return states;
    }

    private Map<String, State> newer(GroupName group) {
        Map<String, State> states = new LinkedHashMap<>();
        String token = null;
        do {
            DescribeTrafficSourcesResponse page = newerPage(group, token);
            page.trafficSources().forEach(source -> states.put(source.identifier(), state(source.state())));
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return states;
    }

    private DescribeTrafficSourcesResponse newerPage(GroupName group, @Nullable String token) {
        return calls.read(
                DESCRIBE,
                () -> client.describeTrafficSources(request -> request.autoScalingGroupName(group.value())
                        .trafficSourceType(TYPE)
                        .maxRecords(PAGE)
                        .nextToken(token)
                        .overrideConfiguration(calls.once())));
    }

    private Map<String, State> older(GroupName group) {
        Map<String, State> states = new LinkedHashMap<>();
        String token = null;
        do {
            DescribeLoadBalancerTargetGroupsResponse page = olderPage(group, token);
            page.loadBalancerTargetGroups()
                    .forEach(source -> states.put(source.loadBalancerTargetGroupARN(), state(source.state())));
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return states;
    }

    private DescribeLoadBalancerTargetGroupsResponse olderPage(GroupName group, @Nullable String token) {
        return calls.read(
                DESCRIBE_OLDER,
                () -> client.describeLoadBalancerTargetGroups(request -> request.autoScalingGroupName(group.value())
                        .maxRecords(OLDER_PAGE)
                        .nextToken(token)
                        .overrideConfiguration(calls.once())));
    }

    private static State state(@Nullable String word) {
        return switch (String.valueOf(word)) {
            case "Adding" -> State.ADDING;
            case "Added" -> State.ADDED;
            case "InService" -> State.IN_SERVICE;
            case "Removing" -> State.REMOVING;
            case "Removed" -> State.REMOVED;
            default -> State.UNKNOWN;
        };
    }

    @Override
    public void attach(GroupName group, TargetGroup targetGroup, Permit permit) {
        calls.change(
                ATTACH,
                permit,
                () -> client.attachTrafficSources(request -> request.autoScalingGroupName(group.value())
                        .trafficSources(source(targetGroup))
                        .overrideConfiguration(calls.once())));
    }

    @Override
    public void detach(GroupName group, TargetGroup targetGroup, Permit permit) {
        if (goes(older(group).get(targetGroup.arn()))) {
            detachOlder(group, targetGroup, permit);
        } else if (goes(newer(group).get(targetGroup.arn()))) {
            detachNewer(group, targetGroup, permit);
        }
    }

    private static boolean goes(@Nullable State state) {
        return state != null && state != State.REMOVING && state != State.REMOVED;
    }

    private void detachNewer(GroupName group, TargetGroup targetGroup, Permit permit) {
        whereAttached(() -> calls.change(
                DETACH,
                permit,
                () -> client.detachTrafficSources(request -> request.autoScalingGroupName(group.value())
                        .trafficSources(source(targetGroup))
                        .overrideConfiguration(calls.once()))));
    }

    private void detachOlder(GroupName group, TargetGroup targetGroup, Permit permit) {
        whereAttached(() -> calls.change(
                DETACH_OLDER,
                permit,
                () -> client.detachLoadBalancerTargetGroups(request -> request.autoScalingGroupName(group.value())
                        .targetGroupARNs(targetGroup.arn())
                        .overrideConfiguration(calls.once()))));
    }

    /** Where the answer to an earlier transmission got lost there is nothing left to detach. */
    private static void whereAttached(Runnable detaching) {
        try {
            detaching.run();
        } catch (PortException e) {
            if (!e.problem().contains(NOT_PART)) {
                throw e;
            }
        }
    }

    /** Permissions are asked for before anything else: whatever AWS has against the call then, it would allow it. */
    @Override
    public void rehearseDetaching(GroupName group, TargetGroup targetGroup, Permit permit) {
        allowed(() -> detachNewer(group, targetGroup, permit));
        allowed(() -> detachOlder(group, targetGroup, permit));
    }

    private static void allowed(Runnable detaching) {
        try {
            detaching.run();
        } catch (PortException.Invalid e) {
            // It is not attached, which is what makes this a rehearsal.
        }
    }

    private static TrafficSourceIdentifier source(TargetGroup targetGroup) {
        return TrafficSourceIdentifier.builder()
                .identifier(targetGroup.arn())
                .type(TYPE)
                .build();
    }
}
