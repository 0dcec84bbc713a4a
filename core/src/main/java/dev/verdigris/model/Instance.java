package dev.verdigris.model;

import org.jspecify.annotations.Nullable;

/**
 * A member of a fleet.
 *
 * @param id the EC2 instance
 * @param lifecycle where it is in its life
 * @param healthy what the group thinks of its health ({@code HealthStatus}), not the load balancer
 * @param weight how many units of its group's capacity it counts for ({@code WeightedCapacity}); 1 unless its group
 *     says otherwise
 * @param zone the Availability Zone it runs in; null if that is not known
 * @param guarded whether it is protected from scale-in, so that its group never ends it by itself
 */
public record Instance(
        InstanceId id,
        Lifecycle lifecycle,
        boolean healthy,
        int weight,
        @Nullable String zone,
        boolean guarded) {

    /** @throws IllegalArgumentException if the weight is zero or negative */
    public Instance {
        if (weight < 1) {
            throw new IllegalArgumentException("weight of " + id + ": expected 1 or more, found " + weight);
        }
    }

    /** An instance that counts for one unit, in a zone that is not known, and not protected from scale-in. */
    public Instance(InstanceId id, Lifecycle lifecycle, boolean healthy) {
        this(id, lifecycle, healthy, 1, null, false);
    }

    /** Whether the group counts it as capacity: in service and healthy by its own checks. */
    public boolean inService() {
        return lifecycle == Lifecycle.IN_SERVICE && healthy;
    }
}
