package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** A command about an environment: it has the options, the terminal and, while it runs, a connection. */
abstract class EnvironmentVerb implements Callable<Integer> {
    @ParentCommand
    private EnvironmentCommand parent = new EnvironmentCommand();

    @Override
    public final Integer call() {
        Environment environment = options().environment();
        check();
        try (Connection connection = parent.main().connect()) {
            return run(
                    environment,
                    BlueGreen.builder(connection.cloud()).listener(progress()).build());
        }
    }

    /** Refuses what makes no sense, before anything is connected. */
    void check() {}

    abstract int run(Environment environment, BlueGreen blueGreen);

    final Options options() {
        return parent.main().options();
    }

    final Terminal terminal() {
        return parent.main().terminal();
    }

    /** Where a person reads: beside the JSON, if there is any. */
    final java.io.PrintStream prose() {
        return options().json() ? terminal().err() : terminal().out();
    }

    private dev.verdigris.event.Listener progress() {
        return terminal().interactive()
                ? new LiveProgress(prose())
                : dev.verdigris.event.ProgressPrinter.to(prose());
    }
}
