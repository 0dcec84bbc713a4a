package dev.verdigris.examples.cli;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Environment;
import dev.verdigris.page.TimelinePage;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.Moment;
import dev.verdigris.report.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what happened in one deployment. */
@Command(
        name = "timeline",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description = {
            "Shows what happened in a deployment: in lines, with --json as one object, or with --html as a page.",
            "What --record has kept is shown whole. Of any other, what the deployment state and AWS still know is, and what is"
                    + " not known is said."
        })
final class TimelineCommand extends EnvironmentCommand {

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description =
                    "The deployment, as 'history' names it; by default what is in progress, else the last that ended.")
    private @Nullable String id;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write one HTML page that needs no network; what stood in the file is replaced.")
    private @Nullable Path html;

    TimelineCommand(Main main) {
        super(main);
    }

    @Override
    Work prepare(Environment environment) {
        if (id != null && !id.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("ID: expected one that 'history' names, found '" + id + "'");
        }
        return session -> {
            Timeline timeline = timeline(environment, session);
            if (html != null) {
                write(html, TimelinePage.html(timeline));
            }
            answer(timeline.toJson(), html == null ? lines(timeline) : html + ": the page of " + timeline.deployment());
            return ExitCode.DONE;
        };
    }

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new RefusedException("--html: expected a file that can be written, found " + e, "name another one");
        }
    }

    private Timeline timeline(Environment environment, Session session) {
        DeploymentInProgress inProgress = session.blueGreen().inProgress(environment);
        List<EndedDeployment> history = session.blueGreen().history(environment);
        String wanted = wanted(environment, inProgress, history);
        Recordings recordings = options().recordings();
        Timeline recorded = recordings == null ? null : recordings.find(environment.name(), wanted);
        if (recorded != null) {
            return recorded;
        }
        PastTimeline past = new PastTimeline(session.cloud(), environment, recordings);
        if (inProgress != null && inProgress.id().equals(wanted)) {
            return past.of(inProgress);
        }
        return history.stream()
                .filter(ended -> ended.id().equals(wanted))
                .findFirst()
                .map(past::of)
                .orElseThrow(() -> new RefusedException(
                        "expected a deployment '" + wanted + "' of " + environment.name()
                                + " in a recording or in the history, found none",
                        "'history' names those that the deployment state still has; --record FOLDER names where others were"
                                + " recorded"));
    }

    private String wanted(
            Environment environment, @Nullable DeploymentInProgress inProgress, List<EndedDeployment> history) {
        if (id != null) {
            return id;
        }
        if (inProgress != null) {
            return inProgress.id();
        }
        return history.stream()
                .findFirst()
                .map(EndedDeployment::id)
                .orElseThrow(() -> new RefusedException(
                        "expected a deployment of " + environment.name()
                                + ", found none in progress and none that has ended",
                        "name one with its ID, and with --record where it was recorded"));
    }

    private static String lines(Timeline timeline) {
        String moments = timeline.moments().stream()
                .filter(moment -> !moment.kind().waits() && moment.kind() != Moment.Kind.PLANNED)
                .map(TimelineCommand::line)
                .collect(Collectors.joining(System.lineSeparator()));
        return timeline.unknown().stream()
                .map(what -> System.lineSeparator() + "not known: " + what)
                .collect(Collectors.joining("", moments, ""));
    }

    private static String line(Moment moment) {
        String step = moment.step() == null ? "" : moment.step() + ": ";
        return moment.at().truncatedTo(ChronoUnit.SECONDS) + "  " + step + moment.text();
    }
}
