package dev.verdigris.testkit.sweep;

/** What a second process comes to do in the middle of another one. */
enum Visitor {
    DEPLOY,
    ROLLBACK,
    CLEANUP,
    RESUME,
    ABORT,
    RECONCILE
}
