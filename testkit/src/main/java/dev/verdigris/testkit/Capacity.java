package dev.verdigris.testkit;

import dev.verdigris.model.GroupTraits.CapacityUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The unit in which the size of a group counts. Its instance types take turns, in the order of their names; which one
 * AWS takes depends on prices and on what it has.
 *
 * @param unit what is counted
 * @param types the instance types, each with what it counts for; empty if all instances are alike and count for one
 */
record Capacity(CapacityUnit unit, List<Map.Entry<String, Integer>> types) {
    private static final Capacity INSTANCES = new Capacity(CapacityUnit.UNITS, List.of());

    /** Instances, all alike. */
    static Capacity instances() {
        return INSTANCES;
    }

    /** Instance types that count for different numbers of units. */
    static Capacity of(CapacityUnit unit, Map<String, Integer> unitsByType) {
        unitsByType.forEach((type, units) -> {
            if (units < 1) {
                throw new IllegalArgumentException("weight of " + type + ": expected 1 or more, found " + units);
            }
        });
        return new Capacity(unit, new ArrayList<>(new TreeMap<>(unitsByType).entrySet()));
    }

    /** The type of the n-th instance that a group ever launches, counted from 1; null if all are alike. */
    @Nullable
    String type(int number) {
        return types.isEmpty() ? null : types.get((number - 1) % types.size()).getKey();
    }

    /** The units that an instance counts for. */
    int weight(int number) {
        return types.isEmpty() ? 1 : types.get((number - 1) % types.size()).getValue();
    }

    /** The units that the first so many instances count for together. */
    int units(int instances) {
        int units = 0;
        for (int number = 1; number <= instances; number++) {
            units += weight(number);
        }
        return units;
    }

    /** The weights as the group shows them: those that its policy gives, not what AWS works out of a type. */
    Map<String, Integer> weights() {
        Map<String, Integer> weights = new TreeMap<>();
        if (unit == CapacityUnit.UNITS) {
            types.forEach(type -> weights.put(type.getKey(), type.getValue()));
        }
        return weights;
    }
}
