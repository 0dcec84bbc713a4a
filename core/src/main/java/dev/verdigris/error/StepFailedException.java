package dev.verdigris.error;

import org.jspecify.annotations.Nullable;

/**
 * A step that could not be performed or undone. What went wrong afterwards, while rolling back, is attached to it as
 * suppressed exceptions.
 */
public final class StepFailedException extends VerdigrisException {
    private static final long serialVersionUID = 1L;

    private final String step;

    /**
     * @param step the id of the step
     * @param problem what was expected and what was found
     * @param remedy what to do about it
     * @param cause what lies behind it, or null
     */
    public StepFailedException(String step, String problem, String remedy, @Nullable Throwable cause) {
        super(step + ": " + problem, remedy, cause);
        this.step = step;
    }

    /** The id of the step, as it is in plans, events and outcomes. */
    public String step() {
        return step;
    }
}
