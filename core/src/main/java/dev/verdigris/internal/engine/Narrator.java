package dev.verdigris.internal.engine;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.internal.world.Announcer;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells of a run, each thing of the step that it is about. */
final class Narrator implements Announcer {
    private final Listener listener;
    private final TimeSource time;
    private final String environment;

    /** What was noted so far, each thing once. */
    private final List<String> notes = new ArrayList<>();

    Narrator(Listener listener, TimeSource time, String environment) {
        this.listener = listener;
        this.time = time;
        this.environment = environment;
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

    void tell(Event event) {
        listener.on(event);
    }

    void begins(PlannedStep step) {
        tell(new Event.StepStarted(time.now(), environment, step));
    }

    void waits(PlannedStep step, String waitingFor, Duration waited) {
        tell(new Event.StepWaiting(time.now(), environment, step, waitingFor, waited));
    }

    void change(PlannedStep step, String change) {
        tell(new Event.Change(time.now(), environment, step, change));
    }

    void done(PlannedStep step, Duration took) {
        tell(new Event.StepDone(time.now(), environment, step, took));
    }

    void failed(PlannedStep step, StepFailedException failure) {
        tell(new Event.StepFailed(time.now(), environment, step, failure));
    }

    void stopped(PlannedStep step, Duration took) {
        tell(new Event.StepStopped(time.now(), environment, step, took));
    }

    void undoes(PlannedStep step) {
        tell(new Event.UndoStarted(time.now(), environment, step));
    }

    void undone(PlannedStep step, Duration took) {
        tell(new Event.Undone(time.now(), environment, step, took));
    }

    @Override
    public void change(String change) {
        throw new IllegalStateException("expected a step that makes the change, found none: " + change);
    }

    @Override
    public void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
            tell(new Event.Noted(time.now(), environment, note));
        }
    }
}
