package dev.verdigris.internal.engine;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.journal.Begun;
import dev.verdigris.internal.journal.EnvironmentRecord;
import dev.verdigris.internal.journal.Lease;
import dev.verdigris.internal.journal.Ledger;
import dev.verdigris.internal.journal.Open;
import dev.verdigris.internal.plan.Finalized;
import dev.verdigris.internal.plan.Recipe;
import dev.verdigris.journal.EndedDeployment;
import dev.verdigris.model.Snapshot;
import dev.verdigris.plan.Deployment;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.Preimage;
import dev.verdigris.plan.Rollback;
import dev.verdigris.plan.SwitchPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollback that takes over from a deployment while that is being finalized, from whatever process that is in. What it is
 * planned from is looked at before, so that a rollback that is refused disturbs nothing, and again once it holds the lease.
 *
 * @param deployer observes, and performs the plan
 * @param rollback what is asked for
 */
record Superseding(Deployer deployer, Rollback rollback) {

    /** What the rollback would do, once it has taken over. */
    private record Proposal(Preimage preimage, Finalized finalized) {}

    /** Whether a rollback may take over: from a deployment; from another rollback only once that has ended unserved. */
    private boolean may(Open open, boolean unserved) {
        return open.finalizing()
                && (open.request() instanceof Deployment || (open.holding().left() && unserved));
    }

    /** The plan of it; null if there is nothing to take over from. */
    @Nullable
    SwitchPlan plan() {
        Proposal proposal = proposal();
        return proposal == null ? null : plan(proposal.preimage);
    }

    private SwitchPlan plan(Preimage preimage) {
        return Recipe.plan(rollback, preimage, List.of());
    }

    /** Null if there is nothing to take over from. */
    private @Nullable Proposal proposal() {
        Open open = ledger().open(rollback.environment());
        if (open == null || !open.finalizing()) {
            return null;
        }
        Snapshot now = observe();
        return may(open, unserved(open, now)) ? proposal(open, now) : null;
    }

    private Snapshot observe() {
        return deployer.observe(rollback.environment(), EnvironmentRecord.BLANK);
    }

    private static boolean unserved(Open open, Snapshot now) {
        Begun begun = open.begun();
        return begun != null
                && now.colored().healthy(begun.preimage().colors().next()).isEmpty();
    }

    private Proposal proposal(Open open, Snapshot now) {
        Begun begun = open.begun();
        if (begun == null || open.request() == null) {
            throw new IllegalStateException("expected a deployment that is being finalized, found " + open.shown());
        }
        Finalized finalized = Finalized.of(open.request(), begun.preimage(), begun.pins(), now);
        return new Proposal(finalized.preimage(rollback, now.recordedColor(), deployer.inquiry()), finalized);
    }

    /** Takes over, and performs the rollback; null if there is nothing to take over from. */
    @Nullable
    Lease take(@Nullable SwitchPlan expected) {
        Proposal before = proposal();
        if (before == null) {
            return null;
        }
        if (expected != null) {
            Deployer.requireSame(expected.preimage(), before.preimage);
        }
        try {
            Ledger.Taken taken = ledger().supersede(
                            rollback.environment(),
                            open -> may(open, open.holding().left()));
            return taken == null ? null : begin(taken);
        } catch (PermitDeniedException e) {
            throw new RefusedException(e.problem(), e.remedy());
        }
    }

    /** What is begun is on record in one write with the end of what it takes over from. */
    private Lease begin(Ledger.Taken taken) {
        Lease lease = taken.lease();
        Open found = taken.found();
        Begun begun = Progression.begun(lease);
        try {
            Proposal proposal = proposal(found, observe());
            Open next = ledger().next(
                            rollback,
                            Open.Superseded.of(found),
                            Begun.at(proposal.preimage, Phase.PREPARE).knowing(begun.pins(), 0));
            EndedDeployment ended = ledger().ended(
                            found,
                            EndedDeployment.Ending.SUPERSEDED,
                            "rolled back by " + next.id() + " while it was finalized");
            Finalized finalized = proposal.finalized;
            return lease.succeeded(
                    next,
                    record ->
                            record.remembering(ended).keeping(finalized.idle()).serving(finalized.served()));
        } catch (PermitDeniedException e) {
            throw e;
        } catch (RuntimeException e) {
            Deployer.leave(lease, begun, e);
            throw e;
        }
    }

    private Ledger ledger() {
        return deployer.ledger();
    }
}
