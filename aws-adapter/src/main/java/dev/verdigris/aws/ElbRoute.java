package dev.verdigris.aws;

import dev.verdigris.port.Listeners.Route;
import dev.verdigris.port.Listeners.Split;
import dev.verdigris.report.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** A listener with its default actions, or a rule, as it was read. */
final class ElbRoute {

    private static final String PATH = "path-pattern";

    /** The place of a rule that is tried when no other one fits. */
    private static final int LAST = Integer.MAX_VALUE;

    private final RouteArn arn;
    private final String name;
    private final int priority;
    private final boolean defaultRule;
    private final Set<String> patterns;
    private final ForwardActions actions;

    private ElbRoute(
            RouteArn arn,
            String name,
            int priority,
            boolean defaultRule,
            Set<String> patterns,
            List<Action> actions) {
        this.arn = arn;
        this.name = name;
        this.priority = priority;
        this.defaultRule = defaultRule;
        this.patterns = patterns;
        this.actions = new ForwardActions(actions);
    }

    static ElbRoute of(Listener listener) {
        RouteArn arn = RouteArn.of(listener.listenerArn());
        return new ElbRoute(arn, listenerName(arn, listener.port()), LAST, false, Set.of(), listener.defaultActions());
    }

    /** @param port that of its listener; null if it is not known */
    static ElbRoute of(Rule rule, @Nullable Integer port) {
        RouteArn arn = RouteArn.of(rule.ruleArn());
        boolean isDefault = Boolean.TRUE.equals(rule.isDefault());
        return new ElbRoute(
                arn,
                "rule " + rule.priority() + " of " + listenerName(arn, port),
                isDefault ? LAST : Integer.parseInt(rule.priority()),
                isDefault,
                patterns(rule),
                rule.actions());
    }

    /** The path patterns of its conditions, which AWS tells in two places. */
    private static Set<String> patterns(Rule rule) {
        Set<String> patterns = new HashSet<>();
        for (RuleCondition condition : rule.conditions()) {
            if (PATH.equals(condition.field())) {
                patterns.addAll(condition.values());
                if (condition.pathPatternConfig() != null) {
                    patterns.addAll(condition.pathPatternConfig().values());
                }
            }
        }
        return patterns;
    }

    private static String listenerName(RouteArn arn, @Nullable Integer port) {
        return port == null ? arn.balancerName() : arn.balancerName() + ":" + port;
    }

    String arn() {
        return arn.value();
    }

    String name() {
        return name;
    }

    /** Rules are tried in this order; the default actions are taken where none fits. */
    int priority() {
        return priority;
    }

    /** Whether it is the rule that stands for the default actions of its listener, which the listener itself has, too. */
    boolean isDefaultRule() {
        return defaultRule;
    }

    /** Whether it is a rule for paths of that pattern, perhaps among others. */
    boolean isFor(String pattern) {
        return patterns.contains(pattern);
    }

    /** Whether it names one of these target groups, with whatever weight. */
    boolean names(Set<String> targetGroups) {
        Split split = actions.split();
        return targetGroups.stream().anyMatch(split::names);
    }

    Route route() {
        return new Route(arn.value(), name, arn.balancer(), actions.split(), obstacle());
    }

    /** Why it cannot be changed with everything else in it carried over; null if it can. */
    @Nullable Finding obstacle() {
        if (!arn.ofApplication()) {
            return new Finding(
                    "expected " + name + " to be of an Application Load Balancer, found '" + arn.kind() + "' in its ARN",
                    "name a listener or a rule of an Application Load Balancer");
        }
        if (defaultRule) {
            return new Finding(
                    "expected a rule with a priority, found the default one of " + arn.listener()
                            + ", which AWS lets nobody modify as a rule",
                    "name the listener instead: " + arn.listener());
        }
        List<String> unknown = actions.unknown();
        if (!unknown.isEmpty()) {
            return new Finding(
                    "expected every action of " + name + " to be of a type that this version of the AWS SDK knows, found "
                            + unknown + ", which would go back without its configuration",
                    "update Verdigris and the AWS SDK, or take the action out of the route");
        }
        if (actions.forwards() != 1) {
            return new Finding(
                    "expected one forward action in " + name + ", found " + actions.types(),
                    "name a route that forwards to the target groups");
        }
        return null;
    }

    /** The actions to send, so that requests go there. */
    List<Action> forwarding(Split to) {
        return actions.forwarding(to);
    }
}
