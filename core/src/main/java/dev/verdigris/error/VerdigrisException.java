package dev.verdigris.error;

import org.jspecify.annotations.Nullable;

/** The root of everything this library throws: what was expected, what was found, and {@link #remedy what to do}. */
public abstract class VerdigrisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param problem what was expected and what was found, a phrase without a full stop
     * @param remedy what to do about it, a phrase without a full stop
     * @param cause what lies behind it, or null
     */
    protected VerdigrisException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    /** What to do about it. */
    public final String remedy() {
        return remedy;
    }

    /** The problem and its remedy, as one line to show a person. */
    public final String explained() {
        return getMessage() + "; " + remedy;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + ": " + explained();
    }
}
