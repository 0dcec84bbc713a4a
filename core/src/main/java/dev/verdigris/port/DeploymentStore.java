package dev.verdigris.port;

import dev.verdigris.error.PortException;
import org.jspecify.annotations.Nullable;

/**
 * The store of deployment states: for each environment one opaque text of at most 4,096 bytes, with a revision that
 * every write changes. No two texts that are written are the same, so that whoever was told of a conflict, or got no
 * answer, knows its own write again by reading back.
 *
 * <p>Each is kept under a key: the prefix of the environment's naming and its name, such as {@code
 * compiler-explorer/beta}. It has at most 164 letters, digits, {@code .}, {@code _} and {@code -}, in 2 to 13 parts
 * with a {@code /} between them. A store adds what it likes before and after it, but lets no two of them coincide.
 */
public interface DeploymentStore {

    /**
     * A deployment state as it was read.
     *
     * @param text what was written
     * @param revision names this very write, to the store that gave it
     */
    record Stored(String text, String revision) {}

    /**
     * The deployment state that is kept under a key; null if there is none. A read made after a write of ours has
     * returned sees that write, or a later one.
     *
     * @throws PortException if it could not be read
     */
    @Nullable
    Stored find(String key);

    /**
     * Creates or replaces a deployment state for a new holder: of several who claim the same revision, one succeeds.
     *
     * @param revision the revision that was read; null if there was no deployment state
     * @return the new revision
     * @throws PortException.Conflict if the deployment state is not the one that was read any more
     * @throws PortException if it failed otherwise; where {@link PortException#isTransient()}, it may have taken effect
     */
    String claim(String key, String text, @Nullable String revision);

    /**
     * Replaces a deployment state that the caller holds: it wrote the revision, by this method or by {@link #claim}. A
     * caller that names an earlier revision of its own than the last, because it got no answer, may be refused.
     *
     * @return the new revision
     * @throws PortException.Conflict if somebody else has written, or claimed, the deployment state meanwhile
     * @throws PortException if it failed otherwise; where {@link PortException#isTransient()}, it may have taken effect
     */
    String replace(String key, String text, String revision);

    /**
     * Whether nobody has claimed the deployment state since that revision, the last that the caller wrote. Where leases
     * do not expire, an earlier one of the caller's own will do.
     *
     * @throws PortException if it could not be read
     */
    boolean held(String key, String revision);

    /**
     * Whether a deployment state can be taken from a holder that has not renewed it in time. Only where writes compare
     * and set: a holder whose renewal succeeded then knows that it still holds the deployment state. Where it is false,
     * it is taken from its holder only when an operator confirms that the holder is dead, and the holder asks {@link
     * #held} before each change.
     */
    boolean leasesExpire();

    /**
     * Deletes what is kept under a key, whoever holds it; where nothing is, nothing happens. Only what was made to try
     * a store is ever deleted, never the deployment state of an environment. After it has returned, the key may be
     * claimed as one that never was.
     *
     * @param key a key whose last part begins with {@code _}, as no environment's name does
     * @return whether this store deletes at all; by default it does not, and then it cannot be tried
     * @throws PortException if it failed
     */
    default boolean delete(String key) {
        return false;
    }
}
