package dev.verdigris.event;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.Sighting;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a deployment. Which kind it is, {@code instanceof} says. New kinds, and new facts of those
 * there are, may be added in a minor version: treat a kind that you do not know by its {@link #sentence()}, and
 * implement these interfaces in tests only.
 *
 * <p>The events of a run come in this order, and each opening one has exactly one that closes it:
 *
 * <ol>
 *   <li>{@link Started}, or {@link Resumed}.
 *   <li>For each step that is performed, {@link StepStarted}; and {@link StepDone}, {@link StepFailed}, {@link
 *       StepStopped} or {@link StepPaused}. Between two of them that belong together no other step is performed. Where a change got no
 *       answer, or somebody taken over from may still have sent one, the steps of a phase are performed a second time.
 *   <li>For each step that is undone, {@link UndoStarted}; and {@link Undone}, {@link UndoFailed} or {@link
 *       UndoStopped}.
 *   <li>{@link Ended}.
 * </ol>
 *
 * <p>Some steps stand once they are done: they are checked again at each poll of later steps, so that a fleet which
 * somebody scales in is held again, and an instance that joins late is registered. What is changed for them then, and
 * what fails of them, is told under their own id, while a later step is under way: a {@link StepFailed} of a step that
 * was done before, and a {@link StepStopped} of the one that was under way if it is given up because of that. A process
 * that is killed tells nothing more, and what it had opened stays so; where somebody resumes or aborts what a process
 * holds that lives after all, both runs have one id until that process notices, which ends its own.
 */
public interface Event {

    /** The moment of the event, by the cloud's clock. */
    Instant at();

    /** The name of the environment. */
    String environment();

    /**
     * The id of the deployment that the event is about, as it is in the deployment state and in the
     * {@linkplain dev.verdigris.report.Report#deployment() report}. A deployment that is resumed or aborted keeps its
     * id. A rollback that takes over from one has its own, so that the two runs can be told apart while they overlap.
     */
    String deployment();

    /** The sentence that tells a person what happened. */
    String sentence();

    /** Something that happened to a step. */
    interface OfStep extends Event {

        /** The step. */
        PlannedStep step();

        /**
         * Both fleets and who gets requests, as this run saw them last: it looks for its own sake at each poll, and nothing
         * is read for this. Null as long as it has not looked.
         */
        @Nullable
        Sighting seen();
    }

    /** A plan begins to be performed. */
    interface Started extends Event {

        /** The plan. */
        SwitchPlan plan();
    }

    /** A plan that was interrupted is resumed. */
    interface Resumed extends Event {

        /** The plan, made again from the deployment state. */
        SwitchPlan plan();

        /** The deployment in progress, as it was found. */
        DeploymentInProgress inProgress();
    }

    /** Somebody else's deployment is waited for, whose id {@link #deployment()} is: there is no other yet. */
    interface LeaseWaiting extends Event {

        /** The deployment in progress. */
        DeploymentInProgress inProgress();

        /** The longest that it is still waited for. */
        Duration left();
    }

    /** A step begins. */
    interface StepStarted extends OfStep {}

    /** A step was polled and is not done yet, or the deployment state cannot be written. One such event each poll. */
    interface StepWaiting extends OfStep {

        /** The condition that is not met yet, in words. */
        String waitingFor();

        /** The time that has been waited so far. */
        Duration waited();
    }

    /** A change is about to be sent, by a step or by the undoing of it. */
    interface ChangeAnnounced extends OfStep {

        /** The exact change. */
        String change();
    }

    /** A step is done. */
    interface StepDone extends OfStep {

        /** The time that the step took. */
        Duration took();
    }

    /** A step could not be done; or it was done before, and does not stand any more. */
    interface StepFailed extends OfStep {

        /** The cause, under the step's own id. */
        StepFailedException cause();
    }

    /**
     * A step is given up before it is done, through no fault of its own: another one that must stand has failed, or the
     * deployment is interrupted.
     */
    interface StepStopped extends OfStep {

        /** The time that it had taken so far. */
        Duration took();
    }

    /**
     * The deployment has come to a gate: the step, {@code gate:NAME}, waits until somebody promotes or aborts it. This run of
     * it ends here.
     */
    interface StepPaused extends OfStep {

        /** The moment at which the gate expires; null if it never does. */
        @Nullable
        Instant until();
    }

    /** A step begins to be undone. */
    interface UndoStarted extends OfStep {}

    /** The undoing of a step was polled and is not done yet. One such event each poll. */
    interface UndoWaiting extends OfStep {

        /** The condition that is not met yet, in words. */
        String waitingFor();

        /** The time that has been waited so far. */
        Duration waited();
    }

    /** A step has been undone. */
    interface Undone extends OfStep {

        /** The time that the undoing took. */
        Duration took();
    }

    /** A step could not be undone. */
    interface UndoFailed extends OfStep {

        /** The cause, under the step's own id. */
        StepFailedException cause();
    }

    /** The undoing of a step is given up, since the deployment is interrupted. */
    interface UndoStopped extends OfStep {

        /** The time that it had taken so far. */
        Duration took();
    }

    /** A reconcile, whose id {@link #deployment()} is, is about to send a change. */
    interface RepairAnnounced extends Event {

        /** The exact change. */
        String change();
    }

    /** Something was found and left alone. */
    interface Noted extends Event {

        /** The note: what was found. */
        String note();

        /** The step that found it; null if none did. */
        @Nullable
        PlannedStep step();
    }

    /** The deployment has ended; or this run of it, if it is left in progress. */
    interface Ended extends Event {

        /** The outcome. */
        Outcome outcome();
    }
}
