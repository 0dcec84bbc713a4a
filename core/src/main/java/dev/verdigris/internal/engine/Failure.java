package dev.verdigris.internal.engine;

import dev.verdigris.error.StepFailedException;
import org.jspecify.annotations.Nullable;

/**
 * A failure: why something could not be done.
 *
 * @param subject what it is about
 * @param problem what was expected and what was found
 * @param remedy what to do about it
 * @param cause the exception that lies behind it, if one does
 * @param last whether it is no use to try again
 */
record Failure(
        Subject subject,
        String problem,
        String remedy,
        @Nullable Throwable cause,
        boolean last) {

    /** A failure after which it may be tried again. */
    Failure(Subject subject, String problem, String remedy, @Nullable Throwable cause) {
        this(subject, problem, remedy, cause, false);
    }

    /** The failure of a step, as it is thrown. */
    StepFailedException exception() {
        return new StepFailedException(subject.id(), problem, remedy, cause);
    }
}
