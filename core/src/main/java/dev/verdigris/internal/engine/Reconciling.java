package dev.verdigris.internal.engine;

import dev.verdigris.error.Finding;
import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.journal.EnvironmentRecord;
import dev.verdigris.internal.journal.Lease;
import dev.verdigris.internal.journal.Ledger;
import dev.verdigris.internal.journal.Open;
import dev.verdigris.internal.plan.Ground;
import dev.verdigris.internal.reconcile.Difference;
import dev.verdigris.internal.reconcile.Differences;
import dev.verdigris.internal.reconcile.Reconciler;
import dev.verdigris.internal.world.Announcer;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Snapshot;
import dev.verdigris.outcome.Reconciliation;
import dev.verdigris.outcome.Residue;
import dev.verdigris.plan.Deployment;
import dev.verdigris.plan.Reconcile;
import dev.verdigris.port.Cloud;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reconciles under a lease, and says what a reconcile or a deployment would find. */
public record Reconciling(Cloud cloud, Ledger ledger, Deployer deployer, Listener listener) {

    /** Closes what differs; in a dry run only says what does. */
    public Reconciliation reconcile(Reconcile request) {
        Environment environment = request.environment();
        if (request.dryRun()) {
            EnvironmentRecord record = deployer.settled(environment);
            return Reconciler.watch(
                    cloud, request, record, () -> deployer.observe(environment, record), announcer(environment));
        }
        Lease lease = ledger.open(environment, null, List.of(), deployer.patience(), deployer::waiting);
        Reconciliation done;
        boolean putBack;
        try {
            done = Reconciler.close(
                    cloud, request, lease, () -> deployer.observe(environment, lease.record()), announcer(environment));
            putBack = putBack(environment, lease.record());
        } catch (PermitDeniedException e) {
            throw new RefusedException(e.problem(), e.remedy());
        } catch (RuntimeException e) {
            Deployer.giveBack(lease, e);
            throw e;
        }
        return ended(lease, done, putBack);
    }

    private boolean putBack(Environment environment, EnvironmentRecord record) {
        try {
            return record.originals() == null
                    || Differences.putBack(environment, deployer.observe(environment, record), record);
        } catch (VerdigrisException e) {
            return false;
        }
    }

    /** What an unlocked deployment held is forgotten once it has been put back. */
    private static Reconciliation ended(Lease lease, Reconciliation done, boolean putBack) {
        try {
            Deployer.uninterrupted(() -> lease.close(record -> putBack ? record.restoring(null) : record));
            return done;
        } catch (PermitDeniedException | PortException e) {
            List<Residue> residue = new ArrayList<>(done.residue());
            residue.add(new Residue("the record could not be given back: " + e.problem(), e.remedy()));
            return new Reconciliation(
                    done.environment(), done.differences(), done.changes(), residue, done.unresolved());
        }
    }

    /** Everything that is odd, or stands in the way of a deployment. */
    public List<Finding> validate(Environment environment) {
        EnvironmentRecord record = ledger.read(environment);
        Snapshot snapshot = deployer.observe(environment, record);
        List<Finding> findings = new ArrayList<>();
        Open open = record.open();
        if (open != null) {
            findings.add(new Finding(
                    "expected nothing open, found " + open.shown(),
                    "wait until it has ended, or settle it: resume or abort it"));
        }
        findings.addAll(Ground.findings(Deployment.of(environment), snapshot, deployer.inquiry()));
        if (open == null) {
            List<Difference> differences = Differences.besidesColors(environment, snapshot, record);
            for (Difference difference : differences) {
                findings.add(new Finding(difference.what(), difference.remedy(), difference.told()));
            }
            Finding unlocked = Deployer.unlocked(environment, record);
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
