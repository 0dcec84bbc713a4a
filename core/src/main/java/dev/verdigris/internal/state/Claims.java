package dev.verdigris.internal.state;

import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.model.Environment;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.DeploymentInProgress;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Claims deployment states, of which one process gets each.
 *
 * @param store where the deployment states are
 * @param time the time
 * @param callTimeout the longest that one transmission of a change takes
 */
record Claims(DeploymentStore store, TimeSource time, Duration callTimeout) {

    /** Claims a deployment state; null if somebody else was faster. */
    @Nullable
    Lease claim(
            DeploymentState state,
            CurrentDeployment current,
            @Nullable DeploymentInProgress taken,
            DeploymentStore.@Nullable Stored stored) {
        DeploymentState ours = state.fenced();
        Moment claiming = Moment.now(time);
        try {
            String key = current.environment().stateKey();
            String text = StateText.write(current.environment().name(), ours, 0);
            String revision = Writing.once(store, key, text, () -> store.claim(key, text, revision(stored)));
            Lease lease = new Lease(store, time, callTimeout, current, taken, ours, revision, claiming);
            confirm(lease, text);
            return lease;
        } catch (PortException.Conflict e) {
            return null;
        }
    }

    static @Nullable String revision(DeploymentStore.@Nullable Stored stored) {
        return stored == null ? null : stored.revision();
    }

    /** Reads back what was claimed. Where it is not there, what is new is released; what is resumed stays as it is. */
    private void confirm(Lease lease, String text) {
        Environment environment = lease.deployment().environment();
        String token = lease.deployment().holding().token();
        boolean ours;
        try {
            ours = Interrupts.deferred(() -> ReadBack.shows(store, environment, text, token));
        } catch (VerdigrisException e) {
            if (lease.taken() == null) {
                giveBack(lease, e);
            }
            throw e;
        }
        if (!ours) {
            throw lost(environment);
        }
    }

    /** Somebody has claimed what was claimed here: at the same moment, or after it had not been looked at for long. */
    private RefusedException lost(Environment environment) {
        CurrentDeployment current = Sight.of(store, environment).state().current();
        return current == null
                ? new RefusedException(
                        "expected to hold " + environment.name() + " after claiming it, found that somebody else has"
                                + " taken it and ended",
                        "see how the environment stands, and decide anew")
                : StateStore.busy(current.shown());
    }

    private static void giveBack(Lease lease, VerdigrisException why) {
        try {
            Interrupts.deferred(() -> {
                lease.close(UnaryOperator.identity());
                return lease;
            });
        } catch (VerdigrisException e) {
            why.addSuppressed(e);
        }
    }
}
