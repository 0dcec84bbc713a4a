package dev.verdigris.event;

import dev.verdigris.internal.text.Words;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A listener that prints a line for each event, headed by the time since the deployment began. A wait that says the
 * same as before is not printed again. One printer serves one deployment at a time.
 */
public final class ProgressPrinter implements Listener {
    private final PrintStream out;
    private @Nullable Instant began;
    private String lastWait = "";

    private ProgressPrinter(PrintStream out) {
        this.out = out;
    }

    /** A printer to a stream, which it does not close. */
    public static ProgressPrinter to(PrintStream out) {
        return new ProgressPrinter(out);
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Started || began == null) {
            began = event.at();
        }
        String wait = wait(event);
        if (wait != null) {
            if (wait.equals(lastWait)) {
                return;
            }
            lastWait = wait;
        }
        String time = Words.duration(Duration.between(began, event.at()));
        out.println(" ".repeat(Math.max(0, 8 - time.length())) + time + "  " + event.sentence());
    }

    /** The wait that an event tells of, however long it still is; null if it tells of none. */
    private static @Nullable String wait(Event event) {
        if (event instanceof Event.LeaseWaiting lease) {
            return lease.inProgress().toString();
        }
        return event instanceof Event.StepWaiting || event instanceof Event.UndoWaiting ? event.sentence() : null;
    }
}
