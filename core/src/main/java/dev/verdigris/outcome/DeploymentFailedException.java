package dev.verdigris.outcome;

import dev.verdigris.error.VerdigrisException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by {@link Outcome#orThrow} for an outcome that is not a success. Its cause is what went wrong first, where
 * something did.
 */
public final class DeploymentFailedException extends VerdigrisException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    DeploymentFailedException(
            String ending, Outcome outcome, String problem, String remedy, @Nullable Throwable cause) {
        super(outcome.report().title() + ending + ": " + problem, remedy, cause);
        this.outcome = outcome;
    }

    /** The outcome. */
    public Outcome outcome() {
        return outcome;
    }
}
