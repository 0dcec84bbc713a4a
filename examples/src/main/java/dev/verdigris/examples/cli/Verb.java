package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.event.Listener;
import dev.verdigris.event.ProgressPrinter;
import dev.verdigris.model.Environment;
import java.io.PrintStream;
import java.util.concurrent.Callable;

/** A command about an environment. What makes no sense is refused before anything is connected. */
abstract class Verb implements Callable<Integer> {
    private final Main main;

    Verb(Main main) {
        this.main = main;
    }

    /** What is left to do once all that was typed has been found to make sense. Returns the exit code. */
    @FunctionalInterface
    interface Work {
        int on(BlueGreen blueGreen);
    }

    /**
     * Makes sense of what was typed.
     *
     * @throws IllegalArgumentException if there is none in it
     */
    abstract Work prepare(Environment environment);

    @Override
    public final Integer call() {
        Work work;
        try {
            work = prepare(options().environment());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        try (Connection connection = main.connect()) {
            return work.on(
                    BlueGreen.builder(connection.cloud()).listener(progress()).build());
        }
    }

    final Options options() {
        return main.options();
    }

    final Terminal terminal() {
        return main.terminal();
    }

    /** Prints the one thing that was asked for. */
    final void answer(String json, String text) {
        terminal().out().println(options().json() ? json : text);
    }

    /** Where all else is printed: beside the JSON, if there is any. */
    final PrintStream prose() {
        return options().json() ? terminal().err() : terminal().out();
    }

    private Listener progress() {
        return terminal().interactive() ? new LiveProgress(prose()) : ProgressPrinter.to(prose());
    }
}
