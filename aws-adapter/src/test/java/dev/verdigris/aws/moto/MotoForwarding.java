package dev.verdigris.aws.moto;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Traffic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * What an environment whose traffic is forwarded is made of on Moto: two groups, each attached to a target group of its own,
 * a load balancer, the parameter. Blue is at min 2, max 100, desired 3, and recorded; green is at rest. Its listeners and
 * rules are the test's to make, before a deployment.
 *
 * @param world the account that it lives in
 * @param balancer the load balancer
 * @param arns the ARN of the target group of each color
 */
public record MotoForwarding(MotoWorld world, MotoBalancer balancer, Map<Color, String> arns) {

    /** Creates it all on the server. */
    public static MotoForwarding create(MotoWorld world, Environment environment) {
        Map<Color, String> arns = new LinkedHashMap<>();
        Traffic.Forwarding traffic = (Traffic.Forwarding) environment.traffic();
        for (Color color : Color.values()) {
            String arn = world.createTargetGroup(traffic.targetGroup(color).value(), 80, false);
            arns.put(color, arn);
            world.createGroup(
                    environment.group(color),
                    color == Color.BLUE ? new GroupSize(2, 100, 3) : new GroupSize(0, 100, 0));
            world.autoScaling()
                    .attachLoadBalancerTargetGroups(request -> request.autoScalingGroupName(
                                    environment.group(color).value())
                            .targetGroupARNs(arn));
        }
        world.ssm()
                .putParameter(request -> request.name(
                                environment.activeColorParameter().value())
                        .value(Color.BLUE.label())
                        .type(ParameterType.STRING));
        return new MotoForwarding(world, world.createLoadBalancer("web"), arns);
    }

    /** Detaches both groups, and registers the blue members as somebody would by hand. */
    public void registerByHand(Environment environment) {
        for (Color color : Color.values()) {
            world.autoScaling()
                    .detachLoadBalancerTargetGroups(request -> request.autoScalingGroupName(
                                    environment.group(color).value())
                            .targetGroupARNs(arn(color)));
        }
        List<TargetDescription> members = world
                .autoScaling()
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(
                        environment.group(Color.BLUE).value()))
                .autoScalingGroups()
                .get(0)
                .instances()
                .stream()
                .map(member ->
                        TargetDescription.builder().id(member.instanceId()).build())
                .toList();
        world.elb()
                .registerTargets(
                        request -> request.targetGroupArn(arn(Color.BLUE)).targets(members));
    }

    /** An action that forwards to both colors by weight. */
    public Action forward(int toBlue, int toGreen, @Nullable Duration stickiness) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put(arn(Color.BLUE), toBlue);
        weights.put(arn(Color.GREEN), toGreen);
        return MotoBalancer.forward(weights, stickiness);
    }

    /** The targets of the target group of a color that the load balancer finds healthy. */
    public Set<String> registered(Color color) {
        Set<String> registered = new TreeSet<>();
        world
                .elb()
                .describeTargetHealth(request -> request.targetGroupArn(arn(color)))
                .targetHealthDescriptions()
                .stream()
                .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
                .map(target -> target.target().id())
                .forEach(registered::add);
        return registered;
    }

    /** The ARN of the target group of a color. */
    public String arn(Color color) {
        return Objects.requireNonNull(arns.get(color));
    }

    /** What an action says, in words: {@code blue 0, green 100}. */
    public String told(Action forward) {
        Map<Color, Integer> weights = new LinkedHashMap<>();
        for (Color color : Color.values()) {
            for (TargetGroupTuple group : forward.forwardConfig().targetGroups()) {
                if (group.targetGroupArn().equals(arn(color))) {
                    weights.put(color, group.weight());
                }
            }
        }
        return "blue " + weights.get(Color.BLUE) + ", green " + weights.get(Color.GREEN);
    }
}
