package dev.verdigris.testkit.contract;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.port.Permit;

/** The permits that contracts hand out. */
final class Permits {

    /** A permit that any change may be sent. */
    static final Permit GRANTED = () -> {};

    /** A permit that denies every change. */
    static final Permit DENIED = () -> {
        throw new PermitDeniedException("expected a permit, found it denied by the test", "grant it");
    };

    private Permits() {}
}
