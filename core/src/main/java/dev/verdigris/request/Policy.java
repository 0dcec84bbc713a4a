package dev.verdigris.request;

import java.time.Duration;

/**
 * How a deployment behaves where there is a choice.
 *
 * @param keepWarm what becomes of the old fleet; by default it stays warm
 * @param deadlines how long each kind of waiting may take
 * @param pollInterval how long to wait between two looks at the world; by default 5 seconds
 * @param launches how long to bear with refused launches
 */
public record Policy(KeepWarm keepWarm, Deadlines deadlines, Duration pollInterval, LaunchTolerance launches) {

    private static final Policy DEFAULTS = new Policy(KeepWarm.FOREVER, Deadlines.defaults(), Duration.ofSeconds(5));

    /** @throws IllegalArgumentException if the poll interval is zero or negative */
    public Policy {
        if (pollInterval.isNegative() || pollInterval.isZero()) {
            throw new IllegalArgumentException("poll interval: expected more than 0, found " + pollInterval);
        }
    }

    /** A policy that bears with refused launches as {@link LaunchTolerance#defaults()} says. */
    public Policy(KeepWarm keepWarm, Deadlines deadlines, Duration pollInterval) {
        this(keepWarm, deadlines, pollInterval, LaunchTolerance.defaults());
    }

    /** The defaults named at each component. */
    public static Policy defaults() {
        return DEFAULTS;
    }

    /** This policy with another fate for the old fleet. */
    public Policy withKeepWarm(KeepWarm keepWarm) {
        return new Policy(keepWarm, deadlines, pollInterval, launches);
    }

    /** This policy with other deadlines. */
    public Policy withDeadlines(Deadlines deadlines) {
        return new Policy(keepWarm, deadlines, pollInterval, launches);
    }

    /** This policy with another interval between two looks. */
    public Policy withPollInterval(Duration pollInterval) {
        return new Policy(keepWarm, deadlines, pollInterval, launches);
    }

    /** This policy with another tolerance with refused launches. */
    public Policy withLaunches(LaunchTolerance launches) {
        return new Policy(keepWarm, deadlines, pollInterval, launches);
    }
}
