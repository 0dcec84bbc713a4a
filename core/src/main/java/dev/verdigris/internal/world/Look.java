package dev.verdigris.internal.world;

import dev.verdigris.model.Color;
import dev.verdigris.model.ColoredTargets;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * One look at the world during a deployment: both fleets and the targets by color.
 *
 * @param blue the blue fleet
 * @param green the green fleet
 * @param targets the targets, colored by every membership seen since the deployment began
 */
public record Look(Fleet blue, Fleet green, ColoredTargets targets) {

    /** The fleet of a color. */
    public Fleet fleet(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** Whether any instance of the color is registered or still drains. */
    public boolean touchedByTraffic(Color color) {
        return !targets.registered(color).isEmpty() || !targets.draining(color).isEmpty();
    }

    /** What instances count for, in the units of their group's size; one that has left its group counts for one. */
    public int capacity(Collection<InstanceId> instances) {
        Map<InstanceId, Integer> weights = new HashMap<>();
        for (Color color : Color.values()) {
            for (Instance instance : fleet(color).instances()) {
                weights.put(instance.id(), instance.weight());
            }
        }
        int capacity = 0;
        for (InstanceId instance : instances) {
            capacity += weights.getOrDefault(instance, 1);
        }
        return capacity;
    }

    /**
     * What the healthy instances of a color count for. Where instances have weights a group overshoots its size, by less
     * than the weight of one instance: what is above its size does not count, or two groups would chase each other.
     */
    public int healthy(Color color) {
        int healthy = capacity(targets.healthy(color));
        return fleet(color).countsInstances()
                ? healthy
                : Math.min(healthy, fleet(color).size().desired());
    }
}
