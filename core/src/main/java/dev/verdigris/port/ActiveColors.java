package dev.verdigris.port;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Color;
import dev.verdigris.model.ParameterPath;
import org.jspecify.annotations.Nullable;

/**
 * The place where the recorded color is kept. It is a cache for people and programs: what traffic reaches is the truth.
 */
public interface ActiveColors {

    /**
     * Reads what is recorded, verbatim; null if nothing is. Reads may be stale by seconds.
     *
     * @throws PortException if it could not be read
     */
    @Nullable
    String read(ParameterPath parameter);

    /**
     * Records a color. Idempotent.
     *
     * @throws PortException if it failed; where {@link PortException#isTransient()}, it may have taken effect
     */
    void write(ParameterPath parameter, Color color, Permit permit);
}
