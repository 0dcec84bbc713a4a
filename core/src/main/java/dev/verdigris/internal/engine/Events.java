package dev.verdigris.internal.engine;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.event.Event;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Sighted;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.Sighting;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events, and how each reads. */
public final class Events {

    private Events() {}

    /** An event that shows what was seen last before it, worked out where somebody asks. */
    interface Seeing extends Event.OfStep {

        /** What was seen last. */
        Sighted sighted();

        @Override
        default @Nullable Sighting seen() {
            return sighted().sighting();
        }
    }

    record Started(Instant at, String environment, String deployment, SwitchPlan plan) implements Event.Started {
        @Override
        public String sentence() {
            return plan.title();
        }
    }

    record Resumed(Instant at, String environment, String deployment, SwitchPlan plan, DeploymentInProgress inProgress)
            implements Event.Resumed {
        @Override
        public String sentence() {
            return "continuing from: " + inProgress;
        }
    }

    /** An event of a poll that was not the last. */
    interface Waiting extends Seeing {}

    /** See {@link Event.LeaseWaiting}. */
    public record LeaseWaiting(Instant at, DeploymentInProgress inProgress, Duration left)
            implements Event.LeaseWaiting {
        @Override
        public String environment() {
            return inProgress.environment();
        }

        @Override
        public String deployment() {
            return inProgress.id();
        }

        @Override
        public String sentence() {
            return "waiting up to " + Words.duration(left) + " for " + inProgress;
        }
    }

    /** See {@link Event.StepStarted}. */
    public record StepStarted(Instant at, String environment, String deployment, PlannedStep step, Sighted sighted)
            implements Event.StepStarted, Seeing {
        @Override
        public String sentence() {
            return step.id() + ": " + step.sentence();
        }
    }

    /** See {@link Event.StepWaiting}. */
    public record StepWaiting(
            Instant at,
            String environment,
            String deployment,
            PlannedStep step,
            String waitingFor,
            Duration waited,
            Sighted sighted)
            implements Event.StepWaiting, Waiting {
        @Override
        public String sentence() {
            return step.id() + ": " + waitingFor;
        }
    }

    record ChangeAnnounced(
            Instant at, String environment, String deployment, PlannedStep step, String change, Sighted sighted)
            implements Event.ChangeAnnounced, Seeing {
        @Override
        public String sentence() {
            return step.id() + ": " + change;
        }
    }

    record StepDone(Instant at, String environment, String deployment, PlannedStep step, Duration took, Sighted sighted)
            implements Event.StepDone, Seeing {
        @Override
        public String sentence() {
            return step.id() + ": done in " + Words.duration(took);
        }
    }

    record StepFailed(
            Instant at,
            String environment,
            String deployment,
            PlannedStep step,
            StepFailedException cause,
            Sighted sighted)
            implements Event.StepFailed, Seeing {
        @Override
        public String sentence() {
            return "failed: " + cause.getMessage();
        }
    }

    record StepStopped(
            Instant at, String environment, String deployment, PlannedStep step, Duration took, Sighted sighted)
            implements Event.StepStopped, Seeing {
        @Override
        public String sentence() {
            return step.id() + ": stopped after " + Words.duration(took);
        }
    }

    record StepPaused(
            Instant at,
            String environment,
            String deployment,
            PlannedStep step,
            @Nullable Instant until,
            Sighted sighted)
            implements Event.StepPaused, Seeing {
        @Override
        public String sentence() {
            return step.id() + ": waits until somebody promotes or aborts it"
                    + (until == null ? "" : ", at most until " + until);
        }
    }

    record UndoStarted(Instant at, String environment, String deployment, PlannedStep step, Sighted sighted)
            implements Event.UndoStarted, Seeing {
        @Override
        public String sentence() {
            return step.id() + ": undoing it";
        }
    }

    /** See {@link Event.UndoWaiting}. */
    public record UndoWaiting(
            Instant at,
            String environment,
            String deployment,
            PlannedStep step,
            String waitingFor,
            Duration waited,
            Sighted sighted)
            implements Event.UndoWaiting, Waiting {
        @Override
        public String sentence() {
            return step.id() + ": " + waitingFor;
        }
    }

    record Undone(Instant at, String environment, String deployment, PlannedStep step, Duration took, Sighted sighted)
            implements Event.Undone, Seeing {
        @Override
        public String sentence() {
            return step.id() + ": undone in " + Words.duration(took);
        }
    }

    record UndoFailed(
            Instant at,
            String environment,
            String deployment,
            PlannedStep step,
            StepFailedException cause,
            Sighted sighted)
            implements Event.UndoFailed, Seeing {
        @Override
        public String sentence() {
            return "not undone: " + cause.getMessage();
        }
    }

    record UndoStopped(
            Instant at, String environment, String deployment, PlannedStep step, Duration took, Sighted sighted)
            implements Event.UndoStopped, Seeing {
        @Override
        public String sentence() {
            return step.id() + ": undoing it stopped after " + Words.duration(took);
        }
    }

    record RepairAnnounced(Instant at, String environment, String deployment, String change)
            implements Event.RepairAnnounced {
        @Override
        public String sentence() {
            return "reconcile: " + change;
        }
    }

    record Noted(
            Instant at,
            String environment,
            String deployment,
            @Nullable PlannedStep step,
            String note) implements Event.Noted {
        @Override
        public String sentence() {
            return "note: " + note;
        }
    }

    record Ended(Instant at, String environment, String deployment, Outcome outcome) implements Event.Ended {
        @Override
        public String sentence() {
            return outcome + " after " + Words.duration(outcome.report().took());
        }
    }
}
