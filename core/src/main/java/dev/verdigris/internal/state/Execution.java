package dev.verdigris.internal.state;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.report.PromotedGate;
import dev.verdigris.request.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The execution of a deployment, and how far it may have come: what is in the deployment state before it is done, and
 * never less than what has begun.
 *
 * @param preimage everything as it was
 * @param direction where it is going
 * @param phase the phase that may have begun
 * @param reached the last step in the deployment state, every step before which is done; null at the beginning of the
 *     phase
 * @param cause what went wrong first; null while nothing has
 * @param known what was held and seen until this was written
 * @param promoted the gates that were promoted, in order
 */
public record Execution(
        Preimage preimage,
        Direction direction,
        Phase phase,
        @Nullable Reached reached,
        @Nullable Cause cause,
        Known known,
        List<PromotedGate> promoted) {

    /** Copies the list. */
    public Execution {
        promoted = List.copyOf(promoted);
    }

    /**
     * What is known to have been held and seen.
     *
     * @param pins the minimums that the fleets were held at
     * @param floor the highest healthy capacity of the live color
     * @param served the size that the fleet of the color that leaves was meant to have when traffic last reached it; null
     *     if that is not known
     * @param replaced the new instances that were replaced, or may have been
     */
    public record Known(
            Map<Color, Integer> pins, int floor, @Nullable Integer served, List<InstanceId> replaced) {
        private static final Known NOTHING = new Known(Map.of(), 0, null, List.of());

        /** Copies the collections. */
        public Known {
            Map<Color, Integer> copy = new EnumMap<>(Color.class);
            copy.putAll(pins);
            pins = Collections.unmodifiableMap(copy);
            replaced = List.copyOf(replaced);
        }
    }

    /** The minimums that the fleets were held at. */
    public Map<Color, Integer> pins() {
        return known.pins;
    }

    /** The highest healthy capacity of the live color. */
    public int floor() {
        return known.floor;
    }

    /** The size that the fleet of the color that leaves was meant to have when traffic last reached it; null if not known. */
    public @Nullable Integer served() {
        return known.served;
    }

    /**
     * A step that was reached.
     *
     * @param step its id
     * @param since when it was reached, by the clock of whoever did; null if its time does not matter
     */
    public record Reached(String step, @Nullable Instant since) {}

    /** The id of the last step in the deployment state; null at the beginning of the phase. */
    public @Nullable String step() {
        return reached == null ? null : reached.step();
    }

    /** The beginning of a deployment. */
    public static Execution at(Preimage preimage, Phase phase) {
        return new Execution(preimage, Direction.FORWARD, phase, null, null, Known.NOTHING, List.of());
    }

    /** This execution at the beginning of another phase. */
    public Execution entering(Phase next) {
        return new Execution(preimage, direction, next, null, cause, known, promoted);
    }

    /** This execution at a step; if it is there already, the time since when it is stays. */
    public Execution reaching(String next) {
        return next.equals(step()) ? this : reaching(next, null);
    }

    /** This execution at a step that has just been reached. */
    public Execution reaching(String next, @Nullable Instant now) {
        return new Execution(preimage, direction, phase, new Reached(next, now), cause, known, promoted);
    }

    /** This execution going back. */
    public Execution turning(StepFailedException why) {
        return new Execution(preimage, Direction.BACK, phase, reached, Cause.of(why), known, promoted);
    }

    /** This execution with what went wrong. */
    public Execution failing(StepFailedException why) {
        return new Execution(preimage, direction, phase, reached, Cause.of(why), known, promoted);
    }

    /** This execution with what was held and seen. */
    public Execution knowing(Known more) {
        return new Execution(preimage, direction, phase, reached, cause, more, promoted);
    }

    /** This execution with a gate that was promoted. */
    public Execution promoting(PromotedGate gate) {
        List<PromotedGate> more = new ArrayList<>(promoted);
        more.add(gate);
        return new Execution(preimage, direction, phase, reached, cause, known, more);
    }

    /** Whether a gate was promoted. */
    public boolean promoted(Gate gate) {
        return promoted.stream().anyMatch(each -> each.gate().equals(gate.name()));
    }

    /** This execution with half the words about what went wrong, then without why gates were promoted; null if that is all. */
    @Nullable
    Execution shorter() {
        Cause shorter = cause == null ? null : cause.shorter();
        if (shorter != null) {
            return new Execution(preimage, direction, phase, reached, shorter, known, promoted);
        }
        List<PromotedGate> terse = promoted.stream().map(Promoted::terse).toList();
        return terse.equals(promoted) ? null : new Execution(preimage, direction, phase, reached, cause, known, terse);
    }

    /**
     * The cause: what went wrong, short enough for the deployment state.
     *
     * @param step the id of the step that failed
     * @param problem what was expected and what was found
     * @param remedy what to do about it
     */
    public record Cause(String step, String problem, String remedy) {
        private static final int LONGEST = 300;
        private static final int SHORTEST = 20;

        static Cause of(StepFailedException failure) {
            String prefix = failure.step() + ": ";
            String problem = failure.problem();
            return new Cause(
                    failure.step(),
                    Words.shortened(problem.startsWith(prefix) ? problem.substring(prefix.length()) : problem, LONGEST),
                    Words.shortened(failure.remedy(), LONGEST));
        }

        /** The failure, without its stack. */
        public StepFailedException failure() {
            return new StepFailedException(step, problem, remedy, null);
        }

        private @Nullable Cause shorter() {
            int longest = Math.max(problem.length(), remedy.length());
            return longest <= SHORTEST
                    ? null
                    : new Cause(step, Words.shortened(problem, longest / 2), Words.shortened(remedy, longest / 2));
        }
    }
}
