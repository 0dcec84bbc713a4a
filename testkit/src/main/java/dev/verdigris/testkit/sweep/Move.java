package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A move of the world: something that chance, an alarm or somebody else does in the middle of a deployment, none of it the
 * deployment's fault. Printed, it reads as part of a story.
 */
interface Move {

    /** Makes the move, on the fleet of a color. */
    void happen(SimulatedCloud cloud, Environment environment, Color color);

    /** The colors that it is about in a sweep; nobody's if it is made by the explorer alone. */
    List<Color> swept();

    /** Whether no request fails because of it. */
    default boolean harmless() {
        return true;
    }

    /** Whether the fleets may end in other sizes because of it. */
    default boolean resizes() {
        return false;
    }

    /** Whether it says to which color a first deployment goes. */
    default boolean directs() {
        return false;
    }

    /** The release that it selects; null if it selects none. */
    default @Nullable String selects() {
        return null;
    }

    /** The minimum that it sets; null if it sets none. */
    default @Nullable Integer min() {
        return null;
    }
}
