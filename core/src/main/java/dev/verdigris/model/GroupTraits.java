package dev.verdigris.model;

import java.time.Duration;
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
 * @param health by what it finds its instances unhealthy
 */
public record GroupTraits(
        Set<String> zones,
        CapacityUnit unit,
        Map<String, Integer> weights,
        @Nullable WarmPool warmPool,
        @Nullable String operator,
        boolean retains,
        boolean protects,
        HealthChecks health) {

    private static final GroupTraits PLAIN =
            new GroupTraits(Set.of(), CapacityUnit.UNITS, Map.of(), null, null, false, false, HealthChecks.ofEc2());

    /** Copies the collections. */
    public GroupTraits {
        zones = Set.copyOf(zones);
        weights = Map.copyOf(weights);
    }

    /** The traits of a group whose instances EC2 alone finds unhealthy. */
    public GroupTraits(
            Set<String> zones,
            CapacityUnit unit,
            Map<String, Integer> weights,
            @Nullable WarmPool warmPool,
            @Nullable String operator,
            boolean retains,
            boolean protects) {
        this(zones, unit, weights, warmPool, operator, retains, protects, HealthChecks.ofEc2());
    }

    /** A group that counts instances, in zones that are not known, with nothing special. */
    public static GroupTraits plain() {
        return PLAIN;
    }

    /** These traits in other zones. */
    public GroupTraits withZones(Set<String> zones) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects, health);
    }

    /** These traits with the size counted in another unit. */
    public GroupTraits withUnit(CapacityUnit unit) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects, health);
    }

    /** These traits with other weights of instance types. */
    public GroupTraits withWeights(Map<String, Integer> weights) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects, health);
    }

    /** These traits with another warm pool, or none. */
    public GroupTraits withWarmPool(@Nullable WarmPool warmPool) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects, health);
    }

    /** These traits with another operator, or none. */
    public GroupTraits withOperator(@Nullable String operator) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects, health);
    }

    /** These traits of a group that retains instances whose termination hook is abandoned, or not. */
    public GroupTraits withRetains(boolean retains) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects, health);
    }

    /** These traits of a group that protects new instances from scale-in, or not. */
    public GroupTraits withProtects(boolean protects) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects, health);
    }

    /** These traits with other health checks. */
    public GroupTraits withHealth(HealthChecks health) {
        return new GroupTraits(zones, unit, weights, warmPool, operator, retains, protects, health);
    }

    /**
     * The health checks by which an Auto Scaling group finds its instances unhealthy, and replaces them. Those of EC2 are
     * always among them.
     *
     * @param byLoadBalancer whether an instance counts as unhealthy, too, that a load balancer finds unhealthy through a
     *     target group to which the group is attached ({@code HealthCheckType} has {@code ELB})
     * @param grace how long a new instance may be unhealthy once it is in service ({@code HealthCheckGracePeriod}; 0 where
     *     it was not set by the API, 300 s by the console)
     */
    public record HealthChecks(boolean byLoadBalancer, Duration grace) {

        /** @throws IllegalArgumentException if the grace period is negative */
        public HealthChecks {
            if (grace.isNegative()) {
                throw new IllegalArgumentException("grace period: expected 0 or more, found " + grace);
            }
        }

        /** Those of EC2 alone, from the beginning: the API's default. */
        public static HealthChecks ofEc2() {
            return new HealthChecks(false, Duration.ZERO);
        }

        /** Those of the load balancers, too. */
        public static HealthChecks ofLoadBalancers(Duration grace) {
            return new HealthChecks(true, grace);
        }
    }

    /** The unit in which an Auto Scaling group's size counts ({@code DesiredCapacityType} of the Auto Scaling API). */
    public enum CapacityUnit {
        /** Instances, or units of weight where the instance types have weights. */
        UNITS("units"),
        /** Virtual processors. */
        VCPU("vcpu"),
        /** Mebibytes of memory. */
        MEMORY_MIB("memory-mib"),
        /** A unit this version does not know. */
        OTHER("a unit that is not known");

        private final String word;

        CapacityUnit(String word) {
            this.word = word;
        }

        /** The unit in AWS's word. */
        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * The warm pool of an Auto Scaling group: instances that were prepared earlier, from the launch template as it was
     * then, and that a scale-out takes first.
     *
     * @param size how many instances are in it now ({@code WarmPoolSize})
     * @param reused whether a scale-in puts instances back into it instead of ending them ({@code ReuseOnScaleIn})
     */
    public record WarmPool(int size, boolean reused) {

        /** @throws IllegalArgumentException if the size is negative */
        public WarmPool {
            Require.notNegative("size of the warm pool", size);
        }
    }
}
