package dev.verdigris.testkit.sweep;

/** What a process of an exploration does, be it the first or one that comes in the middle of another. */
enum ProcessVerb {
    DEPLOY,
    ROLLBACK,
    CLEANUP,
    SHUTDOWN,
    START,
    RESUME,
    ABORT,
    RECONCILE
}
