package dev.verdigris.plan;

import dev.verdigris.model.Environment;
import dev.verdigris.policy.Policy;

/** What is asked for: a plan is made from it and from what was observed, and from nothing else. */
public sealed interface Request permits Deployment, Rollback, Cleanup {

    /** The environment it is about. */
    Environment environment();

    /** How to behave where there is a choice. */
    Policy policy();
}
