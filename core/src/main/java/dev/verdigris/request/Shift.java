package dev.verdigris.request;

import dev.verdigris.internal.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The shift of a deployment: whether all requests move to the new fleet at once, or in stages, each of a percentage and of a
 * time for which it bakes. Whatever goes wrong in a stage, all requests go straight back to the old fleet. Immutable.
 *
 * <pre>{@code
 * Deployment.of(beta).withShift(Shift.canary(10, Duration.ofMinutes(5)));     // 10%/5m, 100%
 * Deployment.of(beta).withShift(Shift.linear(20, Duration.ofMinutes(2)));     // 20%/2m, 40%/2m, 60%/2m, 80%/2m, 100%
 * Deployment.of(beta).withShift(Shift.of(
 *         new Shift.Stage(10, Duration.ofMinutes(5)),
 *         new Shift.Stage(50, Duration.ofMinutes(15)),
 *         new Shift.Stage(100, Duration.ZERO)));                              // 10%/5m, 50%/15m, 100%
 * }</pre>
 *
 * <p>How near requests come to a percentage is the business of the traffic strategy: with forwarding it is a weight; with
 * registration it is that part of the new fleet's instances, rounded up to whole ones, beside all of the old fleet.
 */
public final class Shift {
    /** All requests. */
    private static final int ALL = 100;

    private static final Shift AT_ONCE = new Shift(List.of(new Stage(ALL, Duration.ZERO)));

    private final List<Stage> stages;

    private Shift(List<Stage> stages) {
        this.stages = stages;
    }

    /**
     * A stage.
     *
     * @param percent the part of the requests that the new fleet gets, from 1 to 100
     * @param bake the time for which it stays so before the next stage begins, counted from when it was read back that the
     *     stage is reached; zero if the next one follows at once
     */
    public record Stage(int percent, Duration bake) {

        /** @throws IllegalArgumentException if the percentage is not from 1 to 100, or the time is negative */
        public Stage {
            if (percent < 1 || percent > ALL) {
                throw new IllegalArgumentException("shift: expected a percentage from 1 to 100, found " + percent);
            }
            if (bake.isNegative()) {
                throw new IllegalArgumentException(
                        "shift: expected a bake of 0 or more at " + percent + "%, found " + bake);
            }
        }

        /** Whether all requests go to the new fleet. */
        public boolean last() {
            return percent == ALL;
        }

        /** The stage as it is typed: {@code 10%/5m}, or {@code 100%}. */
        @Override
        public String toString() {
            return percent + "%" + (bake.isZero() ? "" : "/" + Words.duration(bake));
        }
    }

    /** The shift of all requests at once: the default. */
    public static Shift allAtOnce() {
        return AT_ONCE;
    }

    /**
     * A shift of some requests, and of all others after a time.
     *
     * @param percent the part that moves first, from 1 to 99
     * @param bake for how long it is tried
     * @throws IllegalArgumentException if the percentage is another, or the time is negative
     */
    public static Shift canary(int percent, Duration bake) {
        return of(new Stage(percent, bake), new Stage(ALL, Duration.ZERO));
    }

    /**
     * A shift in equal stages, of which the last may be smaller.
     *
     * @param percent the part that each stage adds, from 1 to 100
     * @param bake the time between two of them
     * @throws IllegalArgumentException if the percentage is another, or the time is negative
     */
    public static Shift linear(int percent, Duration bake) {
        List<Stage> stages = new ArrayList<>();
        for (int reached = new Stage(percent, bake).percent(); reached < ALL; reached += percent) {
            stages.add(new Stage(reached, bake));
        }
        stages.add(new Stage(ALL, Duration.ZERO));
        return of(stages);
    }

    /**
     * A shift in these stages.
     *
     * @throws IllegalArgumentException as that of a list does
     */
    public static Shift of(Stage... stages) {
        return of(Arrays.asList(stages));
    }

    /**
     * A shift in these stages. Two shifts are equal if their stages are.
     *
     * @param stages at least one; each percentage is above the one before, and the last is 100. That one has no bake: once
     *     the new fleet gets all requests there is none to come after it
     * @throws IllegalArgumentException if they are not like that
     */
    public static Shift of(List<Stage> stages) {
        List<Stage> checked = List.copyOf(stages);
        int before = 0;
        for (Stage stage : checked) {
            if (stage.percent() <= before) {
                throw unexpected("percentages that rise", checked);
            }
            before = stage.percent();
        }
        if (before != ALL) {
            throw unexpected("100% at the end", checked);
        }
        if (!checked.get(checked.size() - 1).bake().isZero()) {
            throw unexpected("no bake at 100%, after which no stage comes", checked);
        }
        return new Shift(checked);
    }

    private static IllegalArgumentException unexpected(String expected, List<Stage> found) {
        return new IllegalArgumentException(
                "shift: expected " + expected + ", found " + (found.isEmpty() ? "no stage" : words(found)));
    }

    private static String words(List<Stage> stages) {
        return stages.stream().map(Stage::toString).collect(Collectors.joining(","));
    }

    /** The stages, in order; one of 100 % if all requests move at once. */
    public List<Stage> stages() {
        return stages;
    }

    /** Whether all requests move at once. */
    public boolean atOnce() {
        return stages.size() == 1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shift that && stages.equals(that.stages);
    }

    @Override
    public int hashCode() {
        return stages.hashCode();
    }

    /** The shift as it is typed: {@code 10%/5m,50%/5m,100%}, or {@code all-at-once}. */
    @Override
    public String toString() {
        return atOnce() ? "all-at-once" : words(stages);
    }
}
