package dev.verdigris.port;

import dev.verdigris.error.PermitDeniedException;

/**
 * The permission to change something. Every method of a port that changes the world takes one, and the implementation
 * checks it directly before each transmission, retries and batches included, so that no change goes out after its
 * deployment has ended.
 */
@FunctionalInterface
public interface Permit {

    /**
     * Returns if a change may be sent now. Cheap, and callable from any thread. Where the lease runs short it is renewed
     * first, in the deployment store: whoever asks holds nothing that the store may wait for.
     *
     * @throws PermitDeniedException if it may not
     */
    void check();
}
