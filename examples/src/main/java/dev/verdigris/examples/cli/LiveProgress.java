package dev.verdigris.examples.cli;

import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.event.ProgressPrinter;
import java.io.PrintStream;

/** Prints events as lines, and waits as one line that is written over until something happens. */
final class LiveProgress implements Listener {
    private static final int WIDTH = 100;

    private final PrintStream out;
    private final ProgressPrinter lines;
    private boolean waiting;

    LiveProgress(PrintStream out) {
        this.out = out;
        this.lines = ProgressPrinter.to(out);
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.StepWaiting wait) {
            String line = "          … " + wait.sentence() + " (" + wait.waited().toSeconds() + "s)";
            out.print("\r" + fit(line));
            out.flush();
            waiting = true;
            return;
        }
        if (waiting) {
            out.print("\r" + fit("") + "\r");
            waiting = false;
        }
        lines.on(event);
    }

    private static String fit(String line) {
        return line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line + " ".repeat(WIDTH - line.length());
    }
}
