package dev.verdigris.internal.engine;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.Execution;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.state.ReachedGate;
import dev.verdigris.internal.state.StateStore;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Report;
import dev.verdigris.request.Promotion;
import dev.verdigris.request.Reconcile;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Request;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Resolves what is in progress, from any process: resumes it in the direction that is in the deployment state, promotes it at a
 * gate, or rolls it back.
 */
public final class Recoveries {
    private final Cloud cloud;
    private final StateStore states;
    private final Deployments deployments;
    private final Gates gates;

    /**
     * @param cloud the ports
     * @param states where the deployment states are
     * @param deployments performs what is resumed
     */
    public Recoveries(Cloud cloud, StateStore states, Deployments deployments) {
        this.cloud = cloud;
        this.states = states;
        this.deployments = deployments;
        this.gates = new Gates(cloud.time(), states.holder());
    }

    /** Resumes what is in progress, in the direction that is in the deployment state; what waits at a gate waits on. */
    public Outcome resume(Recovery recovery) {
        StateStore.Found found = known(recovery.environment());
        ReachedGate gate = gates.waiting(found.current());
        if (gate != null && found.current().holding().left()) {
            Report report = RunReport.waiting(found.current(), Deployments.begun(found.current()));
            return Outcome.paused(report, gate.gate(), gate.until());
        }
        Lease lease = recover(found, recovery.takeOver());
        CurrentDeployment current = lease.deployment();
        Request request = current.request();
        Execution execution = current.execution();
        if (request == null) {
            return release(lease, null);
        }
        if (execution == null) {
            Participants names = current.participants();
            return deployments.perform(lease, deployments.planned(lease, () -> {
                deployments.requireRegistered(names);
                return deployments.plan(request, names, lease.state());
            }));
        }
        try {
            requireParticipants(current, recovery.forced());
        } catch (RefusedException e) {
            Deployments.leave(lease, execution, e);
            throw e;
        }
        gates.expire(lease);
        return deployments.goOn(lease, recovery.forced());
    }

    /** Promotes what waits at a gate; once that has expired, does what the gate says. */
    public Outcome promote(Promotion promotion) {
        StateStore.Found found = known(promotion.environment());
        Gates.requireWaiting(found.current(), promotion);
        requireParticipants(found.current(), null);
        Lease lease = recover(found, promotion.takeOver());
        gates.promote(lease, promotion);
        return deployments.goOn(lease, null);
    }

    /** The result of a reconcile; before it, what a gate says that has expired is done. */
    public Reconciliation reconciled(Reconcile request, Supplier<Reconciliation> reconciling) {
        try {
            return reconciling.get();
        } catch (BusyException e) {
            DeploymentInProgress found = e.deployment();
            if (request.dryRun() || found == null || !gates.expired(found)) {
                throw e;
            }
            Outcome resolved = resume(Recovery.of(request.environment()));
            return Reconciled.after(found.id() + ", whose gate had expired: " + resolved, reconciling.get());
        }
    }

    /** What is in progress, if this version can go on with it. */
    private StateStore.Found known(Environment environment) {
        StateStore.Found found = states.inProgress(environment);
        Familiar.require(found.current());
        new Looks(cloud).requireReleases(found.current());
        return found;
    }

    /** Refuses what something takes part in that is not registered here. */
    private void requireParticipants(CurrentDeployment current, @Nullable String forced) {
        Request request = current.request();
        Execution execution = current.execution();
        if (request != null && execution != null && execution.direction() == Direction.FORWARD) {
            Participants names = current.participants().from(execution.phase());
            deployments.requireRegistered(names.without(Kind.HOOK));
            new Probing(cloud, deployments.registered()).require(request, names);
            if (execution.phase().reversible()) {
                new Looks(cloud).requireAlarms(request);
            }
        }
        deployments.hooks(forced).require(current);
        deployments.following().require(current);
    }

    private Lease recover(StateStore.Found found, boolean takeOver) {
        return states.recover(found, takeOver, deployments::waiting);
    }

    /** Rolls back what is in progress. */
    public Outcome abort(Recovery recovery) {
        StateStore.Found found = known(recovery.environment());
        requireAbortable(found.current());
        deployments.hooks(recovery.forced()).requireUndoing(found.current());
        deployments.following().require(found.current());
        Lease lease = recover(found, recovery.takeOver());
        CurrentDeployment current = lease.deployment();
        Request request = current.request();
        Execution execution = current.execution();
        StepFailedException aborted = new StepFailedException(
                execution == null || execution.step() == null ? "begin" : execution.step(),
                "aborted by " + states.holder(),
                "deploy again when what was wrong is fixed",
                null);
        if (request == null || execution == null) {
            return release(lease, aborted);
        }
        if (execution.direction() == Direction.FORWARD) {
            Gates.write(lease, execution.turning(aborted));
        }
        return deployments.goOn(lease, recovery.forced());
    }

    private static void requireAbortable(CurrentDeployment current) {
        Execution execution = current.execution();
        if (execution != null && !execution.phase().reversible()) {
            throw new BusyException(
                    "expected " + current.id() + " to be before its point of no return, found it past that: "
                            + current.shown(),
                    current.renewing() ? "roll back, which takes over from it at once; or resume it" : "resume it",
                    current.shown());
        }
    }

    /** Ends what is in progress and has changed nothing, or has no plan. */
    private static Outcome release(Lease lease, @Nullable StepFailedException aborted) {
        CurrentDeployment current = lease.deployment();
        Report report = RunReport.nothing(current);
        try {
            lease.close(state -> state);
        } catch (PermitDeniedException e) {
            return Outcome.interrupted(report, new Finding(e.problem(), e.remedy()), e);
        }
        return aborted == null ? Outcome.succeeded(report) : Outcome.rolledBack(report, aborted);
    }
}
