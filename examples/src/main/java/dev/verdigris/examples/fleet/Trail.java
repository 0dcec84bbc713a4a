package dev.verdigris.examples.fleet;

import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.port.TimeSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps when each step of a switch began. */
final class Trail implements Listener {
    private final TimeSource time = TimeSource.system();
    private final List<Switch.Moment> steps = new CopyOnWriteArrayList<>();

    @Override
    public void on(Event event) {
        if (event instanceof Event.StepStarted step) {
            note(step.step().id());
        } else if (event instanceof Event.UndoStarted undo) {
            note("undo of " + undo.step().id());
        }
    }

    void note(String step) {
        steps.add(new Switch.Moment(time.nanoTime(), step));
    }

    /** When the first step began; where there was none, now. */
    long began() {
        return steps.isEmpty() ? time.nanoTime() : steps.get(0).at();
    }

    List<Switch.Moment> steps() {
        return List.copyOf(steps);
    }
}
