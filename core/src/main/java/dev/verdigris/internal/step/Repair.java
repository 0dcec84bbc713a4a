package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.TrafficPreflight;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.port.Fleets.Resize;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A repair, which closes a difference. Two are equal if they close the same. */
public interface Repair {

    /** Sends what closes it. */
    void act(Scene scene);

    /** The healthy capacity that must remain, in the units of the groups' sizes. */
    default int floor() {
        return 0;
    }

    /** How long it is tried to send that, while the traffic guard blocks it or there is no answer: once by default. */
    default Duration patience() {
        return Duration.ZERO;
    }

    /** Whether what was sent has come to what it was for. */
    default Progress effect(Scene scene) {
        return Progress.done();
    }

    /** The difference instead, if something that no look shows keeps it from being closed; null if nothing does. */
    default @Nullable Difference obstacle(Supplier<TrafficPreflight> traffic) {
        return null;
    }

    /** The difference of what both this and a later one close, each part counting for itself; null if there is none. */
    default @Nullable Difference common(Repair later) {
        return null;
    }

    /**
     * Records the color that traffic reaches.
     *
     * @param color the color
     */
    record WriteParameter(Color color) implements Repair {
        @Override
        public void act(Scene scene) {
            scene.parameter().write(color);
        }
    }

    /**
     * Gives a fleet the minimum that its role has, or that holds it.
     *
     * @param color the fleet's color
     * @param min its minimum size
     */
    record SetMin(Color color, int min) implements Repair {
        @Override
        public void act(Scene scene) {
            scene.resize(color, Resize.min(min));
        }
    }
}
