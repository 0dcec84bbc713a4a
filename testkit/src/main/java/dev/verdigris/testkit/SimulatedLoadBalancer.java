package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer of the simulated cloud. Its listeners use target groups; those share one quota of targets. It reaches
 * targets in its enabled Availability Zones only.
 */
public final class SimulatedLoadBalancer {
    private final World world;
    private final LoadBalancing balancing;
    private final String arn;
    private final String name;
    private final Map<Integer, SimulatedListener> listeners = new TreeMap<>();
    private Set<String> zones = new TreeSet<>(Zones.ALL);

    SimulatedLoadBalancer(World world, LoadBalancing balancing, String arn, String name) {
        this.world = world;
        this.balancing = balancing;
        this.arn = arn;
        this.name = name;
    }

    /** The ARN of the load balancer. */
    public String arn() {
        return arn;
    }

    /** The name of the load balancer. */
    public String name() {
        return name;
    }

    /** The Availability Zones that are enabled for it; a copy. */
    public Set<String> zones() {
        return new LinkedHashSet<>(zones);
    }

    /**
     * Enables these Availability Zones and no others. Targets elsewhere become {@code unused}, for
     * {@code Target.NotInUse}, and get no requests; those in a zone that comes anew are checked.
     *
     * @throws PortException.Invalid if they are fewer than two
     */
    public void setZones(Set<String> enabled) {
        if (enabled.size() < 2) {
            throw new PortException.Invalid(
                    "elasticloadbalancing:SetSubnets",
                    "ValidationError: At least two subnets in two different Availability Zones must be specified",
                    null);
        }
        for (SimulatedTargetGroup group : targetGroups()) {
            group.aboutToChange();
        }
        zones = new TreeSet<>(enabled);
        world.log(name, "enabled in", zones);
        for (SimulatedTargetGroup group : targetGroups()) {
            group.reached();
        }
        world.runDue();
    }

    /** The listeners, by their ports; a copy. */
    public List<SimulatedListener> listeners() {
        return List.copyOf(listeners.values());
    }

    /**
     * The listener on a port.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SimulatedListener listener(int port) {
        return Lookup.required("listener", listeners.get(port), ":" + port, listeners.keySet());
    }

    /**
     * Begins to listen on a port, and forwards to a target group; as many requests come as the cloud was set to.
     *
     * @throws IllegalArgumentException if a listener is there, or it is no port
     * @throws PortException.Invalid as {@link SimulatedListener#forward} does
     */
    public SimulatedListener listen(int port, SimulatedTargetGroup targetGroup) {
        return listen(port, ForwardAction.to(targetGroup));
    }

    /**
     * Begins to listen on a port, and forwards by an action; as many requests come as the cloud was set to.
     *
     * @throws IllegalArgumentException if a listener is there, or it is no port
     * @throws PortException.Invalid as {@link SimulatedListener#forward} does
     */
    public SimulatedListener listen(int port, ForwardAction action) {
        if (port < 1 || port > 65_535 || listeners.containsKey(port)) {
            throw new IllegalArgumentException(
                    "listener of " + name + ": expected a free port, found " + port + " beside " + listeners.keySet());
        }
        balancing.admit(this, action);
        SimulatedListener listener =
                new SimulatedListener(this, balancing, port, action, balancing.requestsPerSecond());
        listeners.put(port, listener);
        balancing.refresh();
        return listener;
    }

    /** The number of targets that the target groups have together, draining ones included. */
    public int targets() {
        int count = 0;
        for (SimulatedTargetGroup group : targetGroups()) {
            count += group.size();
        }
        return count;
    }

    /** The target groups that its listeners and rules use. */
    public List<SimulatedTargetGroup> targetGroups() {
        List<SimulatedTargetGroup> used = new ArrayList<>();
        for (SimulatedTargetGroup group : balancing.targetGroups()) {
            if (group.balancer() == this) {
                used.add(group);
            }
        }
        return used;
    }

    /**
     * The zones in which one of its target groups has fewer healthy targets than its threshold of DNS failover; clients
     * are sent to the others, or if there are none to all.
     */
    public Set<String> failedZones() {
        Set<String> failed = new LinkedHashSet<>();
        for (String zone : zones) {
            for (SimulatedTargetGroup group : targetGroups()) {
                if (!group.keepsInDns(zone)) {
                    failed.add(zone);
                }
            }
        }
        return failed;
    }

    /** The zones that clients are sent to. */
    Set<String> zonesInDns() {
        Set<String> in = zones();
        in.removeAll(failedZones());
        return in.isEmpty() ? zones() : in;
    }

    /** The first port from 80 on that nothing listens on. */
    int freePort() {
        int port = 80;
        while (listeners.containsKey(port)) {
            port++;
        }
        return port;
    }

    boolean reaches(@Nullable String zone) {
        return zone == null || zones.contains(zone);
    }

    void remove(SimulatedListener listener) {
        listeners.remove(listener.port(), listener);
    }

    /** Forwards nothing to a target group any more; a listener that is left with nothing to forward to goes. */
    void forget(SimulatedTargetGroup targetGroup) {
        listeners.values().forEach(listener -> listener.forget(targetGroup));
        listeners.values().removeIf(listener -> listener.routes().isEmpty());
    }

    @Override
    public String toString() {
        Set<String> failed = failedZones();
        return "load balancer " + name + " in " + zones + (failed.isEmpty() ? "" : ", too few healthy in " + failed)
                + ": " + listeners.values();
    }
}
