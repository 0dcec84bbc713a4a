package dev.verdigris.request;

import dev.verdigris.model.Environment;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The wish to close what differs between an environment and how it should be. Immutable. */
public final class Reconcile {
    private final Environment environment;
    private final Duration stableFor;
    private final Duration pollInterval;
    private final boolean dryRun;

    private Reconcile(Environment environment, Duration stableFor, Duration pollInterval, boolean dryRun) {
        if (stableFor.isNegative()) {
            throw new IllegalArgumentException("stable for: expected 0 or more, found " + stableFor);
        }
        this.environment = environment;
        this.stableFor = stableFor;
        this.pollInterval = Positive.require("poll interval", pollInterval);
        this.dryRun = dryRun;
    }

    /** A reconcile with every default. */
    public static Reconcile of(Environment environment) {
        return new Reconcile(environment, Duration.ofSeconds(30), Duration.ofSeconds(5), false);
    }

    /**
     * This reconcile with another stabilization period.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Reconcile withStableFor(Duration stableFor) {
        return new Reconcile(environment, stableFor, pollInterval, dryRun);
    }

    /**
     * This reconcile with another interval between two polls.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Reconcile withPollInterval(Duration pollInterval) {
        return new Reconcile(environment, stableFor, pollInterval, dryRun);
    }

    /** This reconcile as a dry run, which changes nothing and only says what differs, or as a real one. */
    public Reconcile withDryRun(boolean dryRun) {
        return new Reconcile(environment, stableFor, pollInterval, dryRun);
    }

    /** The environment. */
    public Environment environment() {
        return environment;
    }

    /**
     * The stabilization period: the time for which every poll must have shown a difference before it is acted on; by
     * default 30 seconds.
     */
    public Duration stableFor() {
        return stableFor;
    }

    /** The pause between two polls; by default 5 seconds. */
    public Duration pollInterval() {
        return pollInterval;
    }

    /** Whether this is a dry run, which changes nothing and only says what differs; by default it is not. */
    public boolean dryRun() {
        return dryRun;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reconcile that
                && environment.equals(that.environment)
                && stableFor.equals(that.stableFor)
                && pollInterval.equals(that.pollInterval)
                && dryRun == that.dryRun;
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, stableFor, pollInterval, dryRun);
    }

    @Override
    public String toString() {
        return "Reconcile[" + environment.name() + ", stable for " + stableFor + ", polling every " + pollInterval
                + (dryRun ? ", dry run]" : "]");
    }
}
