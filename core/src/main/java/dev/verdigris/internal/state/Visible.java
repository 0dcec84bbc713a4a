package dev.verdigris.internal.state;

import dev.verdigris.port.TimeSource;
import dev.verdigris.report.EndedDeployment;
import java.time.Duration;

/**
 * The moment from which every read shows the last changes of the deployment that ended last. What begins before that would
 * take a minimum by which that one held a fleet, or the color that it has left, for how the environment was.
 *
 * @param nanoTime the moment
 */
record Visible(long nanoTime) {
    /** The longest that a read of a service may lag behind its writes. */
    private static final Duration LAG = Duration.ofSeconds(5);

    /** When it ended is known by the clock of whoever ended it: whatever that says, it is no longer than the lag from now. */
    static Visible of(DeploymentState state, TimeSource time) {
        if (state.history().isEmpty()) {
            return new Visible(time.nanoTime());
        }
        EndedDeployment last = state.history().get(0);
        Duration ago = Duration.between(last.started().plus(last.took()), time.now());
        Duration left = ago.isNegative() ? LAG : LAG.minus(ago);
        return new Visible(time.nanoTime() + (left.isNegative() ? 0 : left.toNanos()));
    }

    /** The time until then. */
    Duration in(TimeSource time) {
        long left = nanoTime - time.nanoTime();
        return left < 0 ? Duration.ZERO : Duration.ofNanos(left);
    }
}
