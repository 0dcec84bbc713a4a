package dev.verdigris.request;

import dev.verdigris.model.Environment;

/** A request for a plan, which is made from it and from what was observed, and from nothing else. */
public sealed interface Request
        permits Adoption, Deployment, Rollback, Cleanup, Shutdown, Start, ReleaseSelection, RollingRefresh {

    /** The environment that the request is about. */
    Environment environment();

    /** The policy: how to behave where there is a choice. */
    Policy policy();
}
