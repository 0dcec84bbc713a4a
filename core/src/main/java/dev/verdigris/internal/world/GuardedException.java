package dev.verdigris.internal.world;

/** A change that was not sent because it would take away what must stay. It may be asked for again later. */
public final class GuardedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private GuardedException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** It would take away what must stay, for as long as the world is like that. */
    static GuardedException blocked(String why) {
        return new GuardedException("the traffic guard objects: " + why, false);
    }

    /** Another look is enough. */
    static GuardedException notYet(String message) {
        return new GuardedException(message, true);
    }

    /** Whether another look is enough. */
    public boolean passing() {
        return passing;
    }
}
