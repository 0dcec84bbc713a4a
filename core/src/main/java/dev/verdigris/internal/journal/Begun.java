package dev.verdigris.internal.journal;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.journal.Direction;
import dev.verdigris.model.Color;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.Preimage;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a deployment may have come: what is on record before it is done, and never less than what has begun.
 *
 * @param preimage everything as it was
 * @param direction where it is going
 * @param phase the phase that may have begun
 * @param step the last step on record, every step before which is done; null at the beginning of the phase
 * @param cause what went wrong first; null while nothing has
 * @param pins the minimums that it held the fleets at when this was written
 * @param floor the highest number of healthy instances of the live color seen until this was written
 */
public record Begun(
        Preimage preimage,
        Direction direction,
        Phase phase,
        @Nullable String step,
        @Nullable Cause cause,
        Map<Color, Integer> pins,
        int floor) {

    /** Copies the pins. */
    public Begun {
        Map<Color, Integer> copy = new EnumMap<>(Color.class);
        copy.putAll(pins);
        pins = java.util.Collections.unmodifiableMap(copy);
    }

    /** The beginning of a deployment. */
    public static Begun at(Preimage preimage, Phase phase) {
        return new Begun(preimage, Direction.FORWARD, phase, null, null, Map.of(), 0);
    }

    /** The same at the beginning of another phase. */
    public Begun entering(Phase next) {
        return new Begun(preimage, direction, next, null, cause, pins, floor);
    }

    /** The same at a step. */
    public Begun reaching(String next) {
        return new Begun(preimage, direction, phase, next, cause, pins, floor);
    }

    /** The same going back. */
    public Begun turning(StepFailedException why) {
        return new Begun(preimage, Direction.BACK, phase, step, Cause.of(why), pins, floor);
    }

    /** The same with what went wrong. */
    public Begun failing(StepFailedException why) {
        return new Begun(preimage, direction, phase, step, Cause.of(why), pins, floor);
    }

    /** The same with what was held and seen. */
    public Begun knowing(Map<Color, Integer> newPins, int newFloor) {
        return new Begun(preimage, direction, phase, step, cause, newPins, newFloor);
    }

    /**
     * What went wrong, short enough for the record.
     *
     * @param step the id of the step that failed
     * @param problem what was expected and what was found
     * @param remedy what to do about it
     */
    public record Cause(String step, String problem, String remedy) {
        private static final int LONGEST = 300;

        static Cause of(StepFailedException failure) {
            String prefix = failure.step() + ": ";
            String problem = failure.problem();
            return new Cause(
                    failure.step(),
                    shortened(problem.startsWith(prefix) ? problem.substring(prefix.length()) : problem),
                    shortened(failure.remedy()));
        }

        /** The failure, without its stack. */
        public StepFailedException failure() {
            return new StepFailedException(step, problem, remedy, null);
        }

        static String shortened(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
        }
    }
}
