package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.port.Releases;
import dev.verdigris.port.Releases.Listed;
import dev.verdigris.report.EndedDeployment;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists the releases that are known. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Lists the releases, the newest first: those that were selected, as Parameter Store remembers them; the"
                        + " versions of the launch template; or, where the place remembers none, those that the history of"
                        + " the environment names. The one that is selected has a '*'.")
final class ReleaseListCommand extends EnvironmentCommand {

    ReleaseListCommand(Main main) {
        super(main);
    }

    @Override
    Work prepare(Environment environment) {
        return session -> {
            Releases releases = session.releases();
            String selected = releases.read(environment).version();
            List<Listed> listed = releases.list(environment);
            if (listed.isEmpty()) {
                listed = remembered(session.blueGreen().history(environment));
            }
            answer(Json.releases(environment.name(), selected, listed), text(environment, selected, listed));
            return ExitCode.DONE;
        };
    }

    private static List<Listed> remembered(List<EndedDeployment> history) {
        return history.stream()
                .map(ReleaseListCommand::remembered)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Listed remembered(EndedDeployment ended) {
        return ended.release() == null
                ? null
                : new Listed(
                        ended.release(),
                        ended.started(),
                        (ended.to() == null ? "selected" : "deployed to " + ended.to()) + " by " + ended.who());
    }

    private static String text(Environment environment, @Nullable String selected, List<Listed> listed) {
        return listed.isEmpty()
                ? environment.name() + ": no release is known"
                : listed.stream()
                        .map(release -> (release.version().equals(selected) ? "* " : "  ") + release.version() + "  "
                                + release.since() + (release.note().isEmpty() ? "" : "  " + release.note()))
                        .collect(Collectors.joining(System.lineSeparator()));
    }
}
