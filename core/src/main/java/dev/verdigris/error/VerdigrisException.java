package dev.verdigris.error;

import org.jspecify.annotations.Nullable;

/** The root of everything this library throws: what was expected, what was found, and what to do. */
public abstract class VerdigrisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    /**
     * An exception whose message is the problem and its remedy.
     *
     * @param problem what was expected and what was found, a phrase without a full stop
     * @param remedy what to do about it, a phrase without a full stop
     * @param cause what lies behind it, or null
     */
    protected VerdigrisException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem + "; " + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** The problem: what was expected and what was found. */
    public final String problem() {
        return problem;
    }

    /** The remedy: what to do about it. */
    public final String remedy() {
        return remedy;
    }
}
