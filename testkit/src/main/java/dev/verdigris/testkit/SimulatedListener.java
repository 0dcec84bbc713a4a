package dev.verdigris.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A listener of a simulated load balancer: what it forwards to by default, and by its rules. */
public final class SimulatedListener {
    private final SimulatedLoadBalancer balancer;
    private final LoadBalancing balancing;
    private final int port;
    private final Map<Integer, Route> rules = new TreeMap<>();
    private @Nullable SimulatedTargetGroup targetGroup;
    private double requestsPerSecond;

    SimulatedListener(
            SimulatedLoadBalancer balancer,
            LoadBalancing balancing,
            int port,
            SimulatedTargetGroup targetGroup,
            double requestsPerSecond) {
        this.balancer = balancer;
        this.balancing = balancing;
        this.port = port;
        this.targetGroup = targetGroup;
        this.requestsPerSecond = requestsPerSecond;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** What it forwards to where no rule matches; null if it answers such requests by itself. */
    public @Nullable SimulatedTargetGroup targetGroup() {
        return targetGroup;
    }

    /**
     * Forwards to another target group by default; requests go there at once.
     *
     * @throws dev.verdigris.error.PortException.Invalid if another load balancer uses that target group, or its targets
     *     would be too many for this one
     */
    public void forward(SimulatedTargetGroup to) {
        balancing.admit(balancer, to);
        targetGroup = to;
        balancing.refresh();
    }

    /**
     * Adds a rule, or replaces the one of that priority: it uses the target group, and brings requests of its own.
     *
     * @param priority 1 to 50,000
     * @param rate how many requests match it each second; with 0 it only uses the target group
     * @throws IllegalArgumentException if there is no such priority
     * @throws dev.verdigris.error.PortException.Invalid as {@link #forward} does
     */
    public void rule(int priority, SimulatedTargetGroup to, double rate) {
        if (priority < 1 || priority > 50_000) {
            throw new IllegalArgumentException("priority: expected 1 to 50000, found " + priority);
        }
        balancing.admit(balancer, to);
        rules.put(priority, new Route(to, rate));
        balancing.refresh();
    }

    /** Removes a rule. Removing one that is not there changes nothing. */
    public void removeRule(int priority) {
        rules.remove(priority);
        balancing.refresh();
    }

    /** How many requests come each second that match no rule; with 0 it only uses its target group, as a test listener. */
    public void setRequestsPerSecond(double rate) {
        requestsPerSecond = rate;
        balancing.refresh();
    }

    /** Deletes it with its rules. */
    public void delete() {
        balancer.remove(this);
        balancing.refresh();
    }

    /** Forwards nothing to a target group any more. */
    void forget(SimulatedTargetGroup gone) {
        targetGroup = targetGroup == gone ? null : targetGroup;
        rules.values().removeIf(route -> route.targetGroup() == gone);
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(1 + rules.size());
        if (targetGroup != null) {
            routes.add(new Route(targetGroup, requestsPerSecond));
        }
        routes.addAll(rules.values());
        return routes;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(":").append(port).append(" to ");
        text.append(targetGroup == null ? "nobody" : new Route(targetGroup, requestsPerSecond));
        rules.forEach((priority, route) ->
                text.append(", rule ").append(priority).append(" to ").append(route));
        return text.toString();
    }

    /** Where requests go, and how many. */
    record Route(SimulatedTargetGroup targetGroup, double requestsPerSecond) {
        @Override
        public String toString() {
            return targetGroup.name() + (requestsPerSecond == 0 ? " (no requests)" : "");
        }
    }
}
