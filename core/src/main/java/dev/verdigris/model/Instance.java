package dev.verdigris.model;

/**
 * A member of a fleet.
 *
 * @param id the EC2 instance
 * @param lifecycle where it is in its life
 * @param healthy what the group thinks of its health ({@code HealthStatus}), not the load balancer
 */
public record Instance(InstanceId id, Lifecycle lifecycle, boolean healthy) {

    /** Whether the group counts it as capacity: in service and healthy by its own checks. */
    public boolean inService() {
        return lifecycle == Lifecycle.IN_SERVICE && healthy;
    }
}
