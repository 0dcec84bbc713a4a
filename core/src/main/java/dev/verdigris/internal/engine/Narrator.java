package dev.verdigris.internal.engine;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of a run, by the step that it is about. */
final class Narrator implements Subject {
    private final Listener listener;
    private final TimeSource time;
    private final String environment;
    private final List<String> notes = new ArrayList<>();
    private StepRun current;

    Narrator(Listener listener, TimeSource time, String environment, StepRun first) {
        this.listener = listener;
        this.time = time;
        this.environment = environment;
        this.current = first;
    }

    void about(StepRun step) {
        current = step;
    }

    @Override
    public String id() {
        return current.planned.id();
    }

    /** What was noted so far. */
    List<String> notes() {
        return notes;
    }

    void tell(Event event) {
        listener.on(event);
    }

    void begins() {
        tell(new Event.StepStarted(time.now(), environment, current.planned));
    }

    void undoes() {
        tell(new Event.UndoStarted(time.now(), environment, current.planned));
    }

    @Override
    public void waits(String waitingFor, Duration waited) {
        tell(new Event.StepWaiting(time.now(), environment, current.planned, waitingFor, waited));
    }

    void done(Duration took) {
        tell(new Event.StepDone(time.now(), environment, current.planned, took));
    }

    void undone(Duration took) {
        tell(new Event.Undone(time.now(), environment, current.planned, took));
    }

    void failed(StepFailedException failure) {
        tell(new Event.StepFailed(time.now(), environment, current.planned, failure));
    }

    @Override
    public void change(String change) {
        tell(new Event.Change(time.now(), environment, current.planned, change));
    }

    @Override
    public void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
            tell(new Event.Noted(time.now(), environment, note));
        }
    }

    /** What went wrong with the step. */
    StepFailedException failure(String problem, String remedy, @Nullable Throwable cause) {
        return new StepFailedException(current.planned.id(), problem, remedy, cause);
    }

    /** It can go neither on nor back at the step. */
    Stranded stranded(String problem, String remedy, Throwable cause) {
        return new Stranded(new Failure(this, problem, remedy, cause));
    }
}
