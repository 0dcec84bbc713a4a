package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.report.EndedDeployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes what is in progress from the deployment state without resolving it. */
@Command(
        name = "unlock",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Removes what is in progress from the deployment state without resolving it, whoever holds it. It is for what can"
                        + " be neither resumed nor aborted. Fleets and traffic stay as they are; 'reconcile' restores the"
                        + " minimums.")
final class UnlockCommand extends ConfirmedCommand {

    @Option(names = "--force", description = "Confirms that no process works on it any more; required.")
    private boolean force;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for the history; required.")
    private String reason = "";

    UnlockCommand(Main main) {
        super(main);
    }

    @Override
    Work prepare(Environment environment) {
        if (!force) {
            throw new IllegalArgumentException(
                    "expected --force, found none: unlock resolves nothing; try resume or abort");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("expected --reason with some text for the history, found none");
        }
        requireSomebodyToAsk();
        return session -> {
            askAboutWhatIsInProgress(environment, session);
            EndedDeployment unlocked = session.blueGreen().unlock(environment, reason);
            answer(
                    Json.unlocked(environment.name(), unlocked),
                    String.format(
                            "unlocked: %s%nbefore the next deployment:  %s",
                            unlocked, options().commandLine("environment reconcile")));
            return ExitCode.DONE;
        };
    }
}
