package dev.verdigris.internal.engine;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.plan.Verb;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.state.ReachedGate;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.RecipePlan;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Registered;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Phase;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Report;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One performance of a plan, from where the deployment state says that it may be to its outcome. It decides the
 * direction; what waits is the {@link Poller}, and how far it has come is known to the {@link Progression}.
 *
 * <pre>
 *   begun, or resumed                                  resumed
 *   going forward                                      going back
 *        |                                                 |
 *        v      a step fails, or it is interrupted         v
 *    FORWARD ------------------------------------------> BACK ---------> RolledBack
 *    prepare, shift, bake                                traffic first   all is undone
 *        |                                                 |
 *        |  a gate that nobody has promoted                |
 *        +-------------------------------> Paused          |             goes on when it is promoted
 *        |                                                 |
 *        |  the point of no return:                        +-----------> FailedDirty
 *        |  finalize is in the deployment state                          something is left: stays in progress,
 *        v                                                               and goes back when it is resumed or aborted
 *     FINISH ------------------------------------------> Succeeded
 *    finalize, whatever goes wrong with any of it        all is done
 *        |
 *        +---------------------------------------------> FailedDirty
 *                                                        something is left: stays in progress, and is finished when it is
 *                                                        resumed, or rolled back by a rollback that takes over; a cleanup
 *                                                        has ended with that
 *
 *   from anywhere, where the lease is lost or the deployment state cannot be written:
 *     STRANDED ----------------------------------------> Interrupted
 *                                                        nothing further is changed; the next process, or whoever has
 *                                                        taken over, continues from the deployment state
 * </pre>
 *
 * <p>BACK and FINISH heed no interrupt. A turn from FORWARD to BACK is in the deployment state, with its cause, before
 * anything is undone.
 */
final class Run {
    // For the whole run.
    private final RecipePlan plan;
    private final Lease lease;
    private final TimeSource time;
    private final Scene scene;
    private final Sleeper sleeper;
    private final Narrator narrator;
    private final Progression progression;
    private final Poller poller;

    /** The gate that it stops at; null if it stops at none. */
    private @Nullable StepRun gate;

    // From its first failure on.
    private @Nullable StepFailedException cause;
    private final List<Residue> residue = new ArrayList<>();
    /** Whether to undo it again may do some of what is left. */
    private boolean resumable;

    /** The steps that are done, of which some must stay so. */
    private final Standing standing;

    /** @param forced why it goes on without what is not registered; null if all is */
    Run(Cloud cloud, RecipePlan plan, Lease lease, Registered registered, @Nullable String forced, Listener listener) {
        this.plan = plan;
        this.lease = lease;
        this.time = cloud.time();
        this.sleeper = new Sleeper(time);
        this.narrator = new Narrator(
                listener,
                time,
                plan.request().environment().name(),
                lease.deployment().id());
        this.scene = Scenes.of(cloud, plan, lease, registered, narrator);
        narrator.sees(scene::sighted);
        this.progression = new Progression(plan, lease, scene, sleeper, narrator, forced);
        this.poller = new Poller(sleeper, progression, plan.request().policy());
        this.standing = new Standing(scene, poller);
        scene.replacements().journal(progression::note);
    }

    /** Performs the plan. An interrupt is kept for the caller in the thread's flag. */
    Outcome perform() {
        long began = time.nanoTime();
        begins();
        try {
            Outcome outcome = outcome(began);
            narrator.ended(outcome);
            return outcome;
        } finally {
            sleeper.restore();
        }
    }

    private void begins() {
        DeploymentInProgress taken = lease.taken();
        CurrentDeployment.Superseded superseded = lease.deployment().supersedes();
        if (taken != null && taken.id().equals(lease.deployment().id())) {
            narrator.resumed(plan, taken);
        } else {
            narrator.started(plan);
        }
        if (superseded != null) {
            scene.expectOthers(superseded.grace(), superseded.ends());
            narrator.note("it took over from " + superseded.id() + ", which was being finalized");
        }
    }

    private Outcome outcome(long began) {
        try {
            if (progression.back()) {
                fails(progression.cause());
                goBack();
            } else {
                goForward();
            }
            awaitAnswers();
            return ended(began);
        } catch (Stranded e) {
            progression.at().stops();
            Failure why = e.why();
            return Outcome.interrupted(report(began), new Finding(why.problem(), why.remedy()), why.cause());
        }
    }

    private Outcome ended(long began) {
        if (gate != null) {
            return paused(gate, began);
        }
        if (cause == null) {
            progression.succeeded();
            return Outcome.succeeded(report(began));
        }
        if (residue.isEmpty()) {
            progression.failed(EndedDeployment.Ending.ROLLED_BACK, cause);
            return Outcome.rolledBack(report(began), cause);
        }
        if (Verb.of(plan.request()).repeatable() || (progression.back() && !resumable)) {
            progression.failed(EndedDeployment.Ending.FAILED, cause);
        } else {
            progression.left(cause);
        }
        return Outcome.failedDirty(report(began), cause, residue);
    }

    private Outcome paused(StepRun at, long began) {
        ReachedGate reached = progression.waits(at);
        at.pauses(reached.until());
        return Outcome.paused(report(began), reached.gate(), reached.until());
    }

    /** FORWARD: performs what can be undone, and turns back when something fails. */
    private void goForward() {
        for (StepRun run : progression.steps()) {
            if (!run.planned().phase().reversible()) {
                break;
            }
            if (!run.done()) {
                if (shut(run)) {
                    gate = run;
                    return;
                }
                progression.reach(run);
                StepFailedException failure = perform(run, () -> standing.poll(run));
                if (failure != null) {
                    fails(failure);
                    progression.turn(failure);
                    goBack();
                    return;
                }
            }
            standing.add(run);
        }
        finish();
    }

    /** Whether it is a gate that has not been promoted. An interrupt does not wait at it. */
    private boolean shut(StepRun run) {
        Gate shut = run.step().gate();
        return shut != null && progression.shut(shut) && !sleeper.interrupted();
    }

    /** BACK: undoes what may have begun, traffic first, whatever goes wrong with any of it. */
    private void goBack() {
        poller.uninterruptible();
        scene.hooks().goBack(cause == null ? "" : cause.problem());
        awaitAnswers();
        undoAll();
        if (residue.isEmpty() && scene.unanswered()) {
            awaitAnswers();
            undoAll();
        }
    }

    private void undoAll() {
        for (StepRun run : progression.wayBack()) {
            run.isOver();
            if (run.begun() && run.step().reversible()) {
                undo(run);
            }
        }
    }

    private void undo(StepRun run) {
        progression.goBackTo(run);
        run.undoes();
        Failure failure =
                poller.awaitTwice(run, () -> ask(run, run::undo), run.step().undoDeadline());
        if (failure == null) {
            run.isUndone();
        } else {
            StepFailedException left = failure.exception();
            run.isLeft(left);
            if (failure.last()) {
                fails(left, new Residue(failure.problem(), failure.remedy()));
            } else {
                fails(left, run.step().residue());
                poller.stuck();
                resumable = true;
            }
        }
    }

    /**
     * FINISH: continues, whatever goes wrong with any of it; what fails is left and named. What got no answer may have
     * been applied after what came later, so then all of it is looked at once more.
     */
    private void finish() {
        poller.uninterruptible();
        progression.enter(Phase.FINALIZE);
        finishAll();
        if (cause == null && scene.unanswered()) {
            awaitAnswers();
            finishAll();
        }
        confirmServing();
    }

    private void finishAll() {
        for (StepRun run : progression.steps()) {
            if (!run.planned().phase().reversible()) {
                progression.reach(run);
                StepFailedException failure = perform(run, () -> standing.pollWhateverFails(run, this::lapses));
                if (failure != null) {
                    fails(failure, run.step().residue());
                    if (run.step().holdsUp()) {
                        return;
                    }
                }
            }
        }
    }

    private void confirmServing() {
        Serving serving = new Serving(plan, scene);
        StepRun last = progression.at();
        Failure failure = serving.seen()
                ? null
                : poller.await(
                        last,
                        () -> ask(last, serving::look),
                        plan.request().policy().deadlines().change());
        if (failure != null) {
            StepFailedException unserved = failure.exception();
            narrator.failed(last.planned(), unserved);
            fails(unserved, serving.residue());
        }
    }

    private void lapses(StepRun run, StepFailedException why) {
        run.fails(why);
        fails(why, run.step().lapsed());
    }

    /** Keeps the first failure as the cause, and attaches later ones to it. */
    private void fails(StepFailedException failure) {
        if (cause == null) {
            cause = failure;
        } else {
            cause.addSuppressed(failure);
        }
    }

    private void fails(StepFailedException failure, @Nullable Residue left) {
        fails(failure);
        if (left != null) {
            residue.add(left);
        }
    }

    /** Performs a step to its end. Returns what stopped it, which may be another step that must stand, or null. */
    private @Nullable StepFailedException perform(StepRun run, Supplier<Answer> poll) {
        run.begins();
        Failure failure = poller.await(run, poll, run.planned().deadline());
        if (failure == null) {
            run.isDone();
            return null;
        }
        StepFailedException why = failure.exception();
        progression.step(failure.subject()).fails(why);
        run.stops();
        return why;
    }

    private Answer ask(StepRun run, Supplier<Progress> question) {
        scene.beginPoll();
        return poller.ask(run, question);
    }

    /**
     * Waits until no change that got no answer can still be applied. The service may apply one after it was given up,
     * so that what is undone before that is done again after it.
     */
    private void awaitAnswers() {
        StepRun last = progression.at();
        poller.await(last, () -> new Answer(last, unanswered()), scene.unansweredFor());
    }

    private Progress unanswered() {
        Duration left = scene.unansweredFor();
        return left.isZero()
                ? Progress.done()
                : Progress.notYet(
                        "a change that got no answer, and may still be applied within " + Words.duration(left),
                        "read it again once it has been");
    }

    private Report report(long began) {
        return new RunReport(
                RunReport.Heading.of(lease.deployment().id(), plan),
                progression.steps().stream().map(StepRun::report).toList(),
                narrator.notes(),
                Duration.ofNanos(time.nanoTime() - began),
                scene.bothServed(),
                narrator.chronicle()::timeline);
    }
}
