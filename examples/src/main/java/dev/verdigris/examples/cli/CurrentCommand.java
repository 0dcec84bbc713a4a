package dev.verdigris.examples.cli;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Releases;
import dev.verdigris.report.Finding;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows the release that is selected. */
@Command(
        name = "current",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description = "Shows the release that instances boot with which are launched now. What serves is in"
                + " 'environment status'.")
final class CurrentCommand extends EnvironmentCommand {

    CurrentCommand(Main main) {
        super(main);
    }

    @Override
    Work prepare(Environment environment) {
        return session -> {
            Releases.Pointer pointer = session.releases().read(environment);
            Finding obstacle = pointer.obstacle();
            if (obstacle != null) {
                throw new RefusedException(List.of(obstacle));
            }
            answer(
                    Json.release(environment.name(), pointer.version()),
                    environment.name() + ": "
                            + (pointer.version() == null ? "nothing is selected" : pointer.version()) + " in "
                            + pointer.place());
            return ExitCode.DONE;
        };
    }
}
