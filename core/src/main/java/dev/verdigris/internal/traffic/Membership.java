package dev.verdigris.internal.traffic;

import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The membership of instances: whose each is, and what it counts for. */
public interface Membership {

    /** The color of an instance; null if it has none. */
    @Nullable
    Color color(InstanceId instance);

    /**
     * The units that instances count for, in the units of their group's size; one that is in neither group counts for
     * one.
     */
    int units(Collection<InstanceId> instances);

    /** The members of two fleets, in any lifecycle state. */
    static Membership of(Fleet blue, Fleet green) {
        Map<InstanceId, Color> colors = new HashMap<>();
        blue.instances().forEach(instance -> colors.put(instance.id(), Color.BLUE));
        green.instances().forEach(instance -> colors.put(instance.id(), Color.GREEN));
        return of(colors, blue, green);
    }

    /** The members of two fleets, and whose those are that were seen before. */
    static Membership of(Map<InstanceId, Color> colors, Fleet blue, Fleet green) {
        return new Membership() {
            @Override
            public @Nullable Color color(InstanceId instance) {
                return colors.get(instance);
            }

            @Override
            public int units(Collection<InstanceId> instances) {
                return instances.size() + weightAboveOne(blue, instances) + weightAboveOne(green, instances);
            }
        };
    }

    private static int weightAboveOne(Fleet fleet, Collection<InstanceId> instances) {
        int above = 0;
        for (Instance member : fleet.instances()) {
            if (member.weight() > 1 && instances.contains(member.id())) {
                above += member.weight() - 1;
            }
        }
        return above;
    }
}
