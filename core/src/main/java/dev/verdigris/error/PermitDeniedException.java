package dev.verdigris.error;

/** A change that was not sent, because whoever wanted it may not change anything any more. */
public final class PermitDeniedException extends VerdigrisException {
    private static final long serialVersionUID = 1L;

    /**
     * @param problem why the permit was denied
     * @param remedy what to do about it
     */
    public PermitDeniedException(String problem, String remedy) {
        super(problem, remedy, null);
    }
}
