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

    /** The place of what is taken when no other rule fits. */
    private static final int LAST = Integer.MAX_VALUE;

    private final RouteArn arn;
    private final @Nullable Integer port;
    private final int priority;
    private final Set<String> patterns;
    private final ForwardActions actions;
    private final Split split;

    private ElbRoute(RouteArn arn, @Nullable Integer port, int priority, Set<String> patterns, ForwardActions actions) {
        this.arn = arn;
        this.port = port;
        this.priority = priority;
        this.patterns = patterns;
        this.actions = actions;
        this.split = actions.split();
    }

    static ElbRoute of(Listener listener) {
        return new ElbRoute(
                RouteArn.of(listener.listenerArn()),
                listener.port(),
                LAST,
                Set.of(),
                new ForwardActions(listener.defaultActions()));
    }

    /** A rule, which does not say the port of its listener. */
    static ElbRoute of(Rule rule) {
        return new ElbRoute(
                RouteArn.of(rule.ruleArn()),
                null,
                Boolean.TRUE.equals(rule.isDefault()) ? LAST : Integer.parseInt(rule.priority()),
                patterns(rule),
                new ForwardActions(rule.actions()));
    }

    /** This rule, at a listener of that port; null if nobody knows it. */
    ElbRoute at(@Nullable Integer port) {
        return new ElbRoute(arn, port, priority, patterns, actions);
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

    RouteArn arn() {
        return arn;
    }

    /** The port of the listener; null if it is not known, or there is none. */
    @Nullable
    Integer port() {
        return port;
    }

    /** How people know it: {@code web:443}, or {@code rule 10 of web:443}. */
    String name() {
        String listener = port == null ? arn.balancerName() : arn.balancerName() + ":" + port;
        if (!arn.isRule()) {
            return listener;
        }
        return "rule " + (isDefaultRule() ? "default" : priority) + " of " + listener;
    }

    /** Rules are tried in this order; the default actions are taken where none fits. */
    int priority() {
        return priority;
    }

    /** Whether it is the rule that stands for the default actions of its listener, which the listener itself has, too. */
    boolean isDefaultRule() {
        return arn.isRule() && priority == LAST;
    }

    /** Whether it is a rule for paths of that pattern, perhaps among others. */
    boolean isFor(String pattern) {
        return patterns.contains(pattern);
    }

    /** Whether it names one of these target groups, with whatever weight. */
    boolean names(Set<String> targetGroups) {
        return targetGroups.stream().anyMatch(split::names);
    }

    Route route() {
        return new Route(arn.value(), name(), arn.balancer(), split, obstacle());
    }

    /** Why it cannot be changed with everything else in it carried over; null if it can. */
    @Nullable
    Finding obstacle() {
        if (!arn.ofApplication()) {
            return new Finding(
                    "expected " + name() + " to be of an Application Load Balancer, found '" + arn.kind()
                            + "' in its ARN",
                    "name a listener or a rule of an Application Load Balancer");
        }
        if (isDefaultRule()) {
            return new Finding(
                    "expected a rule with a priority, found the default one of " + arn.listener()
                            + ", which AWS lets nobody modify as a rule",
                    "name the listener instead: " + arn.listener());
        }
        List<String> unknown = actions.unknown();
        if (!unknown.isEmpty()) {
            return new Finding(
                    "expected every action of " + name()
                            + " to be of a type that this version of the AWS SDK knows, found " + unknown
                            + ", which would go back without its configuration",
                    "update Verdigris and the AWS SDK, or take the action out of the route");
        }
        if (actions.forwards() != 1) {
            return new Finding(
                    "expected one forward action in " + name() + ", found " + actions.types(),
                    "name a route that forwards to the target groups");
        }
        return null;
    }

    /** The actions to send, so that requests go there. */
    List<Action> forwarding(Split to) {
        return actions.forwarding(to);
    }
}
