package dev.verdigris.internal.engine;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.plan.Finalized;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.plan.Released;
import dev.verdigris.internal.plan.Selection;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.Execution;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.state.StateStore;
import dev.verdigris.internal.step.RecipePlan;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollback that takes over from a deployment while that is being finalized, from whatever process that is in. What it
 * is planned from is looked at before, so that a rollback that is refused disturbs nothing, and again once it holds the
 * lease.
 */
final class Superseding {
    private final Deployments deployments;
    private final StateStore states;
    private final Request rollback;

    Superseding(Deployments deployments, StateStore states, Request rollback) {
        this.deployments = deployments;
        this.states = states;
        this.rollback = rollback;
    }

    /** The proposal of a rollback: what it would do, once it has taken over. */
    private record Proposal(Preimage preimage, Finalized finalized) {}

    /** Whether a rollback may take over: from a deployment; from another rollback only once that has ended unserved. */
    private boolean may(CurrentDeployment current, boolean unserved) {
        return current.finalizing() && (current.renewing() || (current.holding().left() && unserved));
    }

    /** The plan of it; null if there is nothing to take over from. */
    @Nullable
    RecipePlan plan() {
        Proposal proposal = proposal();
        return proposal == null ? null : plan(proposal.preimage);
    }

    private RecipePlan plan(Preimage preimage) {
        return RecipePlan.of(Deployments.strategy(rollback), rollback, preimage, participants());
    }

    /** Whoever has to hear of it. */
    private Participants participants() {
        return deployments.following().participants(rollback).only(Kind.FOLLOWER);
    }

    /** The proposal; null if there is nothing to take over from. */
    private @Nullable Proposal proposal() {
        CurrentDeployment current = states.current(rollback.environment());
        if (current == null || !current.finalizing()) {
            return null;
        }
        Snapshot now = observe(current);
        return may(current, unserved(current, now)) ? proposal(current, now) : null;
    }

    private Snapshot observe(CurrentDeployment current) {
        Execution execution = current.execution();
        return deployments.observe(
                rollback.environment(),
                DeploymentState.BLANK.releasing(
                        execution == null ? null : execution.preimage().released()));
    }

    /** How long it was to keep its old fleet warm, where that is kept in any case. */
    private static KeepWarm keepWarm(CurrentDeployment found) {
        return found.request() == null
                ? KeepWarm.forever()
                : found.request().policy().keepWarm();
    }

    /** What is known of releases once what it takes over from has ended. */
    private static @Nullable Released released(Finalized finalized, DeploymentState state) {
        Selection selection = finalized.snapshot().selection();
        return selection == null ? state.released() : selection.known();
    }

    private static boolean unserved(CurrentDeployment current, Snapshot now) {
        Execution execution = current.execution();
        return execution != null
                && now.view()
                        .side(execution.preimage().colors().next())
                        .healthy()
                        .isEmpty();
    }

    private Proposal proposal(CurrentDeployment current, Snapshot now) {
        Familiar.require(current);
        deployments.following().require(rollback, current);
        Execution execution = current.execution();
        if (execution == null || current.request() == null) {
            throw new IllegalStateException("expected a deployment that is being finalized, found " + current.shown());
        }
        Finalized finalized = Finalized.of(current.request(), execution.preimage(), execution.served(), now);
        return new Proposal(
                finalized.preimage(
                        rollback, now.recordedColor(), deployments.preflight(rollback, finalized.snapshot())),
                finalized);
    }

    /** Takes over, and performs the rollback; null if there is nothing to take over from. */
    @Nullable
    Lease take(@Nullable RecipePlan expected) {
        Proposal before = proposal();
        if (before == null) {
            return null;
        }
        if (expected != null) {
            Deployments.requireSame(expected.preimage(), before.preimage);
        }
        try {
            StateStore.Taken taken = states.supersede(
                    rollback.environment(),
                    current -> may(current, current.holding().left()));
            return taken == null ? null : begin(taken);
        } catch (PermitDeniedException e) {
            throw new RefusedException(e.problem(), e.remedy());
        }
    }

    /** Begins the rollback, in one write with the end of what it takes over from. */
    private Lease begin(StateStore.Taken taken) {
        Lease lease = taken.lease();
        CurrentDeployment found = taken.found();
        Execution execution = Progression.execution(lease);
        try {
            Proposal proposal = proposal(found, observe(found));
            CurrentDeployment next = states.next(
                    rollback,
                    participants(),
                    CurrentDeployment.Superseded.of(found),
                    Execution.at(proposal.preimage, Phase.PREPARE)
                            .knowing(new Execution.Known(
                                    execution.pins(), proposal.finalized.serving(), null, List.of())));
            EndedDeployment ended = states.ended(
                    found,
                    EndedDeployment.Ending.SUPERSEDED,
                    "rolled back by " + next.id() + " while it was finalized");
            Finalized finalized = proposal.finalized;
            return lease.succeeded(
                    next,
                    state -> state.remembering(ended)
                            .keeping(finalized.idle().from(next.since(), keepWarm(found)))
                            .serving(finalized.served())
                            .releasing(released(finalized, state))
                            .unconfirmed(found.participants().of(Kind.FOLLOWER))
                            .followedBy(participants().of(Kind.FOLLOWER)));
        } catch (PermitDeniedException e) {
            throw e;
        } catch (RuntimeException e) {
            Deployments.leave(lease, execution, e);
            throw e;
        }
    }
}
