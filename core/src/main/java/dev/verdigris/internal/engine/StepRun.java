package dev.verdigris.internal.engine;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Report;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A step of a run, and what has become of it so far. Whatever it does is told of it, also while another step runs. */
final class StepRun implements Subject {

    /** The activity of a step that is under way. */
    private enum Doing {
        NOTHING,
        PERFORM,
        UNDO
    }

    // For the whole run.
    private final Step step;
    private final PlannedStep planned;
    private final Scene scene;
    private final Narrator narrator;

    // From its first beginning on, in this run or in an earlier one.
    private boolean begun;
    private Report.Step.State state = Report.Step.State.SKIPPED;
    private Duration took = Duration.ZERO;

    // From one beginning to the next end.
    private Doing doing = Doing.NOTHING;
    private long since;

    StepRun(Step step, Scene scene, Narrator narrator) {
        this.step = step;
        this.planned = step.planned();
        this.scene = scene.as(this);
        this.narrator = narrator;
    }

    Step step() {
        return step;
    }

    PlannedStep planned() {
        return planned;
    }

    /** Whether it may have changed something, in this run or in an earlier one. */
    boolean begun() {
        return begun;
    }

    boolean done() {
        return state == Report.Step.State.DONE;
    }

    Report.Step report() {
        return new RunReport.StepTold(planned.id(), state, took);
    }

    Progress perform() {
        return step.perform(scene);
    }

    Progress uphold(Phase phase) {
        return step.uphold(scene, phase);
    }

    Progress undo() {
        return step.undo(scene);
    }

    /** Takes over what an earlier run may have made of the step. */
    void was(boolean knownDone, boolean mayHaveBegun) {
        state = knownDone ? Report.Step.State.DONE : Report.Step.State.SKIPPED;
        begun = mayHaveBegun;
    }

    /** Begins to perform the step. */
    void begins() {
        begun = true;
        does(Doing.PERFORM);
        narrator.begins(planned);
    }

    void isDone() {
        state = Report.Step.State.DONE;
        narrator.done(planned, ends());
    }

    /** Notes that the step could not be done; or that it was, and does not stand any more. */
    void fails(StepFailedException failure) {
        state = Report.Step.State.FAILED;
        ends();
        narrator.failed(planned, failure);
    }

    /** Notes that the step is given up before it is done or undone, for a reason that is not its own. */
    void stops() {
        if (doing == Doing.PERFORM) {
            state = Report.Step.State.STOPPED;
            narrator.stopped(planned, ends());
        } else if (doing == Doing.UNDO) {
            narrator.undoStopped(planned, ends());
        }
    }

    /** Notes that the run ends at it, since it is a gate that nobody has promoted. */
    void pauses(@Nullable Instant until) {
        state = Report.Step.State.PAUSED;
        narrator.begins(planned);
        narrator.paused(planned, until);
    }

    /** Everything goes back to before it. */
    void isOver() {
        if (done()) {
            state = Report.Step.State.UNDONE;
        }
    }

    /** Begins to undo the step. */
    void undoes() {
        does(Doing.UNDO);
        narrator.undoes(planned);
    }

    /** Notes that the step is undone; one that failed, or was stopped, is still called so. */
    void isUndone() {
        if (state == Report.Step.State.SKIPPED) {
            state = Report.Step.State.UNDONE;
        }
        narrator.undone(planned, ends());
    }

    void isLeft(StepFailedException failure) {
        state = Report.Step.State.LEFT;
        ends();
        narrator.undoFailed(planned, failure);
    }

    private void does(Doing next) {
        doing = next;
        since = narrator.nanoTime();
    }

    /** The time that it took since it began, this time. */
    private Duration ends() {
        Duration lasted = doing == Doing.NOTHING ? Duration.ZERO : Duration.ofNanos(narrator.nanoTime() - since);
        doing = Doing.NOTHING;
        took = took.plus(lasted);
        return lasted;
    }

    @Override
    public String id() {
        return planned.id();
    }

    @Override
    public void waits(String waitingFor, Duration waited) {
        if (doing == Doing.UNDO) {
            narrator.undoWaits(planned, waitingFor, waited);
        } else {
            narrator.waits(planned, waitingFor, waited);
        }
    }

    @Override
    public void change(String change) {
        narrator.change(planned, change);
    }

    @Override
    public void note(String note) {
        narrator.note(planned, note);
    }
}
