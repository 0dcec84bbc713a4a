package dev.verdigris.event;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.text.Words;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.DeploymentInProgress;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that happened in a deployment. New kinds may be added in a minor version; treat those you do not know by
 * their {@link #sentence()}.
 */
public sealed interface Event {

    /** When, by the cloud's clock. */
    Instant at();

    /** The name of the environment. */
    String environment();

    /** What happened, as a person reads it. */
    String sentence();

    /**
     * A plan begins to be performed.
     *
     * @param at when
     * @param plan the plan
     */
    record Started(Instant at, SwitchPlan plan) implements Event {
        @Override
        public String environment() {
            return plan.request().environment().name();
        }

        @Override
        public String sentence() {
            return plan.title();
        }
    }

    /**
     * A plan that was interrupted is taken up again.
     *
     * @param at when
     * @param plan the plan, made again from the deployment state
     * @param open what was in progress, as it was found
     */
    record Resumed(Instant at, SwitchPlan plan, DeploymentInProgress open) implements Event {
        @Override
        public String environment() {
            return plan.request().environment().name();
        }

        @Override
        public String sentence() {
            return "taking up: " + open;
        }
    }

    /**
     * Somebody else's deployment is waited for.
     *
     * @param at when
     * @param environment the environment
     * @param open what is in progress
     * @param left how long it is waited for at most
     */
    record LeaseWaiting(Instant at, String environment, DeploymentInProgress open, Duration left) implements Event {
        @Override
        public String sentence() {
            return "waiting up to " + Words.duration(left) + " for " + open;
        }
    }

    /**
     * A step begins.
     *
     * @param at when
     * @param environment the environment
     * @param step the step
     */
    record StepStarted(Instant at, String environment, PlannedStep step) implements Event {
        @Override
        public String sentence() {
            return step.id() + ": " + step.sentence();
        }
    }

    /**
     * A step, or the undoing of one, looked at the world and is not done yet. One such event each poll.
     *
     * @param at when
     * @param environment the environment
     * @param step the step
     * @param waitingFor what is missing
     * @param waited how long it has waited so far
     */
    record StepWaiting(Instant at, String environment, PlannedStep step, String waitingFor, Duration waited)
            implements Event {
        @Override
        public String sentence() {
            return step.id() + ": " + waitingFor;
        }
    }

    /**
     * A change is about to be sent.
     *
     * @param at when
     * @param environment the environment
     * @param step the step that makes it
     * @param change the exact change
     */
    record Change(Instant at, String environment, PlannedStep step, String change) implements Event {
        @Override
        public String sentence() {
            return step.id() + ": " + change;
        }
    }

    /**
     * A step is done.
     *
     * @param at when
     * @param environment the environment
     * @param step the step
     * @param took how long it took
     */
    record StepDone(Instant at, String environment, PlannedStep step, Duration took) implements Event {
        @Override
        public String sentence() {
            return step.id() + ": done in " + Words.duration(took);
        }
    }

    /**
     * A step, or the undoing of one, could not be done.
     *
     * @param at when
     * @param environment the environment
     * @param step the step
     * @param cause why
     */
    record StepFailed(Instant at, String environment, PlannedStep step, StepFailedException cause) implements Event {
        @Override
        public String sentence() {
            return "failed: " + cause.getMessage();
        }
    }

    /**
     * A step is given up before it is done: another one that must stand has failed, or the deployment is interrupted.
     *
     * @param at when
     * @param environment the environment
     * @param step the step
     * @param took how long it had taken so far
     */
    record StepStopped(Instant at, String environment, PlannedStep step, Duration took) implements Event {
        @Override
        public String sentence() {
            return step.id() + ": stopped after " + Words.duration(took);
        }
    }

    /**
     * A step begins to be undone.
     *
     * @param at when
     * @param environment the environment
     * @param step the step
     */
    record UndoStarted(Instant at, String environment, PlannedStep step) implements Event {
        @Override
        public String sentence() {
            return step.id() + ": undoing it";
        }
    }

    /**
     * A step has been undone.
     *
     * @param at when
     * @param environment the environment
     * @param step the step
     * @param took how long that took
     */
    record Undone(Instant at, String environment, PlannedStep step, Duration took) implements Event {
        @Override
        public String sentence() {
            return step.id() + ": undone in " + Words.duration(took);
        }
    }

    /**
     * A reconcile is about to send a change.
     *
     * @param at when
     * @param environment the environment
     * @param change the exact change
     */
    record Reconciled(Instant at, String environment, String change) implements Event {
        @Override
        public String sentence() {
            return "reconcile: " + change;
        }
    }

    /**
     * Something was found and left alone.
     *
     * @param at when
     * @param environment the environment
     * @param note what was found
     */
    record Noted(Instant at, String environment, String note) implements Event {
        @Override
        public String sentence() {
            return "note: " + note;
        }
    }

    /**
     * The deployment has ended.
     *
     * @param at when
     * @param outcome how
     */
    record Ended(Instant at, Outcome outcome) implements Event {
        @Override
        public String environment() {
            return outcome.report().environment();
        }

        @Override
        public String sentence() {
            return outcome + " after " + Words.duration(outcome.report().took());
        }
    }
}
