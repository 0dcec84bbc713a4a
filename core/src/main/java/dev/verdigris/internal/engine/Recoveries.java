package dev.verdigris.internal.engine;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.Execution;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.state.StateStore;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Report;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Request;
import org.jspecify.annotations.Nullable;

/** Resolves what is in progress, from any process: resumes it in the direction that is in the deployment state, or rolls it back. */
public final class Recoveries {
    private final Cloud cloud;
    private final StateStore states;
    private final Deployments deployments;

    /**
     * @param cloud the ports
     * @param states where the deployment states are
     * @param deployments performs what is resumed
     */
    public Recoveries(Cloud cloud, StateStore states, Deployments deployments) {
        this.cloud = cloud;
        this.states = states;
        this.deployments = deployments;
    }

    /** Resumes what is in progress, in the direction that is in the deployment state. */
    public Outcome resume(Recovery recovery) {
        Lease lease = recover(recovery);
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
            if (execution.direction() == Direction.FORWARD) {
                Participants names = current.participants().from(execution.phase());
                deployments.requireRegistered(names);
                new Looks(cloud).requireProbing(request, names);
            }
            deployments.following().require(current);
        } catch (RefusedException e) {
            Deployments.leave(lease, execution, e);
            throw e;
        }
        return deployments.goOn(lease);
    }

    private void known(CurrentDeployment current) {
        Familiar.require(current);
        new Looks(cloud).requireReleases(current);
    }

    private Lease recover(Recovery recovery) {
        return states.recover(recovery.environment(), recovery.takeOver(), this::known, deployments::waiting);
    }

    /** Rolls back what is in progress. */
    public Outcome abort(Recovery recovery) {
        CurrentDeployment found = states.read(recovery.environment()).current();
        if (found != null) {
            requireAbortable(found);
        }
        Lease lease = recover(recovery);
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
        try {
            requireAbortable(current);
            deployments.following().require(current);
        } catch (RefusedException e) {
            Deployments.leave(lease, execution, e);
            throw e;
        }
        if (execution.direction() == Direction.FORWARD) {
            turn(lease, current, execution.turning(aborted));
        }
        return deployments.goOn(lease);
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

    private static void turn(Lease lease, CurrentDeployment current, Execution back) {
        try {
            lease.write(state -> state.with((state.current() == null ? current : state.current()).with(back)));
        } catch (PermitDeniedException e) {
            throw new RefusedException(e.problem(), e.remedy());
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
