package dev.verdigris.internal.engine;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.Execution;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.state.Promoted;
import dev.verdigris.internal.state.ReachedGate;
import dev.verdigris.internal.step.AwaitGate;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Promotion;
import org.jspecify.annotations.Nullable;

/**
 * Opens the gates at which deployments wait: when they are promoted, and when they expire. What becomes of one is in the
 * deployment state before anything is done.
 *
 * @param time the time, by which gates expire
 * @param holder the name of whoever promotes here
 */
record Gates(TimeSource time, String holder) {

    /** The gate that is waited at, while it has not expired; null if none is, or it has. */
    @Nullable
    ReachedGate waiting(CurrentDeployment current) {
        ReachedGate gate = current.waitingFor();
        return gate == null || gate.expired(time.now()) ? null : gate;
    }

    /** Whether a deployment waits at a gate that has expired, with nobody at it. */
    boolean expired(DeploymentInProgress current) {
        DeploymentInProgress.Waiting waiting = current.waitingFor();
        return waiting != null && waiting.expired(time.now()) && !current.held();
    }

    /**
     * Refuses to promote what does not wait at a gate, or at another one.
     *
     * @throws RefusedException naming what it does
     */
    static void requireWaiting(CurrentDeployment current, Promotion promotion) {
        ReachedGate waiting = current.waitingFor();
        Gate.Point wanted = promotion.gate();
        if (waiting == null || (wanted != null && wanted != waiting.reached().point())) {
            throw new RefusedException(
                    "expected " + current.id() + " to wait at "
                            + (wanted == null ? "a gate" : "the gate '" + wanted.label() + "'") + ", found "
                            + current.shown(),
                    waiting != null
                            ? "promote the gate that it waits at"
                            : current.holding().left()
                                    ? "resume or abort it"
                                    : "wait until it has come to its gate; if its holder is dead, resume or abort it");
        }
    }

    /** Lets what waits go on, in the name of whoever is here; once it has expired, as the gate says. */
    void promote(Lease lease, Promotion promotion) {
        ReachedGate gate = lease.deployment().waitingFor();
        if (gate != null && !expire(lease)) {
            open(lease, gate, promotion.reason());
        }
    }

    /** Does what a gate says for when it has expired; false if it has not, or nothing waits at one. */
    boolean expire(Lease lease) {
        ReachedGate gate = lease.deployment().waitingFor();
        if (gate == null || !gate.expired(time.now())) {
            return false;
        }
        if (gate.reached().atExpiry() == Gate.AtExpiry.PROMOTE) {
            open(lease, gate, "it expired at " + gate.until());
        } else {
            write(lease, Progression.execution(lease).turning(expired(gate)));
        }
        return true;
    }

    private static StepFailedException expired(ReachedGate gate) {
        return new StepFailedException(
                AwaitGate.id(gate.reached()),
                "expected somebody to promote it until " + gate.until() + ", found that nobody had",
                "deploy again, and promote it in time or give it longer",
                null);
    }

    private void open(Lease lease, ReachedGate gate, @Nullable String reason) {
        write(lease, Progression.execution(lease).promoting(new Promoted(gate.gate(), holder, time.now(), reason)));
    }

    /** Writes what becomes of a deployment that is resolved under a lease, before it goes on. */
    static void write(Lease lease, Execution decided) {
        try {
            lease.write(state ->
                    state.with((state.current() == null ? lease.deployment() : state.current()).with(decided)));
        } catch (PermitDeniedException e) {
            throw new RefusedException(e.problem(), e.remedy());
        }
    }
}
