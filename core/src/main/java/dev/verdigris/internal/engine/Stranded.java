package dev.verdigris.internal.engine;

import dev.verdigris.error.StepFailedException;

/** The run can neither go on nor back: the deployment state is lost or cannot be written, so nothing may be changed any more. */
final class Stranded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StepFailedException why;

    Stranded(StepFailedException why) {
        super(why);
        this.why = why;
    }

    StepFailedException why() {
        return why;
    }
}
