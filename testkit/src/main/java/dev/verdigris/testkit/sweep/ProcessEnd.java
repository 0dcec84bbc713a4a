package dev.verdigris.testkit.sweep;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/** How a simulated process ended. */
sealed interface ProcessEnd {

    /** The process came to an outcome. */
    record Completed(Outcome outcome) implements ProcessEnd {
        /** What went wrong first, by the outcome; null if nothing did. */
        @Nullable
        Throwable cause() {
            return outcome instanceof Outcome.RolledBack back
                    ? back.cause()
                    : outcome instanceof Outcome.FailedDirty dirty ? dirty.cause() : null;
        }

        /**
         * Whether it is to be resolved. A cleanup that failed is over, and changed no traffic; so is a refresh that was
         * complete before it could be rolled back.
         */
        boolean unresolved() {
            return outcome instanceof Outcome.Interrupted
                    || (outcome instanceof Outcome.FailedDirty dirty
                            && dirty.report().to() != null
                            && dirty.report().to() != dirty.report().from());
        }

        /** Whether it was stopped by whoever holds the state now, or by how they left it; also in what it did of itself besides. */
        boolean stopped() {
            return outcome instanceof Outcome.Interrupted
                    || outcome.report().notes().stream()
                            .anyMatch(note -> note.contains("expected to hold the deployment state")
                                    || note.contains("is not scaled down"));
        }

        @Override
        public String toString() {
            return outcome
                    + (outcome.report().notes().isEmpty()
                            ? ""
                            : ", " + outcome.report().notes());
        }
    }

    /**
     * All that an exception and its causes say. Where somebody decided at a gate that it goes back, nothing had gone wrong
     * before, and what did on the way back is attached.
     */
    static String told(Throwable exception) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        if (exception instanceof StepFailedException failed && failed.step().startsWith("gate:")) {
            for (Throwable later : exception.getSuppressed()) {
                text.append(told(later));
            }
        }
        return text.toString();
    }

    /** The process was refused, or could not read or write before it changed anything. */
    record Refused(VerdigrisException why) implements ProcessEnd {
        @Override
        public String toString() {
            return "refused: " + why.getMessage();
        }
    }

    /** The process was killed. */
    record Killed() implements ProcessEnd {
        @Override
        public String toString() {
            return "killed";
        }
    }
}
