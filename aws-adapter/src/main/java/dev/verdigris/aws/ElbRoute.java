package dev.verdigris.aws;

import dev.verdigris.port.Listeners.Entrance;
import dev.verdigris.port.Listeners.Route;
import dev.verdigris.port.Listeners.Split;
import dev.verdigris.report.Finding;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** A listener with its default actions, or a rule, as it was read. */
final class ElbRoute {
    /** The place of what is taken when no other rule fits. */
    private static final int LAST = Integer.MAX_VALUE;

    private final RouteArn arn;
    private final @Nullable String protocol;
    private final @Nullable Integer port;
    private final int priority;
    private final Conditions conditions;
    private final ForwardActions actions;
    private final Split split;

    private ElbRoute(
            RouteArn arn,
            @Nullable String protocol,
            @Nullable Integer port,
            int priority,
            Conditions conditions,
            ForwardActions actions) {
        this.arn = arn;
        this.protocol = protocol;
        this.port = port;
        this.priority = priority;
        this.conditions = conditions;
        this.actions = actions;
        this.split = actions.split();
    }

    static ElbRoute of(Listener listener) {
        return new ElbRoute(
                RouteArn.of(listener.listenerArn()),
                listener.protocolAsString(),
                listener.port(),
                LAST,
                Conditions.none(),
                new ForwardActions(listener.defaultActions()));
    }

    /** A rule, which does not say the port of its listener. */
    static ElbRoute of(Rule rule) {
        return new ElbRoute(
                RouteArn.of(rule.ruleArn()),
                null,
                null,
                Boolean.TRUE.equals(rule.isDefault()) ? LAST : Integer.parseInt(rule.priority()),
                Conditions.of(rule),
                new ForwardActions(rule.actions()));
    }

    /** This rule, at a listener of that port; null if nobody knows it. */
    ElbRoute at(@Nullable Integer port) {
        return new ElbRoute(arn, protocol, port, priority, conditions, actions);
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
        return conditions.paths().contains(pattern);
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

    /**
     * How requests come to it.
     *
     * @param listener whose rule it is, or itself
     * @param balancer whose listener that is
     */
    Entrance entrance(ElbRoute listener, LoadBalancer balancer) {
        String scheme = String.valueOf(listener.protocol).toLowerCase(Locale.ROOT);
        return new Entrance(
                name(),
                URI.create(scheme + "://" + balancer.dnsName() + ":" + listener.port),
                balancer.scheme() == LoadBalancerSchemeEnum.INTERNAL,
                List.copyOf(conditions.hosts()),
                List.copyOf(conditions.paths()),
                conditions.others());
    }

    /** The actions to send, so that requests go there. */
    List<Action> forwarding(Split to) {
        return actions.forwarding(to);
    }
}
