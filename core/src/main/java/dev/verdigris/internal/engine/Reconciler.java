package dev.verdigris.internal.engine;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.plan.TrafficPreflight;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.step.Repair;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Reconcile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One reconcile: watches an environment for a while, and closes under a lease those differences that every look has
 * shown. In a dry run it only says what differs.
 */
public final class Reconciler {
    private final Cloud cloud;
    private final Deployments deployments;
    private final Reconcile request;
    private final Environment environment;
    private final Sleeper sleeper;
    private final Listener listener;

    /**
     * @param cloud the ports
     * @param deployments take the lease, and look at the world
     * @param listener who is told
     * @param request what is asked for
     */
    public Reconciler(Cloud cloud, Deployments deployments, Listener listener, Reconcile request) {
        this.cloud = cloud;
        this.deployments = deployments;
        this.request = request;
        this.environment = request.environment();
        this.sleeper = new Sleeper(cloud.time());
        this.listener = listener;
    }

    /**
     * Closes what differs; in a dry run only says what does. An interrupt is kept for the caller in the thread's flag.
     */
    public Reconciliation perform() {
        try {
            return request.dryRun() ? watch() : closeIfAny();
        } finally {
            sleeper.restore();
        }
    }

    private Reconciliation watch() {
        DeploymentState state = deployments.idle(environment);
        ReconcileTeller teller = teller("dry-run");
        return ended(seen(poller(Pulse.NONE), teller, state), teller, List.of(), List.of());
    }

    /** Where one look finds nothing to do, nothing is written either. */
    private Reconciliation closeIfAny() {
        DeploymentState state = deployments.idle(environment);
        if (!nothingDiffers(state)) {
            return close();
        }
        Reconciliation nothing = ended(List.of(), teller("reconcile"), List.of(), List.of());
        return deployments.expiry().after(nothing, request, state);
    }

    /** What a look that fails and may not the next time comes to, is for the watch to find out. */
    private boolean nothingDiffers(DeploymentState state) {
        try {
            return state.originals() == null && differences(state).isEmpty();
        } catch (PortException e) {
            if (e.isTransient()) {
                return false;
            }
            throw e;
        }
    }

    private List<Difference> differences(DeploymentState state) {
        return Differences.of(
                environment,
                deployments.observe(environment, state),
                state,
                cloud.time().now(),
                deployments.following().names());
    }

    private Reconciliation close() {
        Lease lease = deployments.reconciling(environment);
        ReconcileTeller teller = teller(lease.deployment().id());
        Poller poller = poller(new LeasePulse(lease, teller));
        Repairs repairs = repairs(lease, poller, teller);
        Reconciliation done;
        boolean putBack;
        try {
            done = close(repairs, seen(poller, teller, lease.state()), teller);
            putBack = putBack(lease.state());
        } catch (Stranded e) {
            throw new RefusedException(e.why().problem(), e.why().remedy());
        } catch (RuntimeException e) {
            Deployments.giveBack(lease, e);
            throw e;
        }
        Reconciliation ended = givenBack(lease, done, state -> repairs.known(putBack ? state.restoring(null) : state));
        return deployments.expiry().after(ended, request, lease.state());
    }

    private Reconciliation close(Repairs repairs, List<Difference> differences, ReconcileTeller teller) {
        List<Difference> closable = differences.stream()
                .filter(difference -> difference.repair() != null)
                .toList();
        closable.forEach(repairs::repair);
        List<Difference> all = new ArrayList<>(differences);
        if (!closable.isEmpty()) {
            all.addAll(repairs.follow(closable));
        }
        return ended(all, teller, repairs.residue(), repairs.unhealthy());
    }

    private Repairs repairs(Lease lease, Poller poller, ReconcileTeller teller) {
        DeploymentState state = lease.state();
        return new Repairs(
                cloud,
                environment,
                poller,
                teller,
                lease,
                deployments.registered(),
                () -> deployments.observe(environment, state),
                now -> Differences.of(
                        environment,
                        now,
                        state,
                        cloud.time().now(),
                        deployments.following().names()));
    }

    private ReconcileTeller teller(String deployment) {
        return new ReconcileTeller(listener, cloud.time(), environment, deployment);
    }

    private Poller poller(Pulse pulse) {
        return new Poller(sleeper, pulse, Policy.defaults().withPollInterval(request.pollInterval()));
    }

    /**
     * The differences that all looks have in common; members that are registered somewhere else are nobody's to
     * register here.
     */
    private List<Difference> seen(Poller poller, ReconcileTeller teller, DeploymentState state) {
        Watch watch = new Watch(cloud.time(), poller, teller, request.stableFor(), () -> differences(state));
        return watch.differences().stream()
                .map(difference -> obstructed(
                        difference,
                        () -> deployments.preflight(
                                Deployment.of(environment), deployments.observe(environment, state))))
                .toList();
    }

    private static Difference obstructed(Difference difference, Supplier<TrafficPreflight> traffic) {
        Repair repair = difference.repair();
        Difference obstacle = repair == null ? null : repair.obstacle(traffic);
        return obstacle == null ? difference : obstacle;
    }

    private Reconciliation ended(
            List<Difference> differences, ReconcileTeller teller, List<Residue> residue, List<Finding> unhealthy) {
        List<Finding> unresolved = new ArrayList<>();
        for (Difference difference : differences) {
            if (difference.unresolved()) {
                unresolved.add(new Finding(difference.what(), difference.remedy()));
            }
        }
        unresolved.addAll(unhealthy);
        return new Reconciled(
                environment.name(),
                differences.stream().map(Difference::what).toList(),
                teller.changes(),
                residue,
                unresolved);
    }

    private boolean putBack(DeploymentState state) {
        try {
            return state.originals() == null
                    || Differences.putBack(environment, deployments.observe(environment, state), state);
        } catch (VerdigrisException e) {
            return false;
        }
    }

    /** Keeps what came of it, and forgets what an unlocked deployment held, once that has been restored. */
    private static Reconciliation givenBack(Lease lease, Reconciliation done, UnaryOperator<DeploymentState> came) {
        try {
            Deployments.uninterrupted(() -> lease.close(came));
            return done;
        } catch (PermitDeniedException | PortException e) {
            List<Residue> residue = new ArrayList<>(done.residue());
            residue.add(new Residue("the deployment state could not be released: " + e.problem(), e.remedy()));
            return new Reconciled(done.environment(), done.differences(), done.changes(), residue, done.unresolved());
        }
    }
}
