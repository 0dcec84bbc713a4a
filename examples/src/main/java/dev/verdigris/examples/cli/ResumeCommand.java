package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Recovery;
import picocli.CommandLine.Command;

/** Resumes an interrupted deployment. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Resumes an interrupted deployment, forward or back as it was going, from any machine. It is refused"
                        + " if nothing is in progress.")
final class ResumeCommand extends RecoveryCommand {

    ResumeCommand(Main main) {
        super(main);
    }

    @Override
    Outcome resolve(BlueGreen blueGreen, Recovery recovery) {
        return blueGreen.resume(recovery);
    }
}
