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

    /** What it changes elsewhere than in AWS, so that nothing else announces it; null for nothing. */
    default @Nullable String elsewhere() {
        return null;
    }

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
     * Tells a follower which color serves, until it confirms; not before that color is recorded.
     *
     * @param follower the name that it is registered under
     * @param from the color that it acts on, as far as is known; null if on none
     * @param to the color that serves; null if nobody does
     */
    record TellFollower(
            String follower, @Nullable Color from, @Nullable Color to) implements Repair {

        /** Who serves, in words. */
        public static String serves(@Nullable Color color) {
            return color == null ? "nobody serves" : color + " serves";
        }

        @Override
        public void act(Scene scene) {
            // It is told until it confirms, which is the effect.
        }

        @Override
        public String elsewhere() {
            return "tell '" + follower + "' that " + serves(to);
        }

        @Override
        public Progress effect(Scene scene) {
            if (to != null && !to.label().equals(scene.parameter().read())) {
                return notYet("the parameter does not hold " + to + " yet");
            }
            String found = scene.tell(follower, from, to);
            return found == null ? Progress.done() : notYet(found);
        }

        private Progress notYet(String found) {
            return Progress.notYet(
                    "'" + follower + "': " + found,
                    "expected follower '" + follower + "' to confirm that " + serves(to) + ", found " + found,
                    "see why '" + follower + "' does not follow");
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
