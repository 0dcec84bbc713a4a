package dev.verdigris.internal.engine;

/**
 * A run that can neither go on nor back: the deployment state is lost or cannot be written, so nothing may be changed
 * any more.
 */
final class Stranded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure why;

    Stranded(Failure why) {
        super(why.problem(), why.cause());
        this.why = why;
    }

    Failure why() {
        return why;
    }
}
