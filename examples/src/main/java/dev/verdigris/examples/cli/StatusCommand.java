package dev.verdigris.examples.cli;

import dev.verdigris.Status;
import dev.verdigris.model.Environment;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Shows how an environment stands. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Shows both fleets, their targets, the color that traffic reaches, the recorded one, what is in progress, what"
                        + " ended last, and what is not as it should be.")
final class StatusCommand extends EnvironmentCommand {

    StatusCommand(Main main) {
        super(main);
    }

    @Override
    Work prepare(Environment environment) {
        return session -> {
            Status status = session.blueGreen().status(environment);
            session.publish(status);
            answer(Json.status(status), text(status, session));
            return ExitCode.DONE;
        };
    }

    private static String text(Status status, Session session) {
        return status.deployment() == null
                ? status.toString()
                : session.resolving(status.deployment()).stream()
                        .map(line -> String.format("%n  %s", line))
                        .collect(Collectors.joining("", status.toString(), ""));
    }
}
