package dev.verdigris.internal.step;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.plan.RefreshTerms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.InstanceRefresh.Status;
import dev.verdigris.model.Launch;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import java.time.Duration;

/**
 * Starts an instance refresh of the fleet that serves. To undo it is to roll it back where Auto Scaling can, and else to
 * cancel it.
 *
 * @param terms the refresh
 */
record StartRefresh(RefreshTerms terms) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "start-refresh",
                terms.group() + ": start an instance refresh of its " + terms.capacity(terms.desired()) + ", "
                        + terms.preferences() + ": at least " + terms.kept(terms.desired())
                        + " of them serve meanwhile",
                Phase.SHIFT,
                terms.request().policy().deadlines().change());
    }

    @Override
    public Progress perform(Scene scene) {
        OwnRefresh now = OwnRefresh.look(terms, scene);
        if (now.own() != null) {
            return Progress.done();
        }
        if (now.other() != null) {
            return Progress.failed(
                    "expected no instance refresh of " + terms.group() + " in progress but our own, found that somebody"
                            + " has started " + now.other().id() + ": "
                            + now.other().shown(),
                    "wait until it has ended, then refresh again");
        }
        if (scene.refreshes().started() == null) {
            try {
                scene.refreshes().start(terms.color(), terms.preferences());
            } catch (PortException.Conflict e) {
                return unseen("one is in progress that is not shown yet");
            }
        }
        return unseen("it was started, and is not shown yet");
    }

    private static Progress unseen(String how) {
        return Progress.notYet("the instance refresh: " + how, "look at the instance refreshes of the group");
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Duration undoDeadline() {
        return terms.request().deadline();
    }

    /** What is launched on the way back boots what is selected, so that what serves is selected again first. */
    @Override
    public Progress undo(Scene scene) {
        Rewinding rewinding = Rewinding.of(terms, scene);
        Progress back = back(scene);
        return back instanceof Progress.Done ? rewinding.done() : back;
    }

    private Progress back(Scene scene) {
        InstanceRefresh own = OwnRefresh.look(terms, scene).own();
        if (own == null) {
            return scene.refreshes().started() == null
                    ? Progress.done()
                    : unseen("it was started, and is not shown yet");
        }
        return switch (own.status()) {
            case PENDING, IN_PROGRESS, BAKING, OTHER -> end(scene, own);
            case CANCELLING, ROLLBACK_IN_PROGRESS -> ending(own);
            case ROLLBACK_SUCCESSFUL -> Progress.done();
            case CANCELLED -> cancelled(scene, own);
            case SUCCESSFUL ->
                Progress.left(
                        "expected the instance refresh " + own.id()
                                + " to be undone, found it complete: all instances of " + terms.group()
                                + " are new, and AWS rolls back nothing that has ended",
                        "to go back, refresh again from the launch template as it was, or deploy blue-green");
            case FAILED, ROLLBACK_FAILED -> mixed(own);
        };
    }

    private Progress end(Scene scene, InstanceRefresh own) {
        if (terms.base().reversible() && own.status().forward()) {
            try {
                scene.refreshes().rollBack(terms.color(), own.id());
                return ending(own);
            } catch (PortException.Invalid e) {
                scene.note("AWS does not roll the instance refresh " + own.id() + " back: " + e.problem()
                        + "; it is cancelled");
            }
        }
        scene.refreshes().cancel(terms.color(), own.id());
        return ending(own);
    }

    private static Progress ending(InstanceRefresh own) {
        return Progress.notYet(
                "instance refresh " + own.id() + ": " + own.shown(), "wait until it has ended, then resume or abort");
    }

    /** Nothing is mixed if nothing was launched since it began. */
    private Progress cancelled(Scene scene, InstanceRefresh own) {
        boolean launched = scene.recentLaunches(terms.color()).stream()
                .anyMatch(launch -> launch.state() != Launch.State.FAILED
                        && !launch.started().isBefore(own.started()));
        boolean whole = scene.look().fleet(terms.color()).capacityInService()
                >= scene.look().fleet(terms.color()).size().desired();
        return !launched && whole ? Progress.done() : mixed(own);
    }

    private Progress mixed(InstanceRefresh own) {
        boolean back = own.status() == Status.ROLLBACK_FAILED;
        return Progress.left(
                "expected every instance of " + terms.group() + " as it was before the instance refresh " + own.id()
                        + ", found " + own.shown() + ": both versions are mixed"
                        + (back ? ", since Auto Scaling has given the rollback up" : ""),
                "mend what was wrong, then refresh again or deploy blue-green: either leaves one version. What "
                        + terms.group() + " launches meanwhile is what its launch template says");
    }

    @Override
    public Residue residue() {
        return new Residue(
                "an instance refresh of " + terms.group() + " may be in progress, and both versions mixed",
                "abort again; or cancel it: aws autoscaling cancel-instance-refresh --auto-scaling-group-name "
                        + terms.group());
    }

    /** How long it may take, in words. */
    static String within(RefreshTerms terms) {
        return "at most " + Words.duration(terms.request().deadline());
    }
}
