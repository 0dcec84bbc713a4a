package dev.verdigris.internal.engine;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.StepFailedException;
import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.journal.Begun;
import dev.verdigris.internal.journal.EnvironmentRecord;
import dev.verdigris.internal.journal.Lease;
import dev.verdigris.internal.journal.Open;
import dev.verdigris.internal.plan.Recipe;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Announcer;
import dev.verdigris.internal.world.GuardedException;
import dev.verdigris.internal.world.Memory;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.journal.Direction;
import dev.verdigris.journal.EndedDeployment;
import dev.verdigris.journal.OpenDeployment;
import dev.verdigris.model.Color;
import dev.verdigris.model.Served;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.outcome.Report;
import dev.verdigris.outcome.Residue;
import dev.verdigris.outcome.StepReport;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.port.Check;
import dev.verdigris.port.Cloud;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One performance of a plan, from where the record says it may be to its outcome. It owns polling, deadlines and the
 * record, and decides the direction: back until the old color is seen out of traffic, from then on only forward.
 */
final class Run implements Announcer {
    private final SwitchPlan plan;
    private final Lease lease;
    private final Recipe recipe;
    private final List<StepRun> steps;
    private final Start start;
    private final TimeSource time;
    private final Listener listener;
    private final @Nullable OpenDeployment taken;
    private final Scene scene;
    private final List<Step> standing = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private StepRun current;
    private boolean interruptible = true;
    private boolean interrupted;
    /** What lies behind the last attempt's progress, if an exception does. */
    private @Nullable Throwable trouble;

    Run(Cloud cloud, SwitchPlan plan, Lease lease, Map<String, Check> checks, Listener listener) {
        this.plan = plan;
        this.lease = lease;
        this.recipe = Recipe.of(plan.request(), plan.preimage(), plan.checks());
        this.steps = recipe.steps().stream().map(StepRun::new).toList();
        this.time = cloud.time();
        this.listener = listener;
        this.taken = lease.taken();
        this.start = Start.of(begun(), steps);
        for (int i = 0; i < start.begun(); i++) {
            steps.get(i).state = i < start.done() ? StepReport.State.DONE : StepReport.State.SKIPPED;
            steps.get(i).begun = taken != null;
        }
        this.scene = new Scene(
                cloud,
                plan.request().environment(),
                plan.preimage().targetGroup(),
                plan.from(),
                plan.to(),
                taken == null ? null : new Memory(begun().pins(), begun().floor(), begun().phase() != Phase.PREPARE),
                checks,
                lease,
                this);
        this.current = steps.get(0);
    }

    /** Performs the plan. An interrupt is kept for the caller in the thread's flag. */
    Outcome perform() {
        long began = time.nanoTime();
        tell(taken == null ? new Event.Started(time.now(), plan) : new Event.Resumed(time.now(), plan, taken));
        try {
            Outcome outcome = outcome(began);
            tell(new Event.Ended(time.now(), outcome));
            return outcome;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Outcome outcome(long began) {
        List<Residue> residue = new ArrayList<>();
        try {
            StepFailedException cause = toItsEnd(residue);
            if (cause == null) {
                write(() -> lease.close(record -> ended(record, EndedDeployment.Ending.SUCCEEDED, null)));
                return new Outcome.Succeeded(report(began));
            }
            if (residue.isEmpty()) {
                write(() -> lease.close(record -> ended(record, EndedDeployment.Ending.ROLLED_BACK, cause)));
                return new Outcome.RolledBack(report(began), cause);
            }
            write(() -> lease.leave(begun().failing(cause).knowing(scene.pins(), scene.floor())));
            return new Outcome.FailedDirty(report(began), cause, residue);
        } catch (Stranded e) {
            return new Outcome.LeftOpen(report(began), e.why());
        }
    }

    /** Goes forward, or back. Returns what went wrong first, or null. */
    private @Nullable StepFailedException toItsEnd(List<Residue> residue) {
        if (begun().direction() == Direction.BACK) {
            Begun.Cause recorded = begun().cause();
            StepFailedException cause = recorded == null
                    ? failed("expected a cause on record for going back, found none", "see the history", null)
                    : recorded.failure();
            takeBack(cause, residue);
            return cause;
        }
        StepFailedException failure = forward();
        if (failure != null) {
            write(() -> update(begun -> begun.turning(failure)));
            takeBack(failure, residue);
            return failure;
        }
        return settle(residue);
    }

    /** Prepares and shifts. Returns what stopped it, or null if the old color is out of traffic. */
    private @Nullable StepFailedException forward() {
        for (int i = 0; i < steps.size(); i++) {
            StepRun run = steps.get(i);
            if (run.planned.phase() == Phase.SETTLE) {
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

    /** Nothing is changed before the record says that it may be. */
    private void announce(StepRun run) {
        current = run;
        enter(run.planned.phase());
        if (run.step.announced() && !run.planned.id().equals(begun().step())) {
            write(() -> update(begun -> begun.reaching(run.planned.id())));
        }
    }

    private void enter(Phase phase) {
        if (begun().phase() != phase) {
            write(() -> update(begun -> begun.entering(phase)));
        }
    }

    /** Undoes what may have begun, last first, whatever goes wrong with any of it. */
    private void takeBack(StepFailedException cause, List<Residue> residue) {
        interruptible = false;
        standing.clear();
        for (int i = steps.size() - 1; i >= 0; i--) {
            StepRun run = steps.get(i);
            if (run.state == StepReport.State.DONE) {
                run.state = StepReport.State.UNDONE;
            }
            if (!run.begun || run.step.residue() == null) {
                continue;
            }
            current = run;
            tell(new Event.UndoStarted(time.now(), environment(), run.planned));
            long began = time.nanoTime();
            StepFailedException failure = await(twice(run.step::undo), run.step.undoDeadline());
            Duration took = Duration.ofNanos(time.nanoTime() - began);
            run.took = run.took.plus(took);
            if (failure == null) {
                run.state = run.state == StepReport.State.FAILED ? run.state : StepReport.State.UNDONE;
                tell(new Event.Undone(time.now(), environment(), run.planned, took));
            } else {
                run.state = StepReport.State.LEFT;
                tell(new Event.StepFailed(time.now(), environment(), run.planned, failure));
                cause.addSuppressed(failure);
                leave(run.step, residue);
            }
        }
    }

    /** Goes on, whatever goes wrong with any of it: what fails is left and named. Returns what failed first, or null. */
    private @Nullable StepFailedException settle(List<Residue> residue) {
        interruptible = false;
        standing.clear();
        enter(Phase.SETTLE);
        StepFailedException first = null;
        for (StepRun run : steps) {
            if (run.planned.phase() != Phase.SETTLE) {
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
        run.begun = true;
        tell(new Event.StepStarted(time.now(), environment(), run.planned));
        long began = time.nanoTime();
        StepFailedException failure = await(scene -> performWithStanding(run.step), run.planned.deadline());
        run.took = Duration.ofNanos(time.nanoTime() - began);
        if (failure == null) {
            run.state = StepReport.State.DONE;
            tell(new Event.StepDone(time.now(), environment(), run.planned, run.took));
        } else {
            run.state = StepReport.State.FAILED;
            tell(new Event.StepFailed(time.now(), environment(), run.planned, failure));
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

    /** It must be found done at two looks in a row: the first may be older than our own last change. */
    private static Function<Scene, Progress> twice(Function<Scene, Progress> attempt) {
        AtomicBoolean found = new AtomicBoolean();
        return scene -> {
            boolean before = found.getAndSet(false);
            Progress progress = attempt.apply(scene);
            if (!(progress instanceof Progress.Done) || before) {
                return progress;
            }
            found.set(true);
            return Progress.notYet("taken back; looking once more", "look at the world: it may be as it was before");
        };
    }

    /** Polls until it is done, cannot be, or its deadline has passed. Returns null if it is done. */
    private @Nullable StepFailedException await(Function<Scene, Progress> attempt, Duration deadline) {
        long began = time.nanoTime();
        while (true) {
            if (interruptedNow()) {
                return failed("interrupted before it was done", "deploy again when nothing interrupts it", null);
            }
            Progress progress = attempt(attempt);
            if (progress instanceof Progress.Done) {
                return null;
            }
            if (progress instanceof Progress.Failed failure) {
                return failed(failure.problem(), failure.remedy(), trouble);
            }
            Progress.NotYet notYet = (Progress.NotYet) progress;
            Duration waited = Duration.ofNanos(time.nanoTime() - began);
            if (waited.compareTo(deadline) >= 0) {
                return failed(
                        notYet.problem() + " (within " + Words.duration(deadline) + ")", notYet.remedy(), trouble);
            }
            tell(new Event.StepWaiting(time.now(), environment(), current.planned, notYet.waitingFor(), waited));
            pause(deadline.minus(waited));
        }
    }

    private Progress attempt(Function<Scene, Progress> attempt) {
        trouble = null;
        try {
            scene.beginPoll();
            return attempt.apply(scene);
        } catch (GuardedException e) {
            return Progress.notYet(String.valueOf(e.getMessage()), "see why so few targets are healthy");
        } catch (PermitDeniedException e) {
            if (lease.over()) {
                throw stranded(e.problem(), e.remedy(), e);
            }
            trouble = e;
            return Progress.notYet(e.problem(), e.remedy());
        } catch (PortException e) {
            trouble = e;
            return e.isTransient()
                    ? Progress.notYet(e.problem(), e.remedy())
                    : Progress.failed(e.problem(), e.remedy());
        } catch (RuntimeException e) {
            trouble = e;
            return Progress.failed("unexpected " + e, "see the stack trace; this may be a defect of a port or of ours");
        }
    }

    private void pause(Duration left) {
        Duration interval = plan.request().policy().pollInterval();
        Duration rest = interval.compareTo(left) < 0 ? interval : left;
        scene.timePassed();
        while (true) {
            signOfLife();
            Duration slice = lease.rhythm().compareTo(rest) < 0 ? lease.rhythm() : rest;
            try {
                time.sleep(slice);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            rest = rest.minus(slice);
            if (rest.isZero() || rest.isNegative()) {
                return;
            }
        }
    }

    /** Renews the lease when it is time to. Where that fails, the permit sees to it that nothing is changed in vain. */
    private void signOfLife() {
        if (!lease.due()) {
            return;
        }
        try {
            update(begun -> begun.direction() == Direction.FORWARD ? begun.reaching(current.planned.id()) : begun);
        } catch (PermitDeniedException e) {
            throw stranded(e.problem(), e.remedy(), e);
        } catch (PortException e) {
            note("the record could not be renewed: " + e.problem());
        }
    }

    private Begun begun() {
        Open open = lease.record().open();
        if (open == null || open.begun() == null) {
            throw new IllegalStateException("expected a record that says that the plan has begun, found none");
        }
        return open.begun();
    }

    private void update(UnaryOperator<Begun> change) {
        lease.write(record -> {
            Open open = record.open();
            return open == null
                    ? record
                    : record.with(open.with(change.apply(begun()).knowing(scene.pins(), scene.floor())));
        });
    }

    /** Writes the record, for as long as a change may take; it cannot go on without. */
    private void write(Runnable writing) {
        Duration deadline = plan.request().policy().deadlines().change();
        long began = time.nanoTime();
        while (true) {
            try {
                writing.run();
                return;
            } catch (PermitDeniedException e) {
                throw stranded(e.problem(), e.remedy(), e);
            } catch (PortException e) {
                Duration waited = Duration.ofNanos(time.nanoTime() - began);
                if (!e.isTransient() || waited.compareTo(deadline) >= 0) {
                    throw stranded(
                            "the record could not be written: " + e.problem(),
                            e.remedy() + ", then resume or abort",
                            e);
                }
                tell(new Event.StepWaiting(
                        time.now(), environment(), current.planned, "the record: " + e.problem(), waited));
                sleep(plan.request().policy().pollInterval());
            }
        }
    }

    private void sleep(Duration interval) {
        try {
            time.sleep(interval);
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    /** Takes the thread's interrupt, so that waiting goes on being possible; says whether to stop for it. */
    private boolean interruptedNow() {
        if (Thread.interrupted()) {
            interrupted = true;
        }
        return interrupted && interruptible;
    }

    private Stranded stranded(String problem, String remedy, Throwable cause) {
        return new Stranded(failed(problem, remedy, cause));
    }

    private StepFailedException failed(String problem, String remedy, @Nullable Throwable cause) {
        return new StepFailedException(current.planned.id(), problem, remedy, cause);
    }

    /** The record with this deployment among those that have ended. */
    private EnvironmentRecord ended(
            EnvironmentRecord record, EndedDeployment.Ending ending, @Nullable StepFailedException cause) {
        Open open = lease.opened();
        Duration took = Duration.between(open.since(), time.now());
        boolean succeeded = ending == EndedDeployment.Ending.SUCCEEDED;
        return record.serving(succeeded && plan.to() != null ? served() : record.served())
                .remembering(new EndedDeployment(
                        open.id(),
                        ending,
                        plan.from(),
                        plan.to(),
                        open.holding().holder(),
                        open.since(),
                        took.isNegative() ? Duration.ZERO : took,
                        cause == null ? null : Words.shortened(cause.problem(), EnvironmentRecord.LONGEST_CAUSE)))
                .keeping(succeeded ? recipe.keptWarm() : recycled() ? null : record.keptWarm());
    }

    /** What the old color served with: the size that its fleet was held at, or had. */
    private @Nullable Served served() {
        Color from = plan.from();
        if (from == null) {
            return null;
        }
        int size = scene.pins().getOrDefault(from, plan.preimage().bounds(from).desired());
        return size < 1 ? null : new Served(from, size);
    }

    /** Whether the idle fleet that was kept warm may have been told to go. */
    private boolean recycled() {
        return steps.stream().anyMatch(run -> run.begun && run.step.announced());
    }

    private Report report(long began) {
        return new Report(
                environment(),
                lease.opened().id(),
                plan.title(),
                plan.from(),
                plan.to(),
                steps.stream().map(StepRun::report).toList(),
                notes,
                Duration.ofNanos(time.nanoTime() - began),
                scene.bothServed());
    }

    private String environment() {
        return plan.request().environment().name();
    }

    private void tell(Event event) {
        listener.on(event);
    }

    @Override
    public void change(String change) {
        tell(new Event.Change(time.now(), environment(), current.planned, change));
    }

    @Override
    public void note(String note) {
        if (notes.contains(note)) {
            return;
        }
        notes.add(note);
        tell(new Event.Noted(time.now(), environment(), note));
    }
}
