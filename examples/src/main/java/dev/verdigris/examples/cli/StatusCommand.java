package dev.verdigris.examples.cli;

import dev.verdigris.Status;
import dev.verdigris.model.Environment;
import picocli.CommandLine.Command;

/** How an environment stands. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description = "Shows how the environment stands: both fleets, their targets, and what is not as it should be.")
final class StatusCommand extends Verb {

    StatusCommand(Main main) {
        super(main);
    }

    @Override
    Work prepare(Environment environment) {
        return blueGreen -> {
            Status status = blueGreen.status(environment);
            answer(Json.status(status), status.toString());
            return ExitCode.DONE;
        };
    }
}
