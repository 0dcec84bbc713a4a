package dev.verdigris.request;

import dev.verdigris.model.Environment;

/** What is asked for: a plan is made from it and from what was observed, and from nothing else. */
public sealed interface Request permits Deployment, Rollback, Cleanup {

    /** The environment it is about. */
    Environment environment();

    /** How to behave where there is a choice. */
    Policy policy();
}
