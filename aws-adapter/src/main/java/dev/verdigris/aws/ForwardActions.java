package dev.verdigris.aws;

import dev.verdigris.port.Listeners.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupStickinessConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/**
 * The actions of a listener or a rule, one of which may forward. They may hold the secret of an identity provider, and
 * the SDK prints it: so this is no record, has no words of its own, and gives its actions to AWS alone.
 */
final class ForwardActions {

    /** The weight where none is said, as there is one target group alone. */
    private static final int ONLY = 1;

    /** The longest that AWS lets a target group be sticky, for an answer that does not say how long. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final List<Action> actions;

    ForwardActions(List<Action> actions) {
        this.actions = List.copyOf(actions);
    }

    /** The types of actions that this SDK has no configuration for, in AWS's words: they would go back without it. */
    List<String> unknown() {
        return actions.stream()
                .filter(action -> action.type() == null || action.type() == ActionTypeEnum.UNKNOWN_TO_SDK_VERSION)
                .map(action -> String.valueOf(action.typeAsString()))
                .toList();
    }

    /** The types of all actions, in AWS's words. */
    List<String> types() {
        return actions.stream()
                .map(action -> String.valueOf(action.typeAsString()))
                .toList();
    }

    /** How many of them forward. */
    long forwards() {
        return actions.stream().filter(ForwardActions::forwards).count();
    }

    private static boolean forwards(Action action) {
        return action.type() == ActionTypeEnum.FORWARD;
    }

    /** Where the one that forwards sends requests; nowhere if there is none, or several. */
    Split split() {
        return forwards() == 1
                ? actions.stream()
                        .filter(ForwardActions::forwards)
                        .findFirst()
                        .map(ForwardActions::split)
                        .orElseThrow()
                : new Split(Map.of(), null);
    }

    /**
     * AWS tells a single target group in both forms, alone and with a weight; another server may tell it in the one by
     * which it was set.
     */
    private static Split split(Action forward) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        ForwardActionConfig config = forward.forwardConfig();
        if (config != null && config.hasTargetGroups()) {
            config.targetGroups()
                    .forEach(group -> weights.merge(
                            group.targetGroupArn(), Objects.requireNonNullElse(group.weight(), ONLY), Integer::sum));
        } else if (forward.targetGroupArn() != null) {
            weights.put(forward.targetGroupArn(), ONLY);
        }
        return new Split(weights, config == null ? null : stickiness(config.targetGroupStickinessConfig()));
    }

    private static @Nullable Duration stickiness(@Nullable TargetGroupStickinessConfig config) {
        if (config == null || !Boolean.TRUE.equals(config.enabled())) {
            return null;
        }
        return config.durationSeconds() == null ? LONGEST : Duration.ofSeconds(config.durationSeconds());
    }

    /** The actions to send, so that requests go there: every other one as it is, in its place and with its order. */
    List<Action> forwarding(Split to) {
        List<Action> sent = new ArrayList<>();
        for (Action action : actions) {
            sent.add(forwards(action) ? forwarding(action, to) : carried(action));
        }
        return sent;
    }

    /** With several target groups AWS allows none to be named alone beside them. */
    private static Action forwarding(Action action, Split to) {
        ForwardActionConfig was =
                action.forwardConfig() == null ? ForwardActionConfig.builder().build() : action.forwardConfig();
        TargetGroupStickinessConfig sticky = was.targetGroupStickinessConfig();
        boolean asItWas = sticky != null && Objects.equals(stickiness(sticky), to.stickiness());
        return action.toBuilder()
                .targetGroupArn(null)
                .forwardConfig(was.toBuilder()
                        .targetGroups(tuples(to))
                        .targetGroupStickinessConfig(asItWas ? sticky : sticky(to.stickiness()))
                        .build())
                .build();
    }

    private static List<TargetGroupTuple> tuples(Split to) {
        return to.weights().entrySet().stream()
                .map(group -> TargetGroupTuple.builder()
                        .targetGroupArn(group.getKey())
                        .weight(group.getValue())
                        .build())
                .toList();
    }

    private static TargetGroupStickinessConfig sticky(@Nullable Duration duration) {
        TargetGroupStickinessConfig.Builder config =
                TargetGroupStickinessConfig.builder().enabled(duration != null);
        if (duration != null) {
            config.durationSeconds(Math.toIntExact(duration.toSeconds()));
        }
        return config.build();
    }

    /** A secret cannot be read, and AWS refuses one beside the word that the existing one stays. */
    private static Action carried(Action action) {
        if (action.authenticateOidcConfig() == null) {
            return action;
        }
        return action.toBuilder()
                .authenticateOidcConfig(action.authenticateOidcConfig().toBuilder()
                        .clientSecret(null)
                        .useExistingClientSecret(true)
                        .build())
                .build();
    }
}
