package dev.verdigris.outcome;

import dev.verdigris.error.VerdigrisException;

/** Thrown by {@link Outcome#orThrow} for an outcome that is not a success. */
public final class DeploymentFailedException extends VerdigrisException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    DeploymentFailedException(String ending, Outcome outcome, VerdigrisException cause) {
        super(outcome.report().title() + ending + ": " + cause.problem(), cause.remedy(), cause);
        this.outcome = outcome;
    }

    /** The outcome. */
    public Outcome outcome() {
        return outcome;
    }
}
