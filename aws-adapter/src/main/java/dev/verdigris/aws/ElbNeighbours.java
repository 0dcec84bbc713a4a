package dev.verdigris.aws;

import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.TargetGroupRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** The surroundings of a target group: its load balancers, and the other target groups. */
final class ElbNeighbours {
    static final String LOAD_BALANCERS = "elasticloadbalancing:DescribeLoadBalancers";

    /** The most target groups that one page may hold. */
    private static final int PAGE = 400;

    private final ElasticLoadBalancingV2Client client;
    private final AwsCalls calls;

    ElbNeighbours(ElasticLoadBalancingV2Client client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** The target groups of those names or ARNs, without those that do not exist. */
    List<TargetGroup> described(Collection<TargetGroupRef> refs) {
        List<String> arns = refs.stream()
                .filter(TargetGroupRef::isArn)
                .map(TargetGroupRef::value)
                .toList();
        List<String> names = refs.stream()
                .filter(ref -> !ref.isArn())
                .map(TargetGroupRef::value)
                .toList();
        List<TargetGroup> found =
                new ArrayList<>(Several.existing(arns, some -> groups(request -> request.targetGroupArns(some))));
        found.addAll(Several.existing(names, some -> groups(request -> request.names(some))));
        return found;
    }

    /** The ARNs of the load balancers that use a target group. */
    Set<String> using(String targetGroup) {
        return groups(request -> request.targetGroupArns(targetGroup)).stream()
                .flatMap(group -> group.loadBalancerArns().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param arns the ARNs of the load balancers that use it */
    List<LoadBalancer> loadBalancers(String targetGroup, Set<String> arns) {
        if (arns.isEmpty()) {
            return List.of();
        }
        return calls
                .read(
                        LOAD_BALANCERS,
                        () -> client.describeLoadBalancers(
                                request -> request.loadBalancerArns(arns).overrideConfiguration(calls.once())))
                .loadBalancers()
                .stream()
                .map(balancer -> new LoadBalancer(
                        balancer.loadBalancerArn(),
                        balancer.loadBalancerName(),
                        balancer.availabilityZones().stream()
                                .map(AvailabilityZone::zoneName)
                                .collect(Collectors.toSet()),
                        otherTargets(balancer.loadBalancerArn(), targetGroup)))
                .toList();
    }

    /** The number of targets of other target groups, of any kind and draining ones included: all of them count. */
    private int otherTargets(String loadBalancer, String targetGroup) {
        return groups(request -> request.loadBalancerArn(loadBalancer).pageSize(PAGE)).stream()
                .map(TargetGroup::targetGroupArn)
                .filter(arn -> !arn.equals(targetGroup))
                .distinct()
                .mapToInt(arn -> targets(arn).size())
                .sum();
    }

    /**
     * The target groups in which instances are registered besides. All targets of each are read, never ours by their
     * ids: an id without a port asks for the port of the target group alone, and would miss a registration on another.
     */
    Map<String, Set<InstanceId>> registeredElsewhere(String targetGroup, Set<InstanceId> instances) {
        Map<String, Set<InstanceId>> found = new TreeMap<>();
        if (instances.isEmpty()) {
            return found;
        }
        for (TargetGroup group : groups(request -> request.pageSize(PAGE))) {
            if (!group.targetGroupArn().equals(targetGroup)
                    && ElbTargetGroups.kind(group).equals(dev.verdigris.model.TargetGroup.INSTANCES)) {
                Set<InstanceId> there = registered(group.targetGroupArn(), instances);
                if (!there.isEmpty()) {
                    found.put(group.targetGroupArn(), there);
                }
            }
        }
        return found;
    }

    private Set<InstanceId> registered(String targetGroup, Set<InstanceId> instances) {
        Set<String> there = targets(targetGroup).stream()
                .map(target -> target.target().id())
                .collect(Collectors.toSet());
        Set<InstanceId> ours = new HashSet<>(instances);
        ours.removeIf(instance -> !there.contains(instance.value()));
        return ours;
    }

    private List<TargetHealthDescription> targets(String targetGroup) {
        return calls.read(
                        ElbTargetGroups.HEALTH,
                        () -> client.describeTargetHealth(
                                request -> request.targetGroupArn(targetGroup).overrideConfiguration(calls.once())))
                .targetHealthDescriptions();
    }

    private List<TargetGroup> groups(Consumer<DescribeTargetGroupsRequest.Builder> which) {
        return Pages.all(
                marker -> calls.read(
                        ElbTargetGroups.FIND,
                        () -> client.describeTargetGroups(
                                request -> which.accept(request.marker(marker).overrideConfiguration(calls.once())))),
                DescribeTargetGroupsResponse::targetGroups,
                DescribeTargetGroupsResponse::nextMarker);
    }
}
