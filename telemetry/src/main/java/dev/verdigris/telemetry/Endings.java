package dev.verdigris.telemetry;

import dev.verdigris.outcome.Outcome;

/** The outcomes and the endings of steps, in words that are short, few and stable. */
final class Endings {
    static final String DONE = "done";
    static final String FAILED = "failed";
    static final String LAPSED = "lapsed";
    static final String STOPPED = "stopped";
    static final String PAUSED = "paused";
    static final String UNDONE = "undone";
    static final String NOT_UNDONE = "not-undone";
    static final String UNDO_STOPPED = "undo-stopped";

    /** What is in place of a phase on the way back. */
    static final String WAY_BACK = "way-back";

    private Endings() {}

    static String of(Outcome outcome) {
        return outcome.<String>fold()
                .succeeded(done -> "succeeded")
                .rolledBack(back -> "rolled-back")
                .failedDirty(dirty -> "failed-dirty")
                .interrupted(left -> "interrupted")
                .paused(gate -> "paused")
                .orElse(other -> "other");
    }
}
