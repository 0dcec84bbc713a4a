package dev.verdigris.internal.engine;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.world.Announcer;
import dev.verdigris.internal.world.Sighted;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.DeploymentInProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells of a run, each thing of the step that it is about. */
final class Narrator implements Announcer {
    private final Listener listener;
    private final TimeSource time;
    private final String environment;
    private final String deployment;
    private final Chronicle chronicle;

    /** What the run saw last. */
    private Supplier<Sighted> sighted = () -> Sighted.NOTHING;

    /** The notes so far, each once. */
    private final List<String> notes = new ArrayList<>();

    Narrator(Listener listener, TimeSource time, String environment, String deployment) {
        this.listener = listener;
        this.time = time;
        this.environment = environment;
        this.deployment = deployment;
        this.chronicle = new Chronicle(environment, deployment);
    }

    /** What has been told so far, and will be. */
    Chronicle chronicle() {
        return chronicle;
    }

    private void tell(Event event) {
        chronicle.take(event);
        listener.on(event);
    }

    /** From now on each event of a step shows what was seen last. */
    void sees(Supplier<Sighted> last) {
        sighted = last;
    }

    long nanoTime() {
        return time.nanoTime();
    }

    Instant now() {
        return time.now();
    }

    List<String> notes() {
        return notes;
    }

    void started(SwitchPlan plan) {
        tell(new Events.Started(time.now(), environment, deployment, plan));
    }

    void resumed(SwitchPlan plan, DeploymentInProgress inProgress) {
        tell(new Events.Resumed(time.now(), environment, deployment, plan, inProgress));
    }

    void ended(Outcome outcome) {
        tell(new Events.Ended(time.now(), environment, deployment, outcome));
    }

    void begins(PlannedStep step) {
        tell(new Events.StepStarted(time.now(), environment, deployment, step, sighted.get()));
    }

    void waits(PlannedStep step, String waitingFor, Duration waited) {
        tell(new Events.StepWaiting(time.now(), environment, deployment, step, waitingFor, waited, sighted.get()));
    }

    void change(PlannedStep step, String change) {
        tell(new Events.ChangeAnnounced(time.now(), environment, deployment, step, change, sighted.get()));
    }

    void done(PlannedStep step, Duration took) {
        tell(new Events.StepDone(time.now(), environment, deployment, step, took, sighted.get()));
    }

    void failed(PlannedStep step, StepFailedException failure) {
        tell(new Events.StepFailed(time.now(), environment, deployment, step, failure, sighted.get()));
    }

    void stopped(PlannedStep step, Duration took) {
        tell(new Events.StepStopped(time.now(), environment, deployment, step, took, sighted.get()));
    }

    void paused(PlannedStep step, @Nullable Instant until) {
        tell(new Events.StepPaused(time.now(), environment, deployment, step, until, sighted.get()));
    }

    void undoes(PlannedStep step) {
        tell(new Events.UndoStarted(time.now(), environment, deployment, step, sighted.get()));
    }

    void undoWaits(PlannedStep step, String waitingFor, Duration waited) {
        tell(new Events.UndoWaiting(time.now(), environment, deployment, step, waitingFor, waited, sighted.get()));
    }

    void undone(PlannedStep step, Duration took) {
        tell(new Events.Undone(time.now(), environment, deployment, step, took, sighted.get()));
    }

    void undoFailed(PlannedStep step, StepFailedException failure) {
        tell(new Events.UndoFailed(time.now(), environment, deployment, step, failure, sighted.get()));
    }

    void undoStopped(PlannedStep step, Duration took) {
        tell(new Events.UndoStopped(time.now(), environment, deployment, step, took, sighted.get()));
    }

    /** Something was found and left alone; each thing is told once. */
    void note(@Nullable PlannedStep step, String note) {
        if (!notes.contains(note)) {
            notes.add(note);
            tell(new Events.Noted(time.now(), environment, deployment, step, note));
        }
    }

    @Override
    public void change(String change) {
        throw new IllegalStateException("expected a step that makes the change, found none: " + change);
    }

    @Override
    public void note(String note) {
        note(null, note);
    }
}
