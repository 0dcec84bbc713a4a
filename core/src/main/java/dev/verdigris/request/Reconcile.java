package dev.verdigris.request;

import dev.verdigris.model.Environment;
import java.time.Duration;

/**
 * The wish to close what differs between an environment and how it should be.
 *
 * @param environment the environment
 * @param stableFor how long a difference must have been seen, at every look, before it is acted on; by default 30 seconds
 * @param pollInterval how long to wait between two looks; by default 5 seconds
 * @param dryRun whether to change nothing, and only say what differs
 */
public record Reconcile(Environment environment, Duration stableFor, Duration pollInterval, boolean dryRun) {

    /** @throws IllegalArgumentException if the stabilization period is negative, or the poll interval not positive */
    public Reconcile {
        if (stableFor.isNegative()) {
            throw new IllegalArgumentException("stable for: expected 0 or more, found " + stableFor);
        }
        if (pollInterval.isNegative() || pollInterval.isZero()) {
            throw new IllegalArgumentException("poll interval: expected more than 0, found " + pollInterval);
        }
    }

    /** A reconcile with every default. */
    public static Reconcile of(Environment environment) {
        return new Reconcile(environment, Duration.ofSeconds(30), Duration.ofSeconds(5), false);
    }

    /** The same with another stabilization period. */
    public Reconcile withStableFor(Duration stableFor) {
        return new Reconcile(environment, stableFor, pollInterval, dryRun);
    }

    /** The same with another interval between two looks. */
    public Reconcile withPollInterval(Duration pollInterval) {
        return new Reconcile(environment, stableFor, pollInterval, dryRun);
    }

    /** The same, changing nothing. */
    public Reconcile dry() {
        return new Reconcile(environment, stableFor, pollInterval, true);
    }
}
