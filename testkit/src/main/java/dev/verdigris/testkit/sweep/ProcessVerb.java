package dev.verdigris.testkit.sweep;

import java.util.List;

/** What a process of an exploration does, be it the first or one that comes in the middle of another. */
enum ProcessVerb {
    DEPLOY,
    ROLLBACK,
    CLEANUP,
    SHUTDOWN,
    START,
    RESUME,
    ABORT,
    RECONCILE,
    REFRESH;

    /** Those that are drawn; a deployment may then be a refresh instead. */
    static final List<ProcessVerb> DRAWN =
            List.of(DEPLOY, ROLLBACK, CLEANUP, SHUTDOWN, START, RESUME, ABORT, RECONCILE);
}
