package dev.verdigris.internal.engine;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.plan.Preflight;
import dev.verdigris.internal.reconcile.Difference;
import dev.verdigris.internal.reconcile.Differences;
import dev.verdigris.internal.reconcile.Reconciler;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.state.StateStore;
import dev.verdigris.internal.world.Announcer;
import dev.verdigris.internal.world.Snapshot;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Reconcile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reconciles under a lease, and says what a reconcile or a deployment would find. */
public record Reconciling(Cloud cloud, StateStore states, Deployments deployer, Listener listener) {

    /** Closes what differs; in a dry run only says what does. */
    public Reconciliation reconcile(Reconcile request) {
        Environment environment = request.environment();
        if (request.dryRun()) {
            DeploymentState state = deployer.idle(environment);
            return Reconciler.watch(
                    cloud, request, state, () -> deployer.observe(environment, state), announcer(environment));
        }
        Lease lease = states.open(environment, null, List.of(), deployer.waitTimeout(), deployer::waiting);
        Reconciliation done;
        boolean putBack;
        try {
            done = Reconciler.close(
                    cloud, request, lease, () -> deployer.observe(environment, lease.state()), announcer(environment));
            putBack = putBack(environment, lease.state());
        } catch (PermitDeniedException e) {
            throw new RefusedException(e.problem(), e.remedy());
        } catch (RuntimeException e) {
            Deployments.giveBack(lease, e);
            throw e;
        }
        return ended(lease, done, putBack);
    }

    private boolean putBack(Environment environment, DeploymentState state) {
        try {
            return state.originals() == null
                    || Differences.putBack(environment, deployer.observe(environment, state), state);
        } catch (VerdigrisException e) {
            return false;
        }
    }

    /** What an unlocked deployment held is forgotten once it has been put back. */
    private static Reconciliation ended(Lease lease, Reconciliation done, boolean putBack) {
        try {
            Deployments.uninterrupted(() -> lease.close(state -> putBack ? state.restoring(null) : state));
            return done;
        } catch (PermitDeniedException | PortException e) {
            List<Residue> residue = new ArrayList<>(done.residue());
            residue.add(new Residue("the deployment state could not be given back: " + e.problem(), e.remedy()));
            return new Reconciliation(
                    done.environment(), done.differences(), done.changes(), residue, done.unresolved());
        }
    }

    /** Everything that is odd, or stands in the way of a deployment. */
    public List<Finding> validate(Environment environment) {
        DeploymentState state = states.read(environment);
        Snapshot snapshot = deployer.observe(environment, state);
        List<Finding> findings = new ArrayList<>();
        CurrentDeployment open = state.open();
        if (open != null) {
            findings.add(new Finding(
                    "expected nothing in progress, found " + open.shown(),
                    "wait until it has ended, or resolve it: resume or abort it"));
        }
        findings.addAll(Preflight.findings(Deployment.of(environment), snapshot, deployer.inquiry()));
        if (open == null) {
            List<Difference> differences = Differences.besidesColors(environment, snapshot, state);
            for (Difference difference : differences) {
                findings.add(new Finding(difference.what(), difference.remedy(), difference.told()));
            }
            Finding unlocked = Deployments.unlocked(environment, state);
            if (unlocked != null && differences.stream().noneMatch(Reconciling::ofSizes)) {
                findings.add(unlocked);
            }
        }
        findings.sort(Comparator.comparing(Finding::warning));
        return findings;
    }

    private static boolean ofSizes(Difference difference) {
        return difference.repair() instanceof Difference.Repair.SetMin;
    }

    private Announcer announcer(Environment environment) {
        return new Announcer() {
            @Override
            public void change(String change) {
                listener.on(new Event.Reconciled(cloud.time().now(), environment.name(), change));
            }

            @Override
            public void note(String note) {
                listener.on(new Event.Noted(cloud.time().now(), environment.name(), note));
            }
        };
    }
}
