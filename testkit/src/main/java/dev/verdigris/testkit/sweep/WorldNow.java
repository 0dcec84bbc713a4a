package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Attachments.State;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import dev.verdigris.testkit.SimulatedListener;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an environment really is: who gets requests by its listener, and how large its fleets are meant to be. What a change
 * did is the difference between this directly before and directly after it.
 *
 * @param blue the blue side
 * @param green the green side
 */
record WorldNow(Side blue, Side green) {

    /**
     * One color.
     *
     * @param desired the desired capacity of its fleet
     * @param running what its fleet has in service, in the same units: to desire that starts nothing
     * @param routed its instances that requests are sent to, healthy or not
     * @param healthy those of them that the load balancer finds healthy
     * @param draining its instances that finish the requests they have, or still get some though they have no weight
     * @param waiting its instances that are registered where no requests are sent, and that nobody but us takes out
     */
    record Side(
            int desired,
            int running,
            Set<InstanceId> routed,
            Set<InstanceId> healthy,
            Set<InstanceId> draining,
            Set<InstanceId> waiting) {
        private static Side empty(int desired, int running) {
            return new Side(desired, running, new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        }

        /** Whether its instances get requests, or finish some. */
        boolean inTraffic() {
            return !routed.isEmpty() || !draining.isEmpty();
        }

        /** Those that requests were sent to before and are not any more. */
        Set<InstanceId> left(Side after) {
            return difference(routed, after.routed);
        }

        /** Those that requests are sent to now and were not before. */
        Set<InstanceId> came(Side after) {
            return difference(after.routed, routed);
        }

        private static Set<InstanceId> difference(Set<InstanceId> from, Set<InstanceId> without) {
            if (without.containsAll(from)) {
                return Set.of();
            }
            Set<InstanceId> rest = new HashSet<>(from);
            rest.removeAll(without);
            return rest;
        }
    }

    /**
     * Looks at the world itself, not through a port.
     *
     * @throws IllegalArgumentException if the environment has no listener, target group or fleet
     */
    static WorldNow of(SimulatedCloud cloud, Environment environment) {
        WorldNow now = new WorldNow(side(cloud, environment, Color.BLUE), side(cloud, environment, Color.GREEN));
        List<SimulatedListener> listeners = cloud.listeners(environment);
        if (listeners.isEmpty()) {
            cloud.listener(environment);
        }
        Map<SimulatedTargetGroup, Integer> weights = new LinkedHashMap<>(2);
        for (SimulatedListener listener : listeners) {
            listener.weights().forEach((group, weight) -> weights.merge(group, weight, Math::max));
        }
        weights.forEach((group, weight) -> {
            now.see(cloud, environment, group, weight > 0, reached(listeners, group));
            if (weight > 0) {
                now.expect(cloud, environment, group);
            }
        });
        return now;
    }

    private static boolean reached(List<SimulatedListener> listeners, SimulatedTargetGroup group) {
        for (SimulatedListener listener : listeners) {
            if (listener.reaches(group)) {
                return true;
            }
        }
        return false;
    }

    private static Side side(SimulatedCloud cloud, Environment environment, Color color) {
        SimulatedGroup group = cloud.group(environment, color);
        int running = 0;
        for (SimulatedInstance instance : group.instances()) {
            running += instance.lifecycle() == Lifecycle.IN_SERVICE ? instance.weight() : 0;
        }
        return Side.empty(group.size().desired(), running);
    }

    /** What is attached is drained by Auto Scaling, which ends nothing before; what has no weight may still be reached. */
    private void see(
            SimulatedCloud cloud,
            Environment environment,
            SimulatedTargetGroup group,
            boolean weighs,
            boolean reached) {
        for (TargetHealth target : group.targets()) {
            InstanceId id = target.target().instance();
            Color color = color(environment, cloud.instance(id).group());
            boolean attached = color != null && cloud.group(environment, color).isAttached(group);
            if (color != null && target.state() == TargetHealth.State.DRAINING) {
                if (!attached) {
                    side(color).draining.add(id);
                }
            } else if (color != null && weighs && !leaves(cloud, environment, color, group)) {
                side(color).routed.add(id);
                if (target.healthy()) {
                    side(color).healthy.add(id);
                }
            } else if (color != null && (weighs || reached)) {
                side(color).draining.add(id);
            } else if (color != null && !attached && !target.out()) {
                side(color).waiting.add(id);
            }
        }
    }

    /** What a group is detached from leaves as soon as that is accepted, though Auto Scaling takes its time. */
    private static boolean leaves(
            SimulatedCloud cloud, Environment environment, Color color, SimulatedTargetGroup group) {
        return cloud.group(environment, color).attachment(group) == State.REMOVING;
    }

    /** What gets requests and is attached to a group gets all its members as soon as that is accepted. */
    private void expect(SimulatedCloud cloud, Environment environment, SimulatedTargetGroup group) {
        for (Color color : Color.values()) {
            SimulatedGroup fleet = cloud.group(environment, color);
            if (fleet.attachment(group) == State.ADDING) {
                fleet.instances().stream()
                        .filter(instance -> instance.lifecycle() == Lifecycle.IN_SERVICE)
                        .forEach(instance -> side(color).routed.add(instance.id()));
            }
        }
    }

    /** The color of a group; null if it is of neither. */
    static @Nullable Color color(Environment environment, @Nullable GroupName group) {
        for (Color color : Color.values()) {
            if (environment.group(color).equals(group)) {
                return color;
            }
        }
        return null;
    }

    Side side(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** Whether anybody healthy of either color gets requests. */
    boolean serves() {
        return !blue.healthy.isEmpty() || !green.healthy.isEmpty();
    }

    /** Whether requests are sent to anybody of either color, healthy or not. */
    boolean sends() {
        return !blue.routed.isEmpty() || !green.routed.isEmpty();
    }

    /** Whether somebody who got requests does not any more. */
    boolean losesTo(WorldNow after) {
        return !blue.left(after.blue).isEmpty() || !green.left(after.green).isEmpty();
    }
}
