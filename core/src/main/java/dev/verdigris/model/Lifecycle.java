package dev.verdigris.model;

/** The state of an instance within an Auto Scaling group, as far as a deployment cares. */
public enum Lifecycle {
    /** Being launched: {@code Pending} and its hooks. */
    PENDING,
    /** {@code InService}: counted by the group as capacity. The load balancer may still think otherwise. */
    IN_SERVICE,
    /** {@code Standby}, or on the way there. It ends only when somebody ends it. */
    STANDBY,
    /** On the way out: {@code Terminating}, {@code Detaching} and their hooks. It never serves again. */
    LEAVING,
    /**
     * {@code Terminating:Retained}: its termination was given up by a lifecycle hook, and the group keeps it until
     * somebody ends it (Auto Scaling API, {@code InstanceLifecyclePolicy}, 2026). It is no capacity, and no waiting
     * ends it.
     */
    RETAINED,
    /**
     * {@code Warmed:…}: prepared in a warm pool. Neither capacity nor, by its time of launch, of the newest version.
     */
    WARMED,
    /**
     * A state this version does not know, {@code Quarantined}, or one of a root volume that is being replaced. Such an
     * instance is a member, but never capacity.
     */
    OTHER
}
