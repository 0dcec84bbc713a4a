package dev.verdigris.internal.state;

import dev.verdigris.internal.step.AwaitGate;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.request.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gate at which a deployment waits.
 *
 * @param reached the gate
 * @param since when it was reached, by the clock of whoever reached it
 */
public record ReachedGate(Gate reached, Instant since) implements DeploymentInProgress.Waiting {

    /** The gate that is waited at; null if none is. */
    static @Nullable ReachedGate of(List<Gate> gates, @Nullable Execution execution) {
        Execution.Reached reached = execution == null ? null : execution.reached();
        if (execution == null || reached == null || execution.direction() == Direction.BACK) {
            return null;
        }
        Instant since = reached.since();
        for (Gate gate : gates) {
            if (since != null && AwaitGate.id(gate).equals(reached.step()) && !execution.promoted(gate)) {
                return new ReachedGate(gate, since);
            }
        }
        return null;
    }

    @Override
    public String gate() {
        return reached.name();
    }

    @Override
    public @Nullable Instant until() {
        Duration expiry = reached.expiry();
        return expiry == null ? null : since.plus(expiry);
    }

    @Override
    public Gate.@Nullable AtExpiry atExpiry() {
        return reached.expiry() == null ? null : reached.atExpiry();
    }

    @Override
    public String toString() {
        Instant until = until();
        return "waiting to be promoted or aborted since " + since
                + (until == null ? "" : ", until " + until + ", then it is " + then());
    }

    private String then() {
        return reached.atExpiry() == Gate.AtExpiry.PROMOTE ? "promoted" : "aborted";
    }
}
