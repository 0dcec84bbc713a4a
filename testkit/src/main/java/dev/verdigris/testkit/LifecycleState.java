package dev.verdigris.testkit;

import dev.verdigris.model.Lifecycle;

/** The state of an instance in its group, in AWS's words ({@code LifecycleState} of the Auto Scaling API). */
public enum LifecycleState {
    /** Being launched. */
    PENDING("Pending", Lifecycle.PENDING),
    /** Launched, and held by a lifecycle hook before it goes into service. */
    PENDING_WAIT("Pending:Wait", Lifecycle.PENDING),
    /** Let on by the hook, on its way into service. */
    PENDING_PROCEED("Pending:Proceed", Lifecycle.PENDING),
    /** Counted as capacity. */
    IN_SERVICE("InService", Lifecycle.IN_SERVICE),
    /** On its way to standby: drained by the attached target groups. */
    ENTERING_STANDBY("EnteringStandby", Lifecycle.STANDBY),
    /** Set aside by somebody; no capacity. */
    STANDBY("Standby", Lifecycle.STANDBY),
    /** Being ended; drained by the attached target groups first. */
    TERMINATING("Terminating", Lifecycle.LEAVING),
    /** Held by a lifecycle hook before it ends. It runs, and answers. */
    TERMINATING_WAIT("Terminating:Wait", Lifecycle.LEAVING),
    /** Let on by the hook, on its way out. */
    TERMINATING_PROCEED("Terminating:Proceed", Lifecycle.LEAVING),
    /**
     * The termination was abandoned by the hook, and the group retains it until somebody ends it. It runs, and answers.
     */
    TERMINATING_RETAINED("Terminating:Retained", Lifecycle.RETAINED),
    /** Being taken out of its group, to run on by itself. */
    DETACHING("Detaching", Lifecycle.LEAVING),
    /** On its way into the warm pool: prepared, or stopped. */
    WARMED_PENDING("Warmed:Pending", Lifecycle.WARMED),
    /** In the warm pool, ready to be taken. */
    WARMED_STOPPED("Warmed:Stopped", Lifecycle.WARMED),
    /** On its way out of a warm pool that is deleted. */
    WARMED_TERMINATING("Warmed:Terminating", Lifecycle.WARMED);

    private final String word;
    private final Lifecycle lifecycle;

    LifecycleState(String word, Lifecycle lifecycle) {
        this.word = word;
        this.lifecycle = lifecycle;
    }

    /** The lifecycle that a deployment sees in this state. */
    public Lifecycle lifecycle() {
        return lifecycle;
    }

    /** AWS's word for it. */
    @Override
    public String toString() {
        return word;
    }
}
