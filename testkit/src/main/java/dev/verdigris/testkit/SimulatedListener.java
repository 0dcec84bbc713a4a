package dev.verdigris.testkit;

import dev.verdigris.port.Listeners.Entrance;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A listener of a simulated load balancer: what requests come by it, where it forwards them by default and by its
 * rules, and what became of them. What is changed is seen at once; each node of the load balancer forwards by it some
 * time later, as {@link Latencies#propagation} says, and until then as before.
 */
public final class SimulatedListener {
    private static final int LAST_PRIORITY = 50_000;

    private final SimulatedLoadBalancer balancer;
    private final LoadBalancing balancing;
    private final int port;
    private final Map<Integer, Route> rules = new TreeMap<>();
    private final Map<Integer, String> patterns = new HashMap<>();
    private final Map<Integer, String> unknownActions = new HashMap<>();
    /** All ways by which requests came, those that are no more included. */
    private final List<Route> ever = new ArrayList<>(1);

    private @Nullable Route fallback;
    private double requestsPerSecond;
    private double returning = 0.5;
    private boolean deleted;

    SimulatedListener(
            SimulatedLoadBalancer balancer,
            LoadBalancing balancing,
            int port,
            ForwardAction action,
            double requestsPerSecond) {
        this.balancer = balancer;
        this.balancing = balancing;
        this.port = port;
        this.requestsPerSecond = rate(requestsPerSecond);
        this.fallback = route(action, requestsPerSecond);
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The ARN of the listener. */
    public String arn() {
        return balancer.arn().replace(":loadbalancer/", ":listener/") + "/" + hex(port);
    }

    /**
     * The ARN of a rule.
     *
     * @throws IllegalArgumentException if there is no rule of that priority
     */
    public String ruleArn(int priority) {
        rule(priority);
        return arn().replace(":listener/", ":listener-rule/") + "/" + hex(priority);
    }

    private static String hex(int number) {
        return String.format("%016x", number);
    }

    /**
     * Gives a rule the condition that the path matches a pattern; it is found by it, and takes probes of such a path. How many
     * requests come by it does not depend on it.
     *
     * @throws IllegalArgumentException if there is no rule of that priority
     */
    public void setPathPattern(int priority, String pattern) {
        rule(priority);
        patterns.put(priority, pattern);
    }

    /** How requests come to a rule, or by default at 0: by the balancer's name; what listens on 443 speaks HTTPS. */
    Entrance entrance(int priority) {
        String at = balancer.name() + ":" + port;
        String pattern = patterns.get(priority);
        return new Entrance(
                priority == 0 ? at : "rule " + priority + " of " + at,
                URI.create((port == 443 ? "https" : "http") + "://" + at),
                false,
                List.of(),
                pattern == null ? List.of() : List.of(pattern),
                priority > 0 && pattern == null ? List.of("what nobody has said") : List.of());
    }

    /** The route that takes a request: the first rule that does, else the default; null if there is none. */
    @Nullable
    Route taking(URI uri) {
        for (Map.Entry<Integer, Route> rule : rules.entrySet()) {
            if (entrance(rule.getKey()).takes(uri.getHost(), uri.getRawPath())) {
                return rule.getValue();
            }
        }
        return fallback;
    }

    /**
     * Puts an action before the forward action that no program knows yet, so that none may write the actions.
     *
     * @param priority the priority of a rule; 0 for the default actions
     */
    public void addUnknownAction(int priority, String type) {
        unknownActions.put(priority, type);
    }

    private Route rule(int priority) {
        return Lookup.required("rule", rules.get(priority), String.valueOf(priority), rules.keySet());
    }

    /** All its routes, by their priorities; the default actions are at 0. */
    Map<Integer, Route> byPriority() {
        Map<Integer, Route> all = new TreeMap<>(rules);
        if (fallback != null) {
            all.put(0, fallback);
        }
        return all;
    }

    @Nullable
    String unknownAction(int priority) {
        return unknownActions.get(priority);
    }

    @Nullable
    String pattern(int priority) {
        return patterns.get(priority);
    }

    /** The action where no rule matches; null if the listener answers such requests by itself. */
    public @Nullable ForwardAction action() {
        return fallback == null ? null : fallback.action();
    }

    /** The actions of the rules, by their priorities. */
    public Map<Integer, ForwardAction> rules() {
        Map<Integer, ForwardAction> actions = new LinkedHashMap<>();
        rules.forEach((priority, route) -> actions.put(priority, route.action()));
        return actions;
    }

    /** The target groups that it forwards to, by default or by a rule, with the greatest weight of each. */
    public Map<SimulatedTargetGroup, Integer> weights() {
        Map<SimulatedTargetGroup, Integer> weights = new LinkedHashMap<>(2);
        for (Route route : routes()) {
            route.action().weights().forEach((group, weight) -> weights.merge(group, weight, Math::max));
        }
        return weights;
    }

    /** Whether it forwards to one of these target groups, by default or by a rule, with whatever weight. */
    boolean names(List<SimulatedTargetGroup> groups) {
        if (fallback != null && names(fallback, groups)) {
            return true;
        }
        for (Route route : rules.values()) {
            if (names(route, groups)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(Route route, List<SimulatedTargetGroup> groups) {
        return !Collections.disjoint(route.action().weights().keySet(), groups);
    }

    /**
     * Forwards to one target group by default.
     *
     * @throws dev.verdigris.error.PortException as {@link #forward(ForwardAction)} does
     */
    public void forward(SimulatedTargetGroup to) {
        forward(ForwardAction.to(to));
    }

    /**
     * Replaces what it forwards to by default. Clients that were sent to a target group while it was sticky stay there
     * until their cookies have ended, if the new action is sticky and has that group too.
     *
     * @throws IllegalStateException if the listener is deleted
     * @throws dev.verdigris.error.PortException.NotFound if a target group is gone
     * @throws dev.verdigris.error.PortException.Invalid if there are no target groups or more than five, a weight is
     *     not 0 to 999, a cookie would be good for less than a second or for more than seven days, another load
     *     balancer uses one of the target groups, or their targets would be too many for this one
     */
    public void forward(ForwardAction to) {
        admit(to);
        if (fallback == null) {
            fallback = route(to, requestsPerSecond);
        } else {
            fallback.change(to);
        }
        balancing.changed(this);
    }

    /**
     * Adds a rule that brings requests of its own.
     *
     * @param priority 1 to 50,000
     * @param rate how many requests match it each second; with 0 it only uses the target group
     * @throws IllegalArgumentException if there is no such priority, or a rule that has it, or the rate is negative
     * @throws IllegalStateException if the listener is deleted
     * @throws dev.verdigris.error.PortException as {@link #forward(ForwardAction)} does
     */
    public void addRule(int priority, SimulatedTargetGroup to, double rate) {
        addRule(priority, ForwardAction.to(to), rate);
    }

    /**
     * Adds a rule that brings requests of its own to several target groups.
     *
     * @param priority 1 to 50,000
     * @param rate how many requests match it each second; with 0 it only uses the target groups
     * @throws IllegalArgumentException if there is no such priority, or a rule that has it, or the rate is negative
     * @throws IllegalStateException if the listener is deleted
     * @throws dev.verdigris.error.PortException as {@link #forward(ForwardAction)} does
     */
    public void addRule(int priority, ForwardAction to, double rate) {
        if (priority < 1 || priority > LAST_PRIORITY || rules.containsKey(priority)) {
            throw new IllegalArgumentException("rule of listener :" + port + ": expected a free priority of 1 to "
                    + LAST_PRIORITY + ", found " + priority + " beside " + rules.keySet());
        }
        rate(rate);
        admit(to);
        rules.put(priority, route(to, rate));
        balancing.changed(this);
    }

    /**
     * Replaces what a rule forwards to, as {@link #forward(ForwardAction)} does by default.
     *
     * @throws IllegalArgumentException if there is no rule of that priority
     * @throws dev.verdigris.error.PortException as {@link #forward(ForwardAction)} does
     */
    public void modifyRule(int priority, ForwardAction to) {
        Route rule = rule(priority);
        admit(to);
        rule.change(to);
        balancing.changed(this);
    }

    /** Removes a rule, and with it the requests that matched it. Removing one that is not there changes nothing. */
    public void removeRule(int priority) {
        Route removed = rules.remove(priority);
        if (removed != null) {
            removed.end();
            balancing.changed(this);
        }
    }

    /**
     * Sets how many requests come each second that match no rule; with 0 it only uses its target groups, as a test
     * listener.
     *
     * @throws IllegalArgumentException if it is negative or no number
     */
    public void setRequestsPerSecond(double rate) {
        requestsPerSecond = rate(rate);
        if (fallback != null) {
            fallback.setRequestsPerSecond(rate);
        }
    }

    /**
     * Which part of the requests comes from clients that came before and bring their cookie; by default half of them.
     * It matters only while an action is sticky.
     *
     * @throws IllegalArgumentException if it is not 0 to 1
     */
    public void setReturningClients(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("returning clients: expected a part of 0 to 1, found " + part);
        }
        returning = part;
        routes().forEach(route -> route.setReturning(part));
    }

    /** Deletes the listener with its rules; what came by it still counts. Deleting it again changes nothing. */
    public void delete() {
        deleted = true;
        balancer.remove(this);
        routes().forEach(Route::end);
        fallback = null;
        rules.clear();
        balancing.changed(this);
    }

    /** Which part of the requests that match no rule goes to a target group now, by all nodes together. */
    public double part(SimulatedTargetGroup targetGroup) {
        return fallback == null ? 0 : fallback.part(targetGroup);
    }

    /** Whether any request may go to a target group now: by a node that has not taken a change over yet, or by a cookie. */
    public boolean reaches(SimulatedTargetGroup targetGroup) {
        if (fallback != null && fallback.part(targetGroup) > 0) {
            return true;
        }
        for (Route route : rules.values()) {
            if (route.part(targetGroup) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a node of the load balancer still forwards as before the last change of it or of a rule. */
    public boolean isPropagating() {
        return (fallback != null && fallback.propagating())
                || rules.values().stream().anyMatch(Route::propagating);
    }

    /** The report of the requests that came by this listener so far. */
    public TrafficReport traffic() {
        TrafficSum sum = new TrafficSum();
        ever.forEach(route -> route.enter(sum));
        return sum.report();
    }

    /** Forwards nothing to a target group any more. */
    void forget(SimulatedTargetGroup gone) {
        Route byDefault = fallback;
        if (byDefault != null && !byDefault.forget(gone)) {
            byDefault.end();
            fallback = null;
        }
        rules.values().removeIf(route -> {
            boolean left = route.forget(gone);
            if (!left) {
                route.end();
            }
            return !left;
        });
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(1 + rules.size());
        if (fallback != null) {
            routes.add(fallback);
        }
        routes.addAll(rules.values());
        return routes;
    }

    private void admit(ForwardAction to) {
        if (deleted) {
            throw new IllegalStateException(
                    "expected a listener of " + balancer.name() + ", found :" + port + " deleted; make another one");
        }
        balancing.admit(balancer, to);
    }

    private double rate(double perSecond) {
        if (!(perSecond >= 0 && perSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "requests by listener :" + port + ": expected 0 or more a second, found " + perSecond);
        }
        return perSecond;
    }

    private Route route(ForwardAction action, double rate) {
        Route route = balancing.route(action, rate, returning);
        ever.add(route);
        return route;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(":").append(port).append(" to ");
        text.append(fallback == null ? "nobody" : fallback);
        rules.forEach((priority, route) ->
                text.append(", rule ").append(priority).append(" to ").append(route));
        return text.toString();
    }
}
