package dev.verdigris.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The requests that match one rule of a listener, or none of its rules, and where they go. Each node of the load
 * balancer takes a change over by itself, some time after it was made; until then it forwards as before.
 */
final class Route {
    /** How many nodes a load balancer has; requests come to them in equal parts. */
    static final int NODES = 3;

    private final World world;
    private final LoadBalancing balancing;
    private final Map<SimulatedTargetGroup, TrafficMeter> meters = new LinkedHashMap<>(2);
    /** What it forwards to by the last change, and by each node the last that the node took over. */
    private ForwardAction action;

    private final Past<ForwardAction> past;
    private final ForwardAction[] nodes = new ForwardAction[NODES];
    /** The number of the change that each node took over last. */
    private final int[] taken = new int[NODES];

    private int changes;
    /** Where the clients go that bring a cookie, in parts, and until when those are good. */
    private Map<SimulatedTargetGroup, Double> kept = Map.of();

    private long keptUntil = Long.MIN_VALUE;
    private double returning;
    /** Those that requests come to. */
    private TrafficMeter[] active = {};
    /** The part that goes nowhere, because all weights are 0. */
    private double nowhere;

    private double requestsPerNano;
    private long since;
    private boolean known;
    private boolean mixed;
    private double refused;
    private long bothNanos;
    private long bothPropagatingNanos;

    Route(World world, LoadBalancing balancing, ForwardAction action, double requestsPerSecond, double returning) {
        this.world = world;
        this.balancing = balancing;
        this.action = action;
        this.past = new Past<>(world, balancing.staleness());
        this.returning = returning;
        this.since = Math.max(0, world.now());
        this.requestsPerNano = requestsPerSecond / 1e9;
        Arrays.fill(nodes, action);
        share();
    }

    ForwardAction action() {
        return action;
    }

    /** The action as a read through the port sees it. */
    ForwardAction glimpse() {
        ForwardAction stale = past.glimpse();
        return stale != null ? stale : action;
    }

    double requestsPerSecond() {
        return requestsPerNano * 1e9;
    }

    void setRequestsPerSecond(double rate) {
        catchUp();
        requestsPerNano = rate / 1e9;
    }

    void setReturning(double part) {
        catchUp();
        returning = part;
        share();
    }

    /** Forwards to something else; each node does so once the change has come to it. */
    void change(ForwardAction to) {
        catchUp();
        ForwardAction before = action;
        if (past.wanted()) {
            past.keep(before);
        }
        action = to;
        int change = ++changes;
        long last = 0;
        for (int i = 0; i < NODES; i++) {
            int node = i;
            long delay = balancing.propagation().nanos(world.random());
            last = Math.max(last, delay);
            if (delay == 0) {
                nodes[node] = to;
                taken[node] = change;
            } else {
                world.after(delay, () -> takeOver(node, to, change));
            }
        }
        keep(before, world.now() + last);
        share();
    }

    /** A node forgets what a later change has already overtaken. */
    private void takeOver(int node, ForwardAction to, int change) {
        if (taken[node] < change) {
            catchUp();
            nodes[node] = to;
            taken[node] = change;
            share();
            balancing.refresh();
        }
    }

    /** The clients that came before keep the target groups that they were sent to, until their last cookie ends. */
    private void keep(ForwardAction before, long takenOver) {
        Duration stickiness = before.stickiness();
        if (stickiness == null || world.now() < keptUntil) {
            return;
        }
        kept = new LinkedHashMap<>();
        before.weights().keySet().forEach(group -> kept.put(group, before.part(group)));
        keptUntil = takenOver + stickiness.toNanos();
        world.after(keptUntil - world.now(), () -> {
            catchUp();
            share();
        });
    }

    /** Without a target group that is gone, at once; says whether there is something left to forward to. */
    boolean forget(SimulatedTargetGroup gone) {
        catchUp();
        ForwardAction left = action.without(gone);
        if (left != null) {
            action = left;
            for (int i = 0; i < NODES; i++) {
                ForwardAction node = nodes[i].without(gone);
                nodes[i] = node == null ? left : node;
            }
            share();
        }
        return left != null;
    }

    /** Nothing comes by the route any more. */
    void end() {
        catchUp();
        for (TrafficMeter meter : active) {
            meter.come(0);
        }
        active = new TrafficMeter[0];
        nowhere = 0;
        requestsPerNano = 0;
        changes++;
        Arrays.fill(taken, changes);
    }

    /** All that it may forward to: by the last change, and by what some node still does. */
    Set<SimulatedTargetGroup> targetGroups() {
        Set<SimulatedTargetGroup> all = new LinkedHashSet<>(action.weights().keySet());
        for (ForwardAction node : nodes) {
            all.addAll(node.weights().keySet());
        }
        return all;
    }

    /** Whether a node still forwards by an earlier change. */
    boolean propagating() {
        for (int change : taken) {
            if (change != changes) {
                return true;
            }
        }
        return false;
    }

    /** Which part of the requests goes to a target group now. */
    double part(SimulatedTargetGroup group) {
        TrafficMeter meter = meters.get(group);
        return meter == null ? 0 : meter.part();
    }

    private void share() {
        known = false;
        nowhere = 0;
        List<TrafficMeter> serving = new ArrayList<>(2);
        Map<SimulatedTargetGroup, Double> parts = parts();
        parts.forEach((group, part) -> meter(group));
        meters.forEach((group, meter) -> {
            meter.come(parts.getOrDefault(group, 0.0));
            if (meter.part() > 0) {
                serving.add(meter);
            }
        });
        active = serving.toArray(TrafficMeter[]::new);
    }

    private Map<SimulatedTargetGroup, Double> parts() {
        Map<SimulatedTargetGroup, Double> parts = new LinkedHashMap<>(2);
        for (ForwardAction node : nodes) {
            boolean honors = node.stickiness() != null && world.now() < keptUntil;
            double free = 1.0 / NODES;
            if (honors) {
                for (Map.Entry<SimulatedTargetGroup, Double> entry : kept.entrySet()) {
                    if (node.weights().containsKey(entry.getKey())) {
                        double stays = returning * entry.getValue() / NODES;
                        parts.merge(entry.getKey(), stays, Double::sum);
                        free -= stays;
                    }
                }
            }
            spread(node, free, parts);
        }
        return parts;
    }

    private void spread(ForwardAction node, double free, Map<SimulatedTargetGroup, Double> parts) {
        double sent = 0;
        for (SimulatedTargetGroup group : node.weights().keySet()) {
            parts.merge(group, free * node.part(group), Double::sum);
            sent += node.part(group);
        }
        nowhere += sent > 0 ? 0 : free;
    }

    private void meter(SimulatedTargetGroup group) {
        meters.computeIfAbsent(group, any -> {
            group.inflow().add(this);
            return new TrafficMeter(world, group);
        });
    }

    /** Where requests go is about to change: counts those until now. */
    void catchUp() {
        long nanos = world.now() - since;
        if (nanos > 0) {
            since = world.now();
            if (requestsPerNano > 0) {
                count(nanos);
            }
        }
    }

    private void count(long nanos) {
        double requests = nanos * requestsPerNano;
        boolean propagating = propagating();
        for (TrafficMeter meter : active) {
            meter.count(requests, nanos, propagating);
        }
        refused += requests * nowhere;
        if (!known) {
            known = true;
            mixed = mixed();
        }
        bothNanos += mixed ? nanos : 0;
        bothPropagatingNanos += mixed && propagating ? nanos : 0;
    }

    private boolean mixed() {
        String version = null;
        for (TrafficMeter meter : active) {
            if (!meter.answersOnly(version)) {
                return true;
            }
            version = version == null ? meter.version() : version;
        }
        return false;
    }

    /** Where the requests to a target group go has changed. */
    void changed(SimulatedTargetGroup group) {
        TrafficMeter meter = meters.get(group);
        if (meter != null) {
            meter.changed();
            known = false;
        }
    }

    /**
     * An instance of a target group ended while requests may be in flight to it. Says whether this route had sent some.
     */
    boolean cutOff(SimulatedTargetGroup group) {
        TrafficMeter meter = meters.get(group);
        if (requestsPerNano == 0 || meter == null || !meter.mayBeInFlight()) {
            return false;
        }
        meter.cutOff();
        return true;
    }

    /** Adds what became of its requests so far. */
    void enter(TrafficSum sum) {
        catchUp();
        for (TrafficMeter meter : meters.values()) {
            meter.enter(sum);
        }
        sum.refused(refused);
        sum.both(bothNanos, bothPropagatingNanos);
    }

    /** Adds what became of those that it sent to one target group. */
    void enter(SimulatedTargetGroup group, TrafficSum sum) {
        catchUp();
        TrafficMeter meter = meters.get(group);
        if (meter != null) {
            meter.enter(sum);
            sum.both(meter.bothNanos(), meter.bothPropagatingNanos());
        }
    }

    @Override
    public String toString() {
        return action
                + (propagating() ? " (not yet by every node)" : "")
                + (requestsPerNano == 0 ? " (no requests)" : "");
    }
}
