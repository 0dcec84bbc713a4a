package dev.verdigris.aws;

import dev.verdigris.aws.moto.MotoBalancer;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.Cloud;
import dev.verdigris.testkit.contract.ForwardingWorld;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** A world on Moto, arranged by calls of the test's own. Everything on Moto happens at once. */
final class MotoContractWorld implements ForwardingWorld {
    private final MotoWorld moto = MotoWorld.fresh();
    private final Cloud cloud = AwsCloud.builder(moto.autoScaling(), moto.elb(), moto.ssm())
            .instanceAddresses(AwsInstanceAddresses.ofPrivateIpv4(moto.ec2()))
            .build();
    private final Map<String, String> targetGroupArns = new HashMap<>();
    private final Map<Integer, String> listenerArns = new HashMap<>();
    private @Nullable MotoBalancer balancer;

    @Override
    public Cloud cloud() {
        return cloud;
    }

    @Override
    public void group(GroupName group, GroupSize bounds) {
        moto.createGroup(group, bounds);
    }

    @Override
    public void weightedGroup(GroupName group, GroupSize bounds, String instanceType, int weight) {
        moto.createWeightedGroup(group, bounds, instanceType, weight);
    }

    @Override
    public void warmPool(GroupName group, int instances) {
        moto.autoScaling()
                .putWarmPool(request -> request.autoScalingGroupName(group.value())
                        .minSize(instances)
                        .maxGroupPreparedCapacity(instances));
    }

    @Override
    public void protect(GroupName group, InstanceId instance) {
        moto.autoScaling()
                .setInstanceProtection(request -> request.autoScalingGroupName(group.value())
                        .instanceIds(instance.value())
                        .protectedFromScaleIn(true));
    }

    @Override
    public void tag(GroupName group, String key, String value) {
        moto.autoScaling()
                .createOrUpdateTags(request -> request.tags(Tag.builder()
                        .resourceId(group.value())
                        .resourceType("auto-scaling-group")
                        .key(key)
                        .value(value)
                        .propagateAtLaunch(false)
                        .build()));
    }

    @Override
    public void suspend(GroupName group, String process) {
        moto.autoScaling()
                .suspendProcesses(
                        request -> request.autoScalingGroupName(group.value()).scalingProcesses(process));
    }

    @Override
    public void hook(GroupName group, LifecycleHook hook) {
        moto.autoScaling()
                .putLifecycleHook(request -> request.autoScalingGroupName(group.value())
                        .lifecycleHookName(hook.name())
                        .lifecycleTransition("autoscaling:EC2_INSTANCE_" + hook.transition())
                        .heartbeatTimeout((int) hook.heartbeat().toSeconds())
                        .defaultResult(hook.defaultResult().name()));
    }

    @Override
    public void targetGroup(String name, int port, boolean inUse) {
        targetGroupArns.put(name, moto.createTargetGroup(name, port, inUse));
    }

    @Override
    public void targetGroup(String name, String kind) {
        targetGroupArns.put(name, moto.createTargetGroup(name, 80, true, TargetTypeEnum.fromValue(kind)));
    }

    @Override
    public void healthyPercent(String targetGroup, int failover, int routing) {
        moto.elb()
                .modifyTargetGroupAttributes(request -> request.targetGroupArn(targetGroupArns.get(targetGroup))
                        .attributes(
                                percentage("dns_failover", failover), percentage("unhealthy_state_routing", routing)));
    }

    private static TargetGroupAttribute percentage(String action, int percent) {
        return TargetGroupAttribute.builder()
                .key("target_group_health." + action + ".minimum_healthy_targets.percentage")
                .value(String.valueOf(percent))
                .build();
    }

    @Override
    public void attach(GroupName group, String targetGroup) {
        moto.autoScaling()
                .attachLoadBalancerTargetGroups(request ->
                        request.autoScalingGroupName(group.value()).targetGroupARNs(targetGroupArns.get(targetGroup)));
    }

    @Override
    public void end(InstanceId instance) {
        moto.ec2().terminateInstances(request -> request.instanceIds(instance.value()));
    }

    @Override
    public void parameter(ParameterPath parameter, String value) {
        moto.ssm()
                .putParameter(
                        request -> request.name(parameter.value()).value(value).type(ParameterType.STRING));
    }

    @Override
    public void runDue() {
        // Nothing is ever under way.
    }

    @Override
    public String loadBalancer() {
        return "main";
    }

    @Override
    public void listener(int port, Map<String, Integer> weights, @Nullable Duration stickiness) {
        listenerArns.put(port, balancer().listen(port, forward(weights, stickiness)));
    }

    @Override
    public void rule(
            int port, int priority, String pathPattern, Map<String, Integer> weights, @Nullable Duration stickiness) {
        balancer().rule(listenerArns.get(port), priority, pathPattern, forward(weights, stickiness));
    }

    /** Made when it is first needed. */
    private MotoBalancer balancer() {
        if (balancer == null) {
            balancer = moto.createLoadBalancer(loadBalancer());
        }
        return balancer;
    }

    private Action forward(Map<String, Integer> weights, @Nullable Duration stickiness) {
        Map<String, Integer> byArn = new LinkedHashMap<>();
        weights.forEach((name, weight) -> byArn.put(targetGroupArns.get(name), weight));
        return MotoBalancer.forward(byArn, stickiness);
    }
}
