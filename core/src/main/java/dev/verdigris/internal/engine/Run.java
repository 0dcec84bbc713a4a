package dev.verdigris.internal.engine;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.hook.Check;
import dev.verdigris.internal.plan.Recipe;
import dev.verdigris.internal.plan.RecipePlan;
import dev.verdigris.internal.state.CurrentDeployment;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.Execution;
import dev.verdigris.internal.state.Lease;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Course;
import dev.verdigris.internal.world.Memory;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.internal.world.Served;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Phase;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.Direction;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.Report;
import dev.verdigris.report.Residue;
import dev.verdigris.report.StepReport;
import dev.verdigris.request.Cleanup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One performance of a plan, from where the deployment state says that it may be to its outcome. It decides the direction:
 * back until the old color is seen out of traffic, from then on only forward.
 */
final class Run {
    private final RecipePlan plan;
    private final Lease lease;
    private final Recipe recipe;
    private final List<StepRun> steps;
    private final Start start;
    private final TimeSource time;
    private final @Nullable DeploymentInProgress taken;
    private final Scene scene;
    private final Sleeper sleeper;
    private final Narrator narrator;
    private final Progression progression;
    private final Poller poller;
    private final List<Step> standing = new ArrayList<>();

    Run(Cloud cloud, RecipePlan plan, Lease lease, Map<String, Check> checks, Listener listener) {
        this.plan = plan;
        this.lease = lease;
        this.recipe = plan.recipe();
        this.steps = recipe.steps().stream().map(StepRun::new).toList();
        this.time = cloud.time();
        this.taken = lease.taken();
        Execution begun = Progression.begun(lease);
        this.start = Start.of(begun, steps);
        for (int i = 0; i < start.begun(); i++) {
            steps.get(i).state = i < start.done() ? StepReport.State.DONE : StepReport.State.SKIPPED;
            steps.get(i).begun = taken != null;
        }
        this.sleeper = new Sleeper(time);
        this.narrator =
                new Narrator(listener, time, plan.request().environment().name(), steps.get(0));
        this.scene = new Scene(
                cloud,
                plan.request().environment(),
                plan.preimage().targetGroup(),
                new Course(
                        plan.from(),
                        plan.to(),
                        recipe.enough(),
                        lease.deployment().since()),
                taken == null ? null : new Memory(begun.pins(), begun.floor(), begun.phase() != Phase.PREPARE),
                checks,
                lease,
                narrator);
        this.progression = new Progression(plan, lease, scene, sleeper, narrator);
        this.poller = new Poller(sleeper, progression, plan.request().policy().pollInterval());
    }

    /** Performs the plan. An interrupt is kept for the caller in the thread's flag. */
    Outcome perform() {
        long began = time.nanoTime();
        begins();
        try {
            Outcome outcome = outcome(began);
            narrator.tell(new Event.Ended(time.now(), outcome));
            return outcome;
        } finally {
            sleeper.restore();
        }
    }

    private void begins() {
        CurrentDeployment.Superseded superseded = lease.deployment().supersedes();
        narrator.tell(
                taken != null && taken.id().equals(lease.deployment().id())
                        ? new Event.Resumed(time.now(), plan, taken)
                        : new Event.Started(time.now(), plan));
        if (superseded != null) {
            scene.expectOthers(superseded.grace(), superseded.ends());
            narrator.note("it took over from " + superseded.id() + ", which was being finalized");
        }
    }

    private Outcome outcome(long began) {
        List<Residue> residue = new ArrayList<>();
        try {
            StepFailedException cause = toItsEnd(residue);
            awaitAnswers();
            if (cause == null) {
                progression.end(state -> ended(state, EndedDeployment.Ending.SUCCEEDED, null));
                return new Outcome.Succeeded(report(began));
            }
            if (residue.isEmpty()) {
                progression.end(state -> ended(state, EndedDeployment.Ending.ROLLED_BACK, cause));
                return new Outcome.RolledBack(report(began), cause);
            }
            if (plan.request() instanceof Cleanup) {
                progression.end(state -> ended(state, EndedDeployment.Ending.FAILED, cause));
            } else {
                progression.leave(cause);
            }
            return new Outcome.FailedDirty(report(began), cause, residue);
        } catch (Stranded e) {
            return new Outcome.Interrupted(report(began), e.why().exception());
        }
    }

    /** Goes forward, or back. Returns what went wrong first, or null. */
    private @Nullable StepFailedException toItsEnd(List<Residue> residue) {
        if (progression.begun().direction() == Direction.BACK) {
            Execution.Cause recorded = progression.begun().cause();
            StepFailedException cause = recorded == null
                    ? narrator.failure(
                            "expected a cause in the deployment state for going back, found none",
                            "see the history",
                            null)
                    : recorded.failure();
            takeBack(cause, residue);
            return cause;
        }
        StepFailedException failure = forward();
        if (failure != null) {
            progression.turn(failure);
            takeBack(failure, residue);
            return failure;
        }
        return finish(residue);
    }

    /** Prepares and shifts. Returns what stopped it, or null if the old color is out of traffic. */
    private @Nullable StepFailedException forward() {
        for (int i = 0; i < steps.size(); i++) {
            StepRun run = steps.get(i);
            if (run.planned.phase() == Phase.FINALIZE) {
                break;
            }
            if (i >= start.done()) {
                announce(run);
                StepFailedException failure = advance(run);
                if (failure != null) {
                    return failure;
                }
            }
            if (run.step.standing()) {
                standing.add(run.step);
            }
        }
        return null;
    }

    /** Nothing is changed before the deployment state says that it may be. */
    private void announce(StepRun run) {
        narrator.about(run);
        progression.enter(run.planned.phase());
        if (run.step.announced()) {
            progression.reach(run.planned.id());
        }
    }

    /** Undoes what may have begun, last first, whatever goes wrong with any of it. */
    private void takeBack(StepFailedException cause, List<Residue> residue) {
        poller.uninterruptible();
        standing.clear();
        awaitAnswers();
        for (int i = steps.size() - 1; i >= 0; i--) {
            StepRun run = steps.get(i);
            if (run.state == StepReport.State.DONE) {
                run.state = StepReport.State.UNDONE;
            }
            if (undoable(run)) {
                leave(run, undo(run), cause, residue);
            }
        }
        if (residue.isEmpty() && scene.unanswered()) {
            awaitAnswers();
            for (int i = steps.size() - 1; i >= 0; i--) {
                if (undoable(steps.get(i))) {
                    leave(steps.get(i), undoAgain(steps.get(i)), cause, residue);
                }
            }
        }
    }

    private static boolean undoable(StepRun run) {
        return run.begun && run.step.residue() != null;
    }

    private @Nullable StepFailedException undo(StepRun run) {
        narrator.about(run);
        narrator.undoes();
        long began = time.nanoTime();
        StepFailedException failure =
                failed(poller.awaitTwice(narrator, asking(run.step::undo), run.step.undoDeadline()));
        Duration took = Duration.ofNanos(time.nanoTime() - began);
        run.took = run.took.plus(took);
        if (failure == null) {
            run.state = run.state == StepReport.State.FAILED ? run.state : StepReport.State.UNDONE;
            narrator.undone(took);
        }
        return failure;
    }

    private @Nullable StepFailedException undoAgain(StepRun run) {
        narrator.about(run);
        return await(run.step::undo, run.step.undoDeadline());
    }

    private void leave(
            StepRun run, @Nullable StepFailedException failure, StepFailedException cause, List<Residue> residue) {
        if (failure != null) {
            run.state = StepReport.State.LEFT;
            narrator.failed(failure);
            cause.addSuppressed(failure);
            leave(run.step, residue);
            poller.stuck();
        }
    }

    private static void leave(Step step, List<Residue> residue) {
        Residue left = step.residue();
        if (left != null) {
            residue.add(left);
        }
    }

    /** Goes on, whatever goes wrong with any of it: what fails is left and named. Returns what failed first, or null. */
    private @Nullable StepFailedException finish(List<Residue> residue) {
        poller.uninterruptible();
        standing.clear();
        progression.enter(Phase.FINALIZE);
        StepFailedException first = null;
        for (StepRun run : finalizing()) {
            StepFailedException failure = advance(run);
            if (failure != null) {
                leave(run.step, residue);
                first = first(first, failure);
            }
        }
        if (first == null && scene.unanswered()) {
            first = finishAgain(residue);
        }
        Serving serving = new Serving(plan, scene);
        StepFailedException unserved = serving.seen()
                ? null
                : await(serving::look, plan.request().policy().deadlines().change());
        if (unserved != null) {
            residue.add(serving.residue());
            narrator.failed(unserved);
            first = first(first, unserved);
        }
        return first;
    }

    /** What got no answer may have been applied after what came later; so all of it is looked at once more. */
    private @Nullable StepFailedException finishAgain(List<Residue> residue) {
        StepFailedException first = null;
        awaitAnswers();
        for (StepRun run : finalizing()) {
            narrator.about(run);
            StepFailedException failure = await(run.step::perform, run.planned.deadline());
            if (failure != null) {
                run.state = StepReport.State.FAILED;
                narrator.failed(failure);
                leave(run.step, residue);
                first = first(first, failure);
            }
        }
        return first;
    }

    private List<StepRun> finalizing() {
        return steps.stream()
                .filter(run -> run.planned.phase() == Phase.FINALIZE)
                .toList();
    }

    private static StepFailedException first(@Nullable StepFailedException before, StepFailedException now) {
        if (before == null) {
            return now;
        }
        before.addSuppressed(now);
        return before;
    }

    private @Nullable StepFailedException advance(StepRun run) {
        narrator.about(run);
        run.begun = true;
        narrator.begins();
        long began = time.nanoTime();
        StepFailedException failure = await(polled -> performWithStanding(run.step), run.planned.deadline());
        run.took = Duration.ofNanos(time.nanoTime() - began);
        if (failure == null) {
            run.state = StepReport.State.DONE;
            narrator.done(run.took);
        } else {
            run.state = StepReport.State.FAILED;
            narrator.failed(failure);
        }
        return failure;
    }

    /** Returns null if it is done. */
    private @Nullable StepFailedException await(Function<Scene, Progress> attempt, Duration deadline) {
        return failed(poller.await(narrator, asking(attempt), deadline));
    }

    private Supplier<Answer> asking(Function<Scene, Progress> attempt) {
        return () -> poller.ask(narrator, () -> {
            scene.beginPoll();
            return attempt.apply(scene);
        });
    }

    private static @Nullable StepFailedException failed(@Nullable Failure failure) {
        return failure == null ? null : failure.exception();
    }

    /**
     * Waits until no change that got no answer can still be applied. The service may apply one after it was given up, so
     * that what is undone before that is done again after it.
     */
    private void awaitAnswers() {
        poller.await(narrator, () -> new Answer(narrator, unanswered()), scene.unansweredFor());
    }

    private Progress unanswered() {
        Duration left = scene.unansweredFor();
        return left.isZero()
                ? Progress.done()
                : Progress.notYet(
                        "a change that got no answer, and may still be applied within " + Words.duration(left),
                        "look again once it has been");
    }

    /** What must stay so comes first: while it is not, the step itself is not asked. */
    private Progress performWithStanding(Step step) {
        for (Step earlier : standing) {
            Progress progress = earlier.perform(scene);
            if (!(progress instanceof Progress.Done)) {
                return progress;
            }
        }
        return step.perform(scene);
    }

    private DeploymentState ended(
            DeploymentState state, EndedDeployment.Ending ending, @Nullable StepFailedException cause) {
        DeploymentState ended = progression.ended(state, ending, cause);
        if (ending == EndedDeployment.Ending.SUCCEEDED) {
            return ended.serving(plan.to() == null ? state.served() : served()).keeping(recipe.keptWarm());
        }
        return ended.keeping(recycled() ? null : state.keptWarm());
    }

    /** What the old color served with: the size that its fleet was held at, or had. */
    private @Nullable Served served() {
        Color from = plan.from();
        if (from == null) {
            return null;
        }
        int size = scene.pins().getOrDefault(from, plan.preimage().size(from).desired());
        return size < 1 ? null : new Served(from, size);
    }

    /** Whether the idle fleet that was kept warm may have been scaled to zero. */
    private boolean recycled() {
        Color idle = plan.preimage().idle();
        return plan.request() instanceof Cleanup
                ? scene.sawScaledToZero(idle)
                : steps.stream().anyMatch(run -> run.begun && run.step.announced());
    }

    private Report report(long began) {
        return new Report(
                plan.request().environment().name(),
                lease.deployment().id(),
                plan.title(),
                plan.from(),
                plan.to(),
                steps.stream().map(StepRun::report).toList(),
                narrator.notes(),
                Duration.ofNanos(time.nanoTime() - began),
                scene.bothServed());
    }
}
