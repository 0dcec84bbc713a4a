package dev.verdigris.testkit.sweep;

import dev.verdigris.error.VerdigrisException;
import dev.verdigris.outcome.Outcome;

/** How a simulated process ended. */
sealed interface ProcessEnd {

    /** It came to an outcome. */
    record Completed(Outcome outcome) implements ProcessEnd {
        @Override
        public String toString() {
            return outcome.toString();
        }
    }

    /** It was refused, or could not read or write before it changed anything. */
    record Refused(VerdigrisException why) implements ProcessEnd {
        @Override
        public String toString() {
            return "refused: " + why.getMessage();
        }
    }

    /** It was killed. */
    record Killed() implements ProcessEnd {
        @Override
        public String toString() {
            return "killed";
        }
    }
}
