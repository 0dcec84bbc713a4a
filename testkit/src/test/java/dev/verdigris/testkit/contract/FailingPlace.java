package dev.verdigris.testkit.contract;

import dev.verdigris.error.PortException;

/** A place of stores that fails as a contract tells it to: before a call has an effect, or after. */
abstract class FailingPlace implements ContractStore {
    private boolean outage;
    private boolean lost;

    @Override
    public final void outage() {
        outage = true;
    }

    @Override
    public final void loseReplies() {
        lost = true;
    }

    @Override
    public final void recover() {
        outage = false;
        lost = false;
    }

    /** To be asked before a call has any effect. */
    final void reached() {
        failIf(outage);
    }

    /** To be asked when a call has had its effect. */
    final void answered() {
        failIf(lost);
    }

    private static void failIf(boolean wrong) {
        if (wrong) {
            throw new PortException.Unavailable("call", "no answer", null);
        }
    }
}
