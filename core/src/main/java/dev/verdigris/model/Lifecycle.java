package dev.verdigris.model;

/** Where an instance is in its life within an Auto Scaling group, as far as a deployment cares. */
public enum Lifecycle {
    /** Being launched: {@code Pending} and its hooks, and the states of a warm pool. */
    PENDING,
    /** {@code InService}: counted by the group as capacity. The load balancer may still think otherwise. */
    IN_SERVICE,
    /** {@code Standby}, or on the way there. */
    STANDBY,
    /** On the way out: {@code Terminating}, {@code Detaching} and their hooks. */
    LEAVING,
    /** A state this version does not know. Such an instance is a member, but never capacity. */
    OTHER
}
