package dev.verdigris.internal.state;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A write to a store that knows itself again. */
public final class Writing {

    private Writing() {}

    /**
     * Writes, and returns the new revision. A write whose answer was lost, or that was sent twice and came second to
     * itself, is found by its text.
     *
     * @throws PortException.Conflict if somebody else has written
     * @throws PortException if it failed otherwise
     */
    public static String once(DeploymentStore store, String key, String text, Supplier<String> write) {
        try {
            return write.get();
        } catch (PortException e) {
            DeploymentStore.Stored stored =
                    e.isTransient() || e instanceof PortException.Conflict ? readBack(store, key, e) : null;
            if (stored != null && stored.text().equals(text)) {
                return stored.revision();
            }
            throw e;
        }
    }

    /** An interrupt waits for it: one may be what broke the write off, and would break this off too. */
    private static DeploymentStore.@Nullable Stored readBack(DeploymentStore store, String key, PortException lost) {
        try {
            return Interrupts.<DeploymentStore.@Nullable Stored>deferred(() -> store.find(key));
        } catch (PortException e) {
            lost.addSuppressed(e);
            return null;
        }
    }
}
