package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.model.Environment;
import picocli.CommandLine.Command;

/** How an environment stands. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows how the environment stands.")
final class StatusCommand extends EnvironmentVerb {

    @Override
    int run(Environment environment, BlueGreen blueGreen) {
        Status status = blueGreen.status(environment);
        terminal().out().println(options().json() ? Json.status(status) : status.toString());
        return ExitCode.DONE;
    }
}
