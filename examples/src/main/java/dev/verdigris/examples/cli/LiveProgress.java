package dev.verdigris.examples.cli;

import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.event.ProgressPrinter;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Prints events as lines, and waits as one line that is written over until something happens. */
final class LiveProgress implements Listener {
    /** The narrowest terminal in use; a longer line would wrap, and then could not be written over. */
    private static final int WIDTH = 79;

    private static final String OVER = "\r\u001B[K";

    private final PrintStream out;
    private final ProgressPrinter lines;
    private boolean waiting;

    LiveProgress(PrintStream out) {
        this.out = out;
        this.lines = ProgressPrinter.to(out);
    }

    @Override
    public void on(Event event) {
        String wait = wait(event);
        if (wait != null) {
            out.print(OVER + fitting("        … " + wait));
            out.flush();
            waiting = true;
            return;
        }
        if (waiting) {
            out.print(OVER);
            waiting = false;
        }
        lines.on(event);
    }

    private static String fitting(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }

    private static @Nullable String wait(Event event) {
        if (event instanceof Event.StepWaiting step) {
            return step.waited().toSeconds() + "s  " + step.sentence();
        }
        if (event instanceof Event.UndoWaiting undo) {
            return undo.waited().toSeconds() + "s  " + undo.sentence();
        }
        return event instanceof Event.LeaseWaiting lease ? lease.sentence() : null;
    }
}
