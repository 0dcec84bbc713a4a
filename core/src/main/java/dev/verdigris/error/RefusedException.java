package dev.verdigris.error;

/** A verb that was refused before anything was changed. */
public final class RefusedException extends VerdigrisException {
    private static final long serialVersionUID = 1L;

    /**
     * @param problem what was expected and what was found
     * @param remedy what to do about it
     */
    public RefusedException(String problem, String remedy) {
        super(problem, remedy, null);
    }
}
