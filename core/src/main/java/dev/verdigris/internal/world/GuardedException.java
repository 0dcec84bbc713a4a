package dev.verdigris.internal.world;

import dev.verdigris.model.Color;

/**
 * A change that was not sent because it would take away what must stay. It may be asked for again later.
 * It is an answer to a poll, and has no stack trace.
 */
public final class GuardedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;
    private final boolean passing;

    private GuardedException(String message, String remedy, boolean passing) {
        super(message, null, false, false);
        this.remedy = remedy;
        this.passing = passing;
    }

    /** A change that would take away what must stay, for as long as the world is like that. */
    static GuardedException blocked(String why, String remedy) {
        return new GuardedException("the traffic guard blocked it: " + why, remedy, false);
    }

    /** A fleet that must not shrink, since a follower uses it or does not say that it does not. */
    static GuardedException used(Color color, Followers.User user) {
        return new GuardedException(user.problem(color), user.remedy(color), false);
    }

    /** A change that only needs another look first. */
    static GuardedException notYet(String message) {
        return new GuardedException(message, "look again", true);
    }

    /** The remedy. */
    public String remedy() {
        return remedy;
    }

    /** Whether another look is enough. */
    public boolean passing() {
        return passing;
    }
}
