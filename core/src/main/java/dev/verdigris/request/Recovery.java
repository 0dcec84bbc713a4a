package dev.verdigris.request;

import dev.verdigris.model.Environment;

/**
 * The wish to resolve what is in progress: to resume or to abort it.
 *
 * @param environment the environment, with the groups, the target group and the parameter that are in the deployment state
 * @param takeOver whether you, the operator, know that the holder is dead. Its lease is then not waited for. If it lives
 *     after all, it makes no further change once it notices, but one that is under way may still arrive
 */
public record Recovery(Environment environment, boolean takeOver) {

    /** A recovery that waits for the lease of a holder that may live. */
    public static Recovery of(Environment environment) {
        return new Recovery(environment, false);
    }

    /** The same, not waiting for the holder. */
    public Recovery takingOver() {
        return new Recovery(environment, true);
    }
}
