package dev.verdigris.request;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The policy of a deployment: how it behaves where there is a choice. Immutable. */
public final class Policy {
    private static final Policy DEFAULTS =
            new Policy(KeepWarm.forever(), Deadlines.defaults(), Duration.ofSeconds(5), LaunchTolerance.defaults());

    private final KeepWarm keepWarm;
    private final Deadlines deadlines;
    private final Duration pollInterval;
    private final LaunchTolerance launches;

    private Policy(KeepWarm keepWarm, Deadlines deadlines, Duration pollInterval, LaunchTolerance launches) {
        this.keepWarm = keepWarm;
        this.deadlines = deadlines;
        this.pollInterval = Positive.require("poll interval", pollInterval);
        this.launches = launches;
    }

    /** The defaults that each fact names. */
    public static Policy defaults() {
        return DEFAULTS;
    }

    /** This policy with another decision about the old fleet. */
    public Policy withKeepWarm(KeepWarm keepWarm) {
        return new Policy(keepWarm, deadlines, pollInterval, launches);
    }

    /** This policy with other deadlines. */
    public Policy withDeadlines(Deadlines deadlines) {
        return new Policy(keepWarm, deadlines, pollInterval, launches);
    }

    /**
     * This policy with another interval between two polls.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Policy withPollInterval(Duration pollInterval) {
        return new Policy(keepWarm, deadlines, pollInterval, launches);
    }

    /** This policy with another tolerance of refused launches. */
    public Policy withLaunches(LaunchTolerance launches) {
        return new Policy(keepWarm, deadlines, pollInterval, launches);
    }

    /** The decision about the old fleet; by default it stays warm. */
    public KeepWarm keepWarm() {
        return keepWarm;
    }

    /** The deadlines of each kind of waiting; by default {@link Deadlines#defaults()}. */
    public Deadlines deadlines() {
        return deadlines;
    }

    /** The pause between two polls; by default 5 seconds. */
    public Duration pollInterval() {
        return pollInterval;
    }

    /** The tolerance of refused launches; by default {@link LaunchTolerance#defaults()}. */
    public LaunchTolerance launches() {
        return launches;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Policy that
                && keepWarm.equals(that.keepWarm)
                && deadlines.equals(that.deadlines)
                && pollInterval.equals(that.pollInterval)
                && launches.equals(that.launches);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keepWarm, deadlines, pollInterval, launches);
    }

    @Override
    public String toString() {
        return "Policy[keep warm " + keepWarm + ", " + deadlines + ", polling every " + pollInterval + ", " + launches
                + "]";
    }
}
