package dev.verdigris.request;

import dev.verdigris.model.Environment;
import org.jspecify.annotations.Nullable;

/** A request for a plan, which is made from it and from what was observed, and from nothing else. */
public sealed interface Request
        permits Adoption, Deployment, Rollback, Cleanup, Shutdown, Start, ReleaseSelection, RollingRefresh {

    /** The environment that the request is about. */
    Environment environment();

    /** The policy: how to behave where there is a choice. */
    Policy policy();

    /**
     * The id that whatever is done for the request is to have; null, the default, for one of the facade's {@linkplain
     * dev.verdigris.BlueGreen.Builder#ids ids}.
     */
    default @Nullable String id() {
        return null;
    }
}
