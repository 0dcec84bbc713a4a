package dev.verdigris.testkit.sweep;

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

        @Override
        public String toString() {
            return outcome.toString();
        }
    }

    /** All that an exception and its causes say. */
    static String told(Throwable exception) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
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
