package dev.verdigris.internal.world;

/** A change that was not sent because it would take away what must stay. It may be asked for again later. */
public final class GuardedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GuardedException(String objection) {
        super(objection);
    }
}
