package dev.verdigris.internal.engine;

import dev.verdigris.internal.reconcile.Difference;
import dev.verdigris.internal.reconcile.Difference.Repair;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Course;
import dev.verdigris.internal.world.Memory;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.internal.world.Snapshot;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Permit;
import dev.verdigris.port.Resize;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Deadlines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Closes differences, one after the other, each asked for once: what cannot be closed now is left for the next reconcile. */
final class Repairs {
    private final Cloud cloud;
    private final Environment environment;
    private final Poller poller;
    private final Subject subject;
    private final Permit permit;
    private final Supplier<Snapshot> looks;
    private final Function<Snapshot, List<Difference>> differences;

    /** What could not be closed so far. */
    private final List<Residue> residue = new ArrayList<>();

    /** What was closed so far, and did not do what it should. */
    private final List<Finding> unhealthy = new ArrayList<>();

    /**
     * @param looks how the environment stands now
     * @param differences what differs in that
     */
    Repairs(
            Cloud cloud,
            Environment environment,
            Poller poller,
            Subject subject,
            Permit permit,
            Supplier<Snapshot> looks,
            Function<Snapshot, List<Difference>> differences) {
        this.cloud = cloud;
        this.environment = environment;
        this.poller = poller;
        this.subject = subject;
        this.permit = permit;
        this.looks = looks;
        this.differences = differences;
    }

    List<Residue> residue() {
        return residue;
    }

    List<Finding> unhealthy() {
        return unhealthy;
    }

    /** Closes a difference, if it is still there. */
    void repair(Difference difference) {
        try {
            Failure failure =
                    poller.await(subject, () -> poller.ask(subject, () -> attempt(difference)), Duration.ZERO);
            if (failure != null) {
                left(difference, failure);
            } else if (difference.repair() instanceof Repair.Serve serve) {
                awaitHealthy(serve);
            }
        } catch (Stranded e) {
            left(difference, e.why());
        }
    }

    private void left(Difference difference, Failure why) {
        residue.add(new Residue(difference.what() + " (" + why.problem() + ")", difference.remedy()));
    }

    private Progress attempt(Difference difference) {
        Snapshot now = looks.get();
        Difference still = difference.in(differences.apply(now));
        if (still == null || still.repair() == null) {
            subject.note("gone before it was closed: " + difference.what());
        } else {
            act(still.repair(), now);
        }
        return Progress.done();
    }

    private void act(Repair repair, Snapshot now) {
        int floor =
                repair instanceof Repair.Deregister strays ? strays.floor() : repair instanceof Repair.Drain ? 1 : 0;
        Scene scene = new Scene(
                cloud,
                environment,
                now.targetGroup(),
                Course.still(),
                new Memory(Map.of(), floor),
                Map.of(),
                permit,
                subject);
        if (repair instanceof Repair.WriteParameter wrong) {
            scene.record(wrong.color());
        } else if (repair instanceof Repair.Register missing) {
            scene.register(missing.targets());
        } else if (repair instanceof Repair.Serve unseen) {
            scene.register(unseen.targets());
        } else if (repair instanceof Repair.Drain leaving) {
            scene.deregister(leaving.targets());
        } else if (repair instanceof Repair.Deregister strays) {
            scene.deregister(strays.color());
        } else if (repair instanceof Repair.SetMin held) {
            scene.resize(held.color(), Resize.min(held.min()));
        }
    }

    /** Where nobody served, it counts what becomes of it. */
    private void awaitHealthy(Repair.Serve registered) {
        Failure failure = poller.await(
                subject,
                () -> poller.ask(subject, () -> healthy(registered)),
                Deadlines.defaults().healthy());
        if (failure != null) {
            unhealthy.add(new Finding(failure.problem(), failure.remedy()));
        }
    }

    private Progress healthy(Repair.Serve registered) {
        Snapshot now = looks.get();
        Set<Target> waiting = new LinkedHashSet<>(registered.targets());
        for (TargetHealth health : now.targets()) {
            if (health.healthy()) {
                waiting.remove(health.target());
            }
        }
        return waiting.isEmpty()
                ? Progress.done()
                : Progress.notYet(
                        "members of " + registered.group() + " were registered, and are not healthy: "
                                + Words.list(waiting),
                        "see why the health checks of " + now.targetGroup().name() + " fail on them");
    }
}
