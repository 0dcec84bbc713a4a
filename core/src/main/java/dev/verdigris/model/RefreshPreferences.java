package dev.verdigris.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The preferences of an instance refresh ({@code RefreshPreferences} and {@code DesiredConfiguration} of the Auto
 * Scaling API): how many instances are replaced at a time, where it pauses, and what it launches. Immutable.
 */
public final class RefreshPreferences {
    private static final Duration LONGEST = Duration.ofDays(2);
    private static final RefreshPreferences DEFAULTS = new RefreshPreferences(
            new Percentages(90, null),
            null,
            new Pauses(List.of(), Duration.ofHours(1), Duration.ZERO),
            false,
            new Kept(Treatment.WAIT, Treatment.WAIT),
            false,
            null);

    /** What becomes of instances that Auto Scaling does not replace by itself. */
    public enum Treatment {
        /** The refresh waits for them to become as others, and fails after an hour. */
        WAIT,
        /** The instances are replaced like all others; those on standby are terminated. */
        REPLACE,
        /** The instances are left as they are, whatever they run. */
        IGNORE
    }

    /** How much must be healthy, and how much may be there, in a hundred of the desired capacity. */
    private record Percentages(int min, @Nullable Integer max) {

        Percentages {
            within("minimum healthy percentage", min, 0, 100);
            if (max != null) {
                within("maximum healthy percentage", max, 100, 200);
                if (max - min > 100) {
                    throw new IllegalArgumentException(
                            "healthy percentages: expected at most 100 between minimum and maximum, found " + min
                                    + " and " + max);
                }
            }
        }

        private static void within(String what, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(what + ": expected " + least + " to " + most + ", found " + value);
            }
        }
    }

    /** Where it pauses, and for how long. */
    private record Pauses(List<Integer> checkpoints, Duration delay, Duration bake) {

        Pauses {
            checkpoints = List.copyOf(checkpoints);
            valid("checkpoint delay", delay);
            valid("bake time", bake);
            int before = 0;
            for (int checkpoint : checkpoints) {
                if (checkpoint <= before || checkpoint > 100) {
                    throw new IllegalArgumentException(
                            "checkpoints: expected rising percentages from 1 to 100, found " + checkpoints);
                }
                before = checkpoint;
            }
            if (!checkpoints.isEmpty() && before != 100) {
                throw new IllegalArgumentException("checkpoints: expected the last one to be 100, found " + checkpoints
                        + ", so that instances of the old version would stay");
            }
        }
    }

    /** What becomes of instances that are kept out of the ordinary. */
    private record Kept(Treatment standby, Treatment scaleInProtected) {}

    private final Percentages percentages;
    private final @Nullable Duration warmup;
    private final Pauses pauses;
    private final boolean skipMatching;
    private final Kept kept;
    private final boolean autoRollback;
    private final @Nullable String templateVersion;

    private RefreshPreferences(
            Percentages percentages,
            @Nullable Duration warmup,
            Pauses pauses,
            boolean skipMatching,
            Kept kept,
            boolean autoRollback,
            @Nullable String templateVersion) {
        this.percentages = percentages;
        this.warmup = warmup;
        this.pauses = pauses;
        this.skipMatching = skipMatching;
        this.kept = kept;
        this.autoRollback = autoRollback;
        this.templateVersion = templateVersion;
    }

    /** The defaults that each fact names, which are AWS's. */
    public static RefreshPreferences defaults() {
        return DEFAULTS;
    }

    private static Duration valid(String what, Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + ": expected 0 to 48 hours, found " + time);
        }
        return time;
    }

    /**
     * These preferences with another minimum.
     *
     * @throws IllegalArgumentException if it is not 0 to 100, or more than 100 below the maximum
     */
    public RefreshPreferences withMinHealthyPercent(int min) {
        return with(new Percentages(min, percentages.max));
    }

    /**
     * These preferences with another maximum; null for none.
     *
     * @throws IllegalArgumentException if it is not 100 to 200, or more than 100 above the minimum
     */
    public RefreshPreferences withMaxHealthyPercent(@Nullable Integer max) {
        return with(new Percentages(percentages.min, max));
    }

    private RefreshPreferences with(Percentages other) {
        return new RefreshPreferences(other, warmup, pauses, skipMatching, kept, autoRollback, templateVersion);
    }

    /**
     * These preferences with another time to warm up; null for the group's own.
     *
     * @throws IllegalArgumentException if it is negative or longer than 48 hours
     */
    public RefreshPreferences withWarmup(@Nullable Duration time) {
        return new RefreshPreferences(
                percentages,
                time == null ? null : valid("warmup", time),
                pauses,
                skipMatching,
                kept,
                autoRollback,
                templateVersion);
    }

    /**
     * These preferences with other checkpoints.
     *
     * @param percents rising, each 1 to 100, the last one 100; empty for none
     * @throws IllegalArgumentException if they are not so
     */
    public RefreshPreferences withCheckpoints(List<Integer> percents) {
        return with(new Pauses(percents, pauses.delay, pauses.bake));
    }

    /**
     * These preferences with another pause at each checkpoint.
     *
     * @throws IllegalArgumentException if it is negative or longer than 48 hours
     */
    public RefreshPreferences withCheckpointDelay(Duration delay) {
        return with(new Pauses(pauses.checkpoints, delay, pauses.bake));
    }

    /**
     * These preferences with another time to wait once all is replaced.
     *
     * @throws IllegalArgumentException if it is negative or longer than 48 hours
     */
    public RefreshPreferences withBake(Duration time) {
        return with(new Pauses(pauses.checkpoints, pauses.delay, time));
    }

    private RefreshPreferences with(Pauses other) {
        return new RefreshPreferences(percentages, warmup, other, skipMatching, kept, autoRollback, templateVersion);
    }

    /** These preferences by which instances are left that match already, or not. */
    public RefreshPreferences withSkipMatching(boolean skip) {
        return new RefreshPreferences(percentages, warmup, pauses, skip, kept, autoRollback, templateVersion);
    }

    /** These preferences with another treatment of instances on standby. */
    public RefreshPreferences withStandby(Treatment treatment) {
        return with(new Kept(treatment, kept.scaleInProtected));
    }

    /** These preferences with another treatment of instances that are protected from scale-in. */
    public RefreshPreferences withScaleInProtected(Treatment treatment) {
        return with(new Kept(kept.standby, treatment));
    }

    private RefreshPreferences with(Kept other) {
        return new RefreshPreferences(percentages, warmup, pauses, skipMatching, other, autoRollback, templateVersion);
    }

    /** These preferences of a refresh that Auto Scaling rolls back by itself where it fails, or does not. */
    public RefreshPreferences withAutoRollback(boolean rollsBack) {
        return new RefreshPreferences(percentages, warmup, pauses, skipMatching, kept, rollsBack, templateVersion);
    }

    /**
     * These preferences with another version of the group's launch template; null for what the group says.
     *
     * @throws IllegalArgumentException if it is no number, such as {@code $Latest}: AWS could not roll that back
     */
    public RefreshPreferences withTemplateVersion(@Nullable String version) {
        if (version != null && !version.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException(
                    "version of the launch template: expected a number, found '" + version + "'");
        }
        return new RefreshPreferences(percentages, warmup, pauses, skipMatching, kept, autoRollback, version);
    }

    /**
     * The share of the desired capacity that must be in service, healthy and warmed up for the refresh to go on, in
     * percent, rounded up; by default 90. Where that leaves none to be replaced, and no maximum is named, one is
     * terminated all the same, unless it is 100.
     */
    public int minHealthyPercent() {
        return percentages.min;
    }

    /**
     * The share of the desired capacity that may be there at most, in percent; above 100, instances are launched before
     * others are terminated. Null, the default, is AWS's 100, or what the group's instance maintenance policy says.
     */
    public @Nullable Integer maxHealthyPercent() {
        return percentages.max;
    }

    /**
     * The time from when an instance is in service until it counts as healthy; null, the default, for the group's
     * default warmup, or else its health check grace period.
     */
    public @Nullable Duration warmup() {
        return warmup;
    }

    /** The percentages at which the refresh pauses; by default there are none. */
    public List<Integer> checkpoints() {
        return pauses.checkpoints;
    }

    /** The pause at each checkpoint but the last; by default an hour. */
    public Duration checkpointDelay() {
        return pauses.delay;
    }

    /** The time to wait once all is replaced, before the refresh is successful; by default none. */
    public Duration bake() {
        return pauses.bake;
    }

    /** Whether instances are left that were launched from the same template and version already; by default not. */
    public boolean skipMatching() {
        return skipMatching;
    }

    /** What becomes of instances on standby; by default they are waited for. */
    public Treatment standby() {
        return kept.standby;
    }

    /** What becomes of instances that are protected from scale-in; by default they are waited for. */
    public Treatment scaleInProtected() {
        return kept.scaleInProtected;
    }

    /** Whether Auto Scaling rolls the refresh back by itself where it fails; by default not. */
    public boolean autoRollback() {
        return autoRollback;
    }

    /**
     * The version of the group's launch template to launch from, and to leave in the group once all is replaced; null,
     * the default, for what the group says.
     */
    public @Nullable String templateVersion() {
        return templateVersion;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RefreshPreferences that
                && percentages.equals(that.percentages)
                && Objects.equals(warmup, that.warmup)
                && pauses.equals(that.pauses)
                && skipMatching == that.skipMatching
                && kept.equals(that.kept)
                && autoRollback == that.autoRollback
                && Objects.equals(templateVersion, that.templateVersion);
    }

    @Override
    public int hashCode() {
        return Objects.hash(percentages, warmup, pauses, skipMatching, kept, autoRollback, templateVersion);
    }

    @Override
    public String toString() {
        return "at least " + percentages.min + " % healthy"
                + (percentages.max == null ? "" : ", at most " + percentages.max + " %")
                + (warmup == null ? "" : ", " + warmup + " to warm up")
                + (pauses.checkpoints.isEmpty() ? "" : ", pausing " + pauses.delay + " at " + pauses.checkpoints + " %")
                + (pauses.bake.isZero() ? "" : ", baking " + pauses.bake)
                + (skipMatching ? ", what matches is skipped" : "")
                + (kept.standby == Treatment.WAIT ? "" : ", standby: " + kept.standby)
                + (kept.scaleInProtected == Treatment.WAIT ? "" : ", protected: " + kept.scaleInProtected)
                + (autoRollback ? ", rolled back where it fails" : "")
                + (templateVersion == null ? "" : ", from version " + templateVersion + " of the launch template");
    }
}
