package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.report.EndedDeployment;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the deployments that have ended. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Shows the deployments, and whatever else has a plan, that have ended, newest first; the deployment state keeps ten.")
final class HistoryCommand extends EnvironmentCommand {

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many to show at most; by default all that are in the deployment state.")
    private @Nullable Integer limit;

    HistoryCommand(Main main) {
        super(main);
    }

    @Override
    Work prepare(Environment environment) {
        if (limit != null && limit < 1) {
            throw new IllegalArgumentException("--limit: expected 1 or more, found " + limit);
        }
        int most = limit == null ? Integer.MAX_VALUE : limit;
        return session -> {
            List<EndedDeployment> history = session.blueGreen().history(environment).stream()
                    .limit(most)
                    .toList();
            String text = history.isEmpty()
                    ? environment.name() + ": nothing that has ended is in the deployment state"
                    : history.stream()
                            .map(EndedDeployment::toString)
                            .collect(Collectors.joining(System.lineSeparator()));
            answer(Json.history(environment.name(), history), text);
            return ExitCode.DONE;
        };
    }
}
