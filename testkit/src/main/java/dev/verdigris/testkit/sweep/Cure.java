package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.journal.OpenDeployment;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.Recovery;

/** How somebody settles what is left open. */
public enum Cure {
    /** Resumes it, waiting for the lease. */
    RESUME(true, false),
    /** Resumes it, knowing that its holder is dead. */
    RESUME_TAKING_OVER(true, true),
    /** Aborts it, waiting for the lease; past the point of no return resumes it instead, as the refusal says. */
    ABORT(false, false),
    /** The same, knowing that its holder is dead. */
    ABORT_TAKING_OVER(false, true);

    private final boolean forward;
    private final boolean takeOver;

    Cure(boolean forward, boolean takeOver) {
        this.forward = forward;
        this.takeOver = takeOver;
    }

    boolean takesOver() {
        return takeOver;
    }

    Outcome on(BlueGreen blueGreen, Environment environment) {
        Recovery recovery = new Recovery(environment, takeOver);
        if (forward) {
            return blueGreen.resume(recovery);
        }
        try {
            return blueGreen.abort(recovery);
        } catch (BusyException e) {
            OpenDeployment open = e.open();
            if (open != null && open.phase() == Phase.SETTLE) {
                return blueGreen.resume(recovery);
            }
            throw e;
        }
    }
}
