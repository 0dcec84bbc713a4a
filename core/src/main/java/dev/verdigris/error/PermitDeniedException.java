package dev.verdigris.error;

import org.jspecify.annotations.Nullable;

/** A change that was not sent, because its sender may no longer change anything. */
public final class PermitDeniedException extends VerdigrisException {
    private static final long serialVersionUID = 1L;

    /**
     * @param problem why the permit was denied
     * @param remedy what to do about it
     */
    public PermitDeniedException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    /**
     * @param problem why the permit was denied
     * @param remedy what to do about it
     * @param cause why it could not be said whether the change may be sent; null if it may not
     */
    public PermitDeniedException(String problem, String remedy, @Nullable PortException cause) {
        super(problem, remedy, cause);
    }
}
