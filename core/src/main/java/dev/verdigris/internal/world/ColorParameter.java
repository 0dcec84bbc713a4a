package dev.verdigris.internal.world;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.port.ActiveColors;
import dev.verdigris.port.Permit;
import org.jspecify.annotations.Nullable;

/**
 * The active-color parameter of an environment, as a step sees and changes it.
 *
 * @param environment whose it is
 * @param colors by which it is read and changed
 * @param permit asked before each change
 * @param announcer told of each change
 * @param inFlight keeps the changes that got no answer
 */
public record ColorParameter(
        Environment environment, ActiveColors colors, Permit permit, Announcer announcer, InFlight inFlight) {

    /** The recorded color, verbatim, which may be older than our own last write; null if nothing is recorded. */
    public @Nullable String read() {
        return colors.read(environment.activeColorParameter());
    }

    /** Records the active color. */
    public void write(Color color) {
        announcer.change(environment.activeColorParameter() + ": " + color);
        inFlight.send(() -> colors.write(environment.activeColorParameter(), color, permit));
    }
}
