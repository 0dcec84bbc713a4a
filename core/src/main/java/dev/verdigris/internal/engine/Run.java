package dev.verdigris.internal.engine;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.StepFailedException;
import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.plan.Recipe;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Announcer;
import dev.verdigris.internal.world.GuardedException;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.outcome.Report;
import dev.verdigris.outcome.Residue;
import dev.verdigris.outcome.StepReport;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.port.Check;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.Permit;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One performance of a plan, from its first look to its outcome. It owns polling and deadlines, and decides the
 * direction: back until the old color is seen out of traffic, from then on only forward.
 */
final class Run implements Announcer {
    private final SwitchPlan plan;
    private final List<StepRun> steps;
    private final TimeSource time;
    private final Listener listener;
    private final Scene scene;
    private final List<Step> standing = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private StepRun current;
    private boolean interruptible = true;
    private boolean interrupted;

    Run(Cloud cloud, SwitchPlan plan, Recipe recipe, Map<String, Check> checks, Permit permit, Listener listener) {
        this.plan = plan;
        this.steps = recipe.steps().stream().map(StepRun::new).toList();
        this.time = cloud.time();
        this.listener = listener;
        this.scene = new Scene(
                cloud,
                plan.request().environment(),
                plan.preimage().targetGroup(),
                plan.from(),
                plan.to(),
                checks,
                permit,
                this);
        this.current = steps.get(0);
    }

    /** Performs the plan. An interrupt is kept for the caller in the thread's flag. */
    Outcome perform() {
        long began = time.nanoTime();
        tell(new Event.Started(time.now(), plan));
        try {
            StepFailedException cause = forward();
            List<Residue> residue = new ArrayList<>();
            if (cause != null) {
                takeBack(cause, residue);
            } else {
                cause = settle(residue);
            }
            Outcome outcome = outcome(cause, residue, began);
            tell(new Event.Ended(time.now(), outcome));
            return outcome;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Prepares and shifts. Returns what stopped it, or null if the old color is out of traffic. */
    private @Nullable StepFailedException forward() {
        for (StepRun run : steps) {
            if (run.phase() == Phase.SETTLE) {
                continue;
            }
            StepFailedException failure = advance(run);
            if (failure != null) {
                return failure;
            }
            if (run.step.standing()) {
                standing.add(run.step);
            }
        }
        return null;
    }

    /** Undoes what has begun, last first, whatever goes wrong with any of it. */
    private void takeBack(StepFailedException cause, List<Residue> residue) {
        interruptible = false;
        standing.clear();
        for (int i = steps.size() - 1; i >= 0; i--) {
            StepRun run = steps.get(i);
            if (run.state == StepReport.State.DONE) {
                run.state = StepReport.State.UNDONE;
            }
            if (run.state == StepReport.State.SKIPPED || run.step.residue() == null) {
                continue;
            }
            current = run;
            tell(new Event.UndoStarted(time.now(), environment(), run.step.planned()));
            long began = time.nanoTime();
            StepFailedException trouble = await(run.step::undo, run.step.undoDeadline());
            Duration took = Duration.ofNanos(time.nanoTime() - began);
            run.took = run.took.plus(took);
            if (trouble == null) {
                tell(new Event.Undone(time.now(), environment(), run.step.planned(), took));
            } else {
                run.state = StepReport.State.LEFT;
                tell(new Event.StepFailed(time.now(), environment(), run.step.planned(), trouble));
                cause.addSuppressed(trouble);
                leave(run.step, residue);
            }
        }
    }

    /** Goes on, whatever goes wrong with any of it: what fails is left and named. Returns what failed first, or null. */
    private @Nullable StepFailedException settle(List<Residue> residue) {
        interruptible = false;
        standing.clear();
        StepFailedException first = null;
        for (StepRun run : steps) {
            if (run.phase() != Phase.SETTLE) {
                continue;
            }
            StepFailedException failure = advance(run);
            if (failure != null) {
                leave(run.step, residue);
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        return first;
    }

    private static void leave(Step step, List<Residue> residue) {
        Residue left = step.residue();
        if (left != null) {
            residue.add(left);
        }
    }

    private @Nullable StepFailedException advance(StepRun run) {
        current = run;
        tell(new Event.StepStarted(time.now(), environment(), run.step.planned()));
        long began = time.nanoTime();
        StepFailedException failure =
                await(scene -> performWithStanding(run.step), run.step.planned().deadline());
        run.took = Duration.ofNanos(time.nanoTime() - began);
        if (failure == null) {
            run.state = StepReport.State.DONE;
            tell(new Event.StepDone(time.now(), environment(), run.step.planned(), run.took));
        } else {
            run.state = StepReport.State.FAILED;
            tell(new Event.StepFailed(time.now(), environment(), run.step.planned(), failure));
        }
        return failure;
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

    /** Polls until it is done, cannot be, or its deadline has passed. Returns null if it is done. */
    private @Nullable StepFailedException await(Function<Scene, Progress> attempt, Duration deadline) {
        long began = time.nanoTime();
        while (true) {
            if (interruptedNow()) {
                return failed("interrupted before it was done", "deploy again when nothing interrupts it", null);
            }
            PortException trouble = null;
            Progress progress;
            try {
                scene.beginPoll();
                progress = attempt.apply(scene);
            } catch (GuardedException e) {
                progress = Progress.notYet(String.valueOf(e.getMessage()), "see why so few targets are healthy");
            } catch (PermitDeniedException e) {
                return failed(e.problem(), e.remedy(), e);
            } catch (PortException e) {
                if (!e.isTransient()) {
                    return failed(e.problem(), e.remedy(), e);
                }
                trouble = e;
                progress = Progress.notYet(e.problem(), e.remedy());
            } catch (RuntimeException e) {
                return failed("unexpected " + e, "see the stack trace; this may be a defect of a port or of ours", e);
            }
            if (progress instanceof Progress.Done) {
                return null;
            }
            if (progress instanceof Progress.Failed failure) {
                return failed(failure.problem(), failure.remedy(), null);
            }
            Progress.NotYet notYet = (Progress.NotYet) progress;
            Duration waited = Duration.ofNanos(time.nanoTime() - began);
            if (waited.compareTo(deadline) >= 0) {
                return failed(
                        notYet.problem() + " (within " + Words.duration(deadline) + ")", notYet.remedy(), trouble);
            }
            tell(new Event.StepWaiting(time.now(), environment(), current.step.planned(), notYet.waitingFor(), waited));
            pause(deadline.minus(waited));
        }
    }

    private void pause(Duration left) {
        Duration interval = plan.request().policy().pollInterval();
        try {
            time.sleep(interval.compareTo(left) < 0 ? interval : left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the thread's interrupt, so that waiting goes on being possible; says whether to stop for it. */
    private boolean interruptedNow() {
        if (Thread.interrupted()) {
            interrupted = true;
        }
        return interrupted && interruptible;
    }

    private StepFailedException failed(String problem, String remedy, @Nullable Throwable cause) {
        return new StepFailedException(current.step.planned().id(), problem, remedy, cause);
    }

    private Outcome outcome(@Nullable StepFailedException cause, List<Residue> residue, long began) {
        Report report = new Report(
                plan,
                steps.stream().map(StepRun::report).toList(),
                notes,
                Duration.ofNanos(time.nanoTime() - began),
                scene.bothServed());
        if (cause == null) {
            return new Outcome.Succeeded(report);
        }
        return residue.isEmpty()
                ? new Outcome.RolledBack(report, cause)
                : new Outcome.FailedDirty(report, cause, residue);
    }

    private String environment() {
        return plan.request().environment().name();
    }

    private void tell(Event event) {
        listener.on(event);
    }

    @Override
    public void change(String change) {
        tell(new Event.Change(time.now(), environment(), current.step.planned(), change));
    }

    @Override
    public void note(String note) {
        notes.add(note);
        tell(new Event.Noted(time.now(), environment(), note));
    }

    /** How one step stands so far. */
    private static final class StepRun {
        private final Step step;
        private StepReport.State state = StepReport.State.SKIPPED;
        private Duration took = Duration.ZERO;

        StepRun(Step step) {
            this.step = step;
        }

        Phase phase() {
            return step.planned().phase();
        }

        StepReport report() {
            return new StepReport(step.planned().id(), state, took);
        }
    }
}
