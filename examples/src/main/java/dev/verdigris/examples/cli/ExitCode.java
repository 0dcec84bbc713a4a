package dev.verdigris.examples.cli;

import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.rollout.RolloutResult;

/** The exit codes of the process. */
final class ExitCode {
    /** The command did what was asked. */
    static final int DONE = 0;
    /** The command line does not make sense. */
    static final int USAGE = 2;
    /** The command was refused; nothing was changed. */
    static final int REFUSED = 3;
    /** The deployment failed, and everything is as before. */
    static final int ROLLED_BACK = 4;
    /** The deployment failed, and something is left. */
    static final int FAILED_DIRTY = 5;
    /** The deployment stopped where it was; it can be resumed or aborted. */
    static final int INTERRUPTED = 6;
    /** The deployment waits at a gate; it can be promoted or aborted. */
    static final int PAUSED = 7;
    /** Everything that a program may close is closed; something is left for a person to decide. */
    static final int UNRESOLVED = 8;

    private ExitCode() {}

    static int of(Outcome outcome) {
        return outcome.<Integer>fold()
                .succeeded(done -> DONE)
                .rolledBack(back -> ROLLED_BACK)
                .failedDirty(dirty -> FAILED_DIRTY)
                .paused(waits -> PAUSED)
                .orElse(inProgress -> INTERRUPTED);
    }

    static int of(RolloutResult.Ending ending) {
        return switch (ending) {
            case SUCCEEDED -> DONE;
            case ROLLED_BACK -> ROLLED_BACK;
            case FAILED -> FAILED_DIRTY;
            case PAUSED -> PAUSED;
            case INTERRUPTED -> INTERRUPTED;
        };
    }

    static int of(Reconciliation reconciliation) {
        return !reconciliation.succeeded() ? FAILED_DIRTY : reconciliation.resolved() ? DONE : UNRESOLVED;
    }
}
