package dev.verdigris.aws.moto;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/**
 * A load balancer on Moto with listeners and rules; what it says of them comes from calls of its own.
 *
 * @param elb the client
 * @param name its name
 * @param arn its ARN
 */
public record MotoBalancer(ElasticLoadBalancingV2Client elb, String name, String arn) {

    /** Moto asks for no more of a certificate in IAM than that it looks like one. */
    private static final Certificate CERTIFICATE = Certificate.builder()
            .certificateArn("arn:aws:iam::123456789012:server-certificate/test")
            .build();

    /** Creates a listener of HTTP, and returns its ARN. */
    public String listen(int port, Action... actions) {
        return elb.createListener(request -> request.loadBalancerArn(arn)
                        .protocol(ProtocolEnum.HTTP)
                        .port(port)
                        .defaultActions(actions))
                .listeners()
                .get(0)
                .listenerArn();
    }

    /** Creates a listener of HTTPS, which alone may authenticate, and returns its ARN. */
    public String listenSecurely(int port, Action... actions) {
        return elb.createListener(request -> request.loadBalancerArn(arn)
                        .protocol(ProtocolEnum.HTTPS)
                        .port(port)
                        .certificates(CERTIFICATE)
                        .defaultActions(actions))
                .listeners()
                .get(0)
                .listenerArn();
    }

    /** Creates a rule for the paths of a pattern, and returns its ARN. */
    public String rule(String listener, int priority, String pattern, Action... actions) {
        return elb.createRule(request -> request.listenerArn(listener)
                        .priority(priority)
                        .conditions(RuleCondition.builder()
                                .field("path-pattern")
                                .pathPatternConfig(paths -> paths.values(pattern))
                                .build())
                        .actions(actions))
                .rules()
                .get(0)
                .ruleArn();
    }

    /** A listener as it is. */
    public Listener listener(String listener) {
        return elb.describeListeners(request -> request.listenerArns(listener))
                .listeners()
                .get(0);
    }

    /** A rule as it is. */
    public Rule rule(String rule) {
        return elb.describeRules(request -> request.ruleArns(rule)).rules().get(0);
    }

    /** An action that forwards by weight. */
    public static Action forward(Map<String, Integer> weights, @Nullable Duration stickiness) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .forwardConfig(config -> {
                    config.targetGroups(weights.entrySet().stream()
                            .map(group -> TargetGroupTuple.builder()
                                    .targetGroupArn(group.getKey())
                                    .weight(group.getValue())
                                    .build())
                            .toList());
                    if (stickiness != null) {
                        config.targetGroupStickinessConfig(sticky ->
                                sticky.enabled(true).durationSeconds(Math.toIntExact(stickiness.toSeconds())));
                    }
                })
                .build();
    }

    /** An action that forwards to one target group, without a weight. */
    public static Action alone(String targetGroup) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .targetGroupArn(targetGroup)
                .build();
    }
}
