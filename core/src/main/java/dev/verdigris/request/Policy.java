package dev.verdigris.request;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The policy of a deployment: how it behaves where there is a choice. Immutable. */
public final class Policy {
    private static final Policy DEFAULTS = new Policy(
            KeepWarm.forever(),
            Deadlines.defaults(),
            Duration.ofSeconds(5),
            false,
            LaunchTolerance.defaults(),
            1,
            Tolerance.none());

    private final KeepWarm keepWarm;
    private final Deadlines deadlines;
    private final Duration pollInterval;
    private final boolean fixedInterval;
    private final LaunchTolerance launches;
    private final int replacements;
    private final Tolerance tolerance;

    private Policy(
            KeepWarm keepWarm,
            Deadlines deadlines,
            Duration pollInterval,
            boolean fixedInterval,
            LaunchTolerance launches,
            int replacements,
            Tolerance tolerance) {
        this.keepWarm = keepWarm;
        this.deadlines = deadlines;
        this.pollInterval = Positive.require("poll interval", pollInterval);
        this.fixedInterval = fixedInterval;
        this.launches = launches;
        this.replacements = replacements;
        this.tolerance = tolerance;
    }

    /** The defaults that each fact names. */
    public static Policy defaults() {
        return DEFAULTS;
    }

    /** This policy with another decision about the old fleet. */
    public Policy withKeepWarm(KeepWarm keepWarm) {
        return new Policy(keepWarm, deadlines, pollInterval, fixedInterval, launches, replacements, tolerance);
    }

    /** This policy with other deadlines. */
    public Policy withDeadlines(Deadlines deadlines) {
        return new Policy(keepWarm, deadlines, pollInterval, fixedInterval, launches, replacements, tolerance);
    }

    /**
     * This policy with a fixed interval between two polls, whatever is known of when to look next.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Policy withPollInterval(Duration pollInterval) {
        return new Policy(keepWarm, deadlines, pollInterval, true, launches, replacements, tolerance);
    }

    /**
     * This policy with another shortest pause between two polls; where more is known of when to look next, the pauses are longer.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Policy withShortestPoll(Duration shortest) {
        return new Policy(keepWarm, deadlines, shortest, false, launches, replacements, tolerance);
    }

    /** This policy with another tolerance of refused launches. */
    public Policy withLaunches(LaunchTolerance launches) {
        return new Policy(keepWarm, deadlines, pollInterval, fixedInterval, launches, replacements, tolerance);
    }

    /**
     * This policy with another number of new instances that a deployment may replace. A new instance that does not come
     * into service, does not become healthy, or does not pass a probe, for half of the deadline of that, is terminated
     * through its group, which starts another one: if no more ail than may still be replaced, and no more than are well.
     * None that serves, or that is older than the deployment, is ever replaced. A rollback and a cleanup replace none.
     *
     * @param replacements 0 for none
     * @throws IllegalArgumentException if it is negative, or more than 10
     */
    public Policy withReplacements(int replacements) {
        if (replacements < 0 || replacements > 10) {
            throw new IllegalArgumentException("replacements: expected 0 to 10, found " + replacements);
        }
        return new Policy(keepWarm, deadlines, pollInterval, fixedInterval, launches, replacements, tolerance);
    }

    /** This policy with another tolerance for what is missing of the new fleet. */
    public Policy withTolerance(Tolerance tolerance) {
        return new Policy(keepWarm, deadlines, pollInterval, fixedInterval, launches, replacements, tolerance);
    }

    /** The decision about the old fleet; by default it stays warm. */
    public KeepWarm keepWarm() {
        return keepWarm;
    }

    /** The deadlines of each kind of waiting; by default {@link Deadlines#defaults()}. */
    public Deadlines deadlines() {
        return deadlines;
    }

    /**
     * The pause between two polls; by default 5 seconds. It is the shortest one unless {@link #pollsAtFixedInterval}: where it is
     * known that what is awaited cannot be so yet, as while targets drain, the next poll comes later.
     */
    public Duration pollInterval() {
        return pollInterval;
    }

    /** Whether each pause is {@link #pollInterval}, whatever is known; by default it is not. */
    public boolean pollsAtFixedInterval() {
        return fixedInterval;
    }

    /** The tolerance of refused launches; by default {@link LaunchTolerance#defaults()}. */
    public LaunchTolerance launches() {
        return launches;
    }

    /** The number of new instances that may be replaced; by default 1 in a deployment, whoever resumes it. */
    public int replacements() {
        return replacements;
    }

    /** What may be missing of the new fleet; by default {@link Tolerance#none()}. */
    public Tolerance tolerance() {
        return tolerance;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Policy that
                && keepWarm.equals(that.keepWarm)
                && deadlines.equals(that.deadlines)
                && pollInterval.equals(that.pollInterval)
                && fixedInterval == that.fixedInterval
                && launches.equals(that.launches)
                && replacements == that.replacements
                && tolerance.equals(that.tolerance);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keepWarm, deadlines, pollInterval, fixedInterval, launches, replacements, tolerance);
    }

    @Override
    public String toString() {
        return "Policy[keep warm " + keepWarm + ", " + deadlines + ", polling every " + pollInterval
                + (fixedInterval ? "" : " or less often") + ", " + launches
                + ", replacements " + replacements + ", tolerance " + tolerance + "]";
    }
}
