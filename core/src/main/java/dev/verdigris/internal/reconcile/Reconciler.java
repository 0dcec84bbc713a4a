package dev.verdigris.internal.reconcile;

import dev.verdigris.error.RefusedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.internal.plan.Elsewhere;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Announcer;
import dev.verdigris.internal.world.Course;
import dev.verdigris.internal.world.GuardedException;
import dev.verdigris.internal.world.Memory;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.internal.world.Snapshot;
import dev.verdigris.model.Environment;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Resize;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Reconcile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Watches an environment for a while, and closes those differences that every look has shown. */
public final class Reconciler implements Announcer {
    private final Cloud cloud;
    private final Reconcile request;
    private final DeploymentState state;
    private final @Nullable Lease lease;
    private final Supplier<Snapshot> looks;
    private final Announcer announcer;
    private final List<String> changes = new ArrayList<>();
    private final List<Residue> residue = new ArrayList<>();
    private final List<Finding> unhealthy = new ArrayList<>();

    private Reconciler(
            Cloud cloud,
            Reconcile request,
            DeploymentState state,
            @Nullable Lease lease,
            Supplier<Snapshot> looks,
            Announcer announcer) {
        this.cloud = cloud;
        this.request = request;
        this.state = state;
        this.lease = lease;
        this.looks = looks;
        this.announcer = announcer;
    }

    /** Says what differs, and changes nothing. */
    public static Reconciliation watch(
            Cloud cloud, Reconcile request, DeploymentState state, Supplier<Snapshot> looks, Announcer announcer) {
        Reconciler reconciler = new Reconciler(cloud, request, state, null, looks, announcer);
        return reconciler.ended(reconciler.seen());
    }

    /** Closes what differs. The lease is ended by the caller. */
    public static Reconciliation close(
            Cloud cloud, Reconcile request, Lease lease, Supplier<Snapshot> looks, Announcer announcer) {
        Reconciler reconciler = new Reconciler(cloud, request, lease.state(), lease, looks, announcer);
        List<Difference> differences = reconciler.seen();
        for (Difference difference : differences) {
            if (difference.repair() != null) {
                reconciler.repair(difference, lease);
            }
        }
        return reconciler.ended(differences);
    }

    private Reconciliation ended(List<Difference> differences) {
        return new Reconciliation(
                request.environment().name(),
                differences.stream().map(Difference::what).toList(),
                changes,
                residue,
                unresolved(differences));
    }

    private List<Finding> unresolved(List<Difference> differences) {
        List<Finding> all = new ArrayList<>();
        for (Difference difference : differences) {
            if (difference.unresolved()) {
                all.add(new Finding(difference.what(), difference.remedy()));
            }
        }
        all.addAll(unhealthy);
        return all;
    }

    /** What all looks have in common; members that are registered somewhere else are nobody's to register here. */
    private List<Difference> seen() {
        List<Difference> seen = new ArrayList<>();
        for (Difference difference : stable()) {
            seen.add(
                    difference.repair() instanceof Difference.Repair.Serve serve
                            ? here(difference, serve)
                            : difference);
        }
        return seen;
    }

    private Difference here(Difference difference, Difference.Repair.Serve serve) {
        Set<InstanceId> members = serve.targets().stream().map(Target::instance).collect(Collectors.toSet());
        Map<String, Set<InstanceId>> elsewhere =
                cloud.targetGroups().registeredElsewhere(looks.get().targetGroup(), members);
        return elsewhere.isEmpty()
                ? difference
                : Difference.report(
                        "nobody is registered, and members of " + serve.group() + " are registered in "
                                + Elsewhere.listed(elsewhere),
                        "name the target group that they serve through, or take them out of it first");
    }

    /** The differences that all looks over the stabilization period have in common. */
    private List<Difference> stable() {
        long began = cloud.time().nanoTime();
        List<Difference> stable = look();
        while (true) {
            Duration left = request.stableFor().minusNanos(cloud.time().nanoTime() - began);
            if (stable.isEmpty() || left.isZero() || left.isNegative()) {
                return stable;
            }
            pause(left.compareTo(request.pollInterval()) < 0 ? left : request.pollInterval());
            stable = still(stable, look());
        }
    }

    private static List<Difference> still(List<Difference> earlier, List<Difference> later) {
        List<Difference> still = new ArrayList<>();
        for (Difference difference : earlier) {
            Difference now = difference.in(later);
            if (now != null) {
                still.add(now);
            }
        }
        return still;
    }

    private List<Difference> look() {
        return Differences.of(request.environment(), looks.get(), state);
    }

    private void pause(Duration interval) {
        renew();
        try {
            cloud.time().sleep(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(
                    "interrupted while it watched the environment", "try again when nothing interrupts it");
        }
    }

    private void renew() {
        if (lease != null && lease.due()) {
            lease.write(kept -> kept);
        }
    }

    private void repair(Difference difference, Permit permit) {
        try {
            Snapshot now = looks.get();
            Difference still = difference.in(Differences.of(request.environment(), now, state));
            if (still == null || still.repair() == null) {
                announcer.note("gone before it was closed: " + difference.what());
                return;
            }
            act(still.repair(), now, permit);
        } catch (GuardedException e) {
            residue.add(new Residue(difference.what() + " (" + e.getMessage() + ")", difference.remedy()));
        } catch (VerdigrisException e) {
            residue.add(new Residue(difference.what() + " (" + e.problem() + ")", difference.remedy()));
        }
    }

    private void act(Difference.Repair repair, Snapshot now, Permit permit) {
        Environment environment = request.environment();
        int floor = repair instanceof Difference.Repair.Deregister strays
                ? strays.floor()
                : repair instanceof Difference.Repair.Drain ? 1 : 0;
        Scene scene = new Scene(
                cloud,
                environment,
                now.targetGroup(),
                Course.still(),
                new Memory(Map.of(), floor),
                Map.of(),
                permit,
                this);
        if (repair instanceof Difference.Repair.WriteParameter wrong) {
            scene.record(wrong.color());
        } else if (repair instanceof Difference.Repair.Register missing) {
            scene.register(missing.targets());
        } else if (repair instanceof Difference.Repair.Serve unseen) {
            scene.register(unseen.targets());
            awaitHealthy(unseen);
        } else if (repair instanceof Difference.Repair.Drain leaving) {
            scene.deregister(leaving.targets());
        } else if (repair instanceof Difference.Repair.Deregister strays) {
            scene.deregister(strays.color());
        } else if (repair instanceof Difference.Repair.SetMin held) {
            scene.resize(held.color(), Resize.min(held.min()));
        }
    }

    /** Where nobody served, it counts what becomes of it. */
    private void awaitHealthy(Difference.Repair.Serve registered) {
        Duration longest = Deadlines.defaults().healthy();
        long began = cloud.time().nanoTime();
        Set<Target> waiting = notHealthy(registered.targets());
        while (!waiting.isEmpty() && cloud.time().nanoTime() - began < longest.toNanos() && rested()) {
            waiting = notHealthy(waiting);
        }
        if (!waiting.isEmpty()) {
            unhealthy.add(new Finding(
                    "members of " + registered.group() + " were registered, and are not healthy: "
                            + Words.list(waiting),
                    "see why the health checks of " + looks.get().targetGroup().name() + " fail on them"));
        }
    }

    private Set<Target> notHealthy(Set<Target> targets) {
        Set<Target> waiting = new LinkedHashSet<>(targets);
        for (TargetHealth health : looks.get().targets()) {
            if (health.healthy()) {
                waiting.remove(health.target());
            }
        }
        return waiting;
    }

    /** Whether a poll's time has passed; an interrupt ends the waiting, and what was changed stays so. */
    private boolean rested() {
        renew();
        try {
            cloud.time().sleep(request.pollInterval());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void change(String change) {
        changes.add(change);
        announcer.change(change);
    }

    @Override
    public void note(String note) {
        announcer.note(note);
    }
}
