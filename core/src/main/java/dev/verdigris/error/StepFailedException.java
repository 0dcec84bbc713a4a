package dev.verdigris.error;

import org.jspecify.annotations.Nullable;

/**
 * A step that could not be performed or undone; or that must stand while later steps run, and could not. What went wrong
 * afterwards, while rolling back, is attached to it as suppressed exceptions.
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

    /** The id of the step that failed, as it is in plans and events; another one may have been under way. */
    public String step() {
        return step;
    }
}
