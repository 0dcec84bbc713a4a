package dev.verdigris.internal.engine;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.world.Announcer;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.DeploymentInProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of a run, each thing of the step that it is about. */
final class Narrator implements Announcer {
    private final Listener listener;
    private final TimeSource time;
    private final String environment;
    private final String deployment;

    /** The notes so far, each once. */
    private final List<String> notes = new ArrayList<>();

    Narrator(Listener listener, TimeSource time, String environment, String deployment) {
        this.listener = listener;
        this.time = time;
        this.environment = environment;
        this.deployment = deployment;
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
        listener.on(new Events.Started(time.now(), environment, deployment, plan));
    }

    void resumed(SwitchPlan plan, DeploymentInProgress inProgress) {
        listener.on(new Events.Resumed(time.now(), environment, deployment, plan, inProgress));
    }

    void ended(Outcome outcome) {
        listener.on(new Events.Ended(time.now(), environment, deployment, outcome));
    }

    void begins(PlannedStep step) {
        listener.on(new Events.StepStarted(time.now(), environment, deployment, step));
    }

    void waits(PlannedStep step, String waitingFor, Duration waited) {
        listener.on(new Events.StepWaiting(time.now(), environment, deployment, step, waitingFor, waited));
    }

    void change(PlannedStep step, String change) {
        listener.on(new Events.ChangeAnnounced(time.now(), environment, deployment, step, change));
    }

    void done(PlannedStep step, Duration took) {
        listener.on(new Events.StepDone(time.now(), environment, deployment, step, took));
    }

    void failed(PlannedStep step, StepFailedException failure) {
        listener.on(new Events.StepFailed(time.now(), environment, deployment, step, failure));
    }

    void stopped(PlannedStep step, Duration took) {
        listener.on(new Events.StepStopped(time.now(), environment, deployment, step, took));
    }

    void paused(PlannedStep step, @Nullable Instant until) {
        listener.on(new Events.StepPaused(time.now(), environment, deployment, step, until));
    }

    void undoes(PlannedStep step) {
        listener.on(new Events.UndoStarted(time.now(), environment, deployment, step));
    }

    void undoWaits(PlannedStep step, String waitingFor, Duration waited) {
        listener.on(new Events.UndoWaiting(time.now(), environment, deployment, step, waitingFor, waited));
    }

    void undone(PlannedStep step, Duration took) {
        listener.on(new Events.Undone(time.now(), environment, deployment, step, took));
    }

    void undoFailed(PlannedStep step, StepFailedException failure) {
        listener.on(new Events.UndoFailed(time.now(), environment, deployment, step, failure));
    }

    void undoStopped(PlannedStep step, Duration took) {
        listener.on(new Events.UndoStopped(time.now(), environment, deployment, step, took));
    }

    /** Something was found and left alone; each thing is told once. */
    void note(@Nullable PlannedStep step, String note) {
        if (!notes.contains(note)) {
            notes.add(note);
            listener.on(new Events.Noted(time.now(), environment, deployment, step, note));
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
