package dev.verdigris.testkit.sweep;

/** What ends a simulated process: nothing in it may catch this. */
final class ProcessKilled extends Error {
    private static final long serialVersionUID = 1L;

    ProcessKilled() {
        super("killed", null, false, false);
    }
}
