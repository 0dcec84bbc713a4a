package dev.verdigris.examples.cli;

import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.event.ProgressPrinter;
import dev.verdigris.model.Color;
import dev.verdigris.report.Sighting;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints events as lines, and waits as a block that is written over until something happens: a line for each fleet, and one for
 * what is awaited, how long already and how long at most.
 */
final class LiveProgress implements Listener {
    /** The narrowest terminal in use; a longer line would wrap, and then could not be written over. */
    private static final int WIDTH = 79;

    private static final String OVER = "\r\u001B[K";
    private static final String UP = "\u001B[1A";
    private static final String CLEAR_BELOW = "\u001B[J";
    private static final String INDENT = "        ";

    private final PrintStream out;
    private final ProgressPrinter lines;
    /** How many lines of a block stand there, the cursor at the end of the last. */
    private int drawn;

    LiveProgress(PrintStream out) {
        this.out = out;
        this.lines = ProgressPrinter.to(out);
    }

    @Override
    public void on(Event event) {
        String wait = wait(event);
        if (wait != null) {
            draw(block(event, wait));
            return;
        }
        clear();
        lines.on(event);
    }

    private static List<String> block(Event event, String wait) {
        List<String> block = new ArrayList<>();
        Sighting seen = event instanceof Event.OfStep ofStep ? ofStep.seen() : null;
        if (seen != null) {
            for (Color color : Color.values()) {
                block.add(FleetBar.of(color, seen.side(color)));
            }
        }
        block.add("… " + wait);
        return block;
    }

    private void draw(List<String> block) {
        clear();
        StringBuilder text = new StringBuilder();
        for (String line : block) {
            text.append(text.isEmpty() ? "" : "\n").append(OVER).append(fitting(INDENT + line));
        }
        out.print(text);
        out.flush();
        drawn = block.size();
    }

    private void clear() {
        if (drawn > 0) {
            out.print("\r" + UP.repeat(drawn - 1) + CLEAR_BELOW);
            drawn = 0;
        }
    }

    private static String fitting(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }

    private static @Nullable String wait(Event event) {
        if (event instanceof Event.StepWaiting step) {
            return step.waited().toSeconds() + "s of at most "
                    + Durations.text(step.step().deadline()) + "  " + step.sentence();
        }
        if (event instanceof Event.UndoWaiting undo) {
            return undo.waited().toSeconds() + "s  " + undo.sentence();
        }
        return event instanceof Event.LeaseWaiting lease ? lease.sentence() : null;
    }
}
