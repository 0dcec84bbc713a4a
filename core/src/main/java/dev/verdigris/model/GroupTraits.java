package dev.verdigris.model;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The other settings of an Auto Scaling group, as far as a deployment must know them: all of them is in the answer of
 * DescribeAutoScalingGroups.
 *
 * @param zones the Availability Zones it launches into; empty if they are not known
 * @param unit what its size counts
 * @param weights the weight of each instance type that its mixed-instances policy gives one; empty if it gives none
 * @param warmPool its warm pool; null if it has none
 * @param operator the principal that manages the group, so that AWS refuses changes by everyone else; null if nobody
 *     does
 * @param retains whether an instance whose termination hook is abandoned is kept ({@code TerminateHookAbandon=retain})
 * @param protects whether its new instances are protected from scale-in ({@code NewInstancesProtectedFromScaleIn})
 */
public record GroupTraits(
        Set<String> zones,
        CapacityUnit unit,
        Map<String, Integer> weights,
        @Nullable WarmPool warmPool,
        @Nullable String operator,
        boolean retains,
        boolean protects) {

    private static final GroupTraits PLAIN =
            new GroupTraits(Set.of(), CapacityUnit.UNITS, Map.of(), null, null, false, false);

    /** Copies the collections. */
    public GroupTraits {
        zones = Set.copyOf(zones);
        weights = Map.copyOf(weights);
    }

    /** A group that does not protect new instances from scale-in. */
    public GroupTraits(
            Set<String> zones,
            CapacityUnit unit,
            Map<String, Integer> weights,
            @Nullable WarmPool warmPool,
            @Nullable String operator,
            boolean retains) {
        this(zones, unit, weights, warmPool, operator, retains, false);
    }

    /** A group that counts instances, in zones that are not known, with nothing special. */
    public static GroupTraits plain() {
        return PLAIN;
    }

    /** These traits in other zones. */
    public GroupTraits withZones(Set<String> zones) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects);
    }

    /** These traits with the size counted in another unit. */
    public GroupTraits withUnit(CapacityUnit unit) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects);
    }

    /** These traits with other weights of instance types. */
    public GroupTraits withWeights(Map<String, Integer> weights) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects);
    }

    /** These traits with another warm pool, or none. */
    public GroupTraits withWarmPool(@Nullable WarmPool warmPool) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects);
    }

    /** These traits with another operator, or none. */
    public GroupTraits withOperator(@Nullable String operator) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects);
    }

    /** These traits of a group that retains instances whose termination hook is abandoned, or not. */
    public GroupTraits withRetains(boolean retains) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects);
    }

    /** These traits of a group that protects new instances from scale-in, or not. */
    public GroupTraits withProtects(boolean protects) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects);
    }
}
