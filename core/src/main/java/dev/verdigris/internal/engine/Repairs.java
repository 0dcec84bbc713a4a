package dev.verdigris.internal.engine;

import dev.verdigris.error.VerdigrisException;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Repair;
import dev.verdigris.internal.strategy.Strategies;
import dev.verdigris.internal.world.Course;
import dev.verdigris.internal.world.Memory;
import dev.verdigris.internal.world.Registered;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Permit;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Deadlines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Closes differences, one after the other, each asked for once or as long as its repair has patience: what cannot be
 * closed by then is left for the next reconcile.
 */
final class Repairs {
    private final Cloud cloud;
    private final Environment environment;
    private final Poller poller;
    private final Subject subject;
    private final Permit permit;
    private final Registered registered;
    private final Supplier<Snapshot> looks;
    private final Function<Snapshot, List<Difference>> differences;

    /** The differences that could not be closed so far. */
    private final List<Residue> residue = new ArrayList<>();

    /** The repairs that have come to what they were for. */
    private final List<Repair> effective = new ArrayList<>();

    /** The differences that were closed so far without the effect that they should have. */
    private final List<Finding> unhealthy = new ArrayList<>();

    /**
     * @param registered the followers, which may have to be told
     * @param looks how the environment stands now
     * @param differences what differs in that
     */
    Repairs(
            Cloud cloud,
            Environment environment,
            Poller poller,
            Subject subject,
            Permit permit,
            Registered registered,
            Supplier<Snapshot> looks,
            Function<Snapshot, List<Difference>> differences) {
        this.cloud = cloud;
        this.environment = environment;
        this.poller = poller;
        this.subject = subject;
        this.permit = permit;
        this.registered = registered;
        this.looks = looks;
        this.differences = differences;
    }

    List<Residue> residue() {
        return residue;
    }

    List<Finding> unhealthy() {
        return unhealthy;
    }

    /** The followers that have confirmed what they were told are known to have. */
    DeploymentState known(DeploymentState state) {
        DeploymentState known = state;
        for (Repair repair : effective) {
            if (repair instanceof Repair.TellFollower told) {
                known = known.confirmed(List.of(told.follower()), told.to());
            }
        }
        return known;
    }

    /** Closes a difference, if it is still there. */
    void repair(Difference difference) {
        Attempt attempt = new Attempt(difference);
        try {
            Failure failure = await(attempt::act, difference.patience());
            if (failure != null) {
                left(difference, failure);
                return;
            }
            Failure without = await(attempt::effect, Deadlines.defaults().healthy());
            if (without != null && attempt.elsewhere()) {
                left(difference, without);
            } else if (without != null) {
                unhealthy.add(new Finding(without.problem(), without.remedy()));
            } else if (attempt.repair != null) {
                effective.add(attempt.repair);
            }
        } catch (Stranded e) {
            left(difference, e.why());
        }
    }

    /**
     * Tells the followers that act on another color than serves since what differed was closed. Where that cannot be seen now, it
     * is left for the next reconcile.
     *
     * @param closed what differed before
     * @return what differs in that
     */
    List<Difference> follow(List<Difference> closed) {
        List<Difference> since;
        try {
            since = differences.apply(looks.get()).stream()
                    .filter(difference -> difference.repair() instanceof Repair.TellFollower)
                    .filter(difference -> !closed.contains(difference))
                    .toList();
        } catch (VerdigrisException e) {
            return List.of();
        }
        since.forEach(this::repair);
        return since;
    }

    private void left(Difference difference, Failure why) {
        residue.add(new Residue(difference.what() + " (" + why.problem() + ")", difference.remedy()));
    }

    private @Nullable Failure await(Supplier<Progress> attempt, Duration deadline) {
        return poller.await(subject, () -> poller.ask(subject, attempt), deadline);
    }

    /** An attempt to close one difference. */
    private final class Attempt {
        private final Difference difference;
        private @Nullable Repair repair;
        private @Nullable Scene scene;

        Attempt(Difference difference) {
            this.difference = difference;
        }

        Progress act() {
            Snapshot now = looks.get();
            Difference still = difference.in(differences.apply(now));
            if (still == null || still.repair() == null) {
                subject.note("gone before it was closed: " + difference.what());
                return Progress.done();
            }
            repair = still.repair();
            scene = scene(now, repair.floor());
            announce(still.repair());
            repair.act(scene);
            return Progress.done();
        }

        /** Whether it is not closed before somebody else has confirmed it. */
        boolean elsewhere() {
            return repair != null && repair.elsewhere() != null;
        }

        Progress effect() {
            if (repair == null || scene == null) {
                return Progress.done();
            }
            scene.beginPoll();
            return repair.effect(scene);
        }
    }

    private void announce(Repair repair) {
        String elsewhere = repair.elsewhere();
        if (elsewhere != null) {
            subject.change(elsewhere);
        }
    }

    private Scene scene(Snapshot now, int floor) {
        Memory memory = new Memory(Map.of(), floor);
        return new Scene(
                cloud,
                environment,
                Strategies.of(environment).reader(cloud, now.traffic().route(), Course.still(), memory),
                Course.still(),
                memory,
                registered,
                permit,
                subject);
    }
}
