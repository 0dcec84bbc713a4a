package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Recovery;
import picocli.CommandLine.Command;

/** Carries on with what is open. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Carries on with what was left open, forward or back as it was going, from any machine. Refused if"
                        + " nothing is open.")
final class ResumeCommand extends RecoveringVerb {

    ResumeCommand(Main main) {
        super(main);
    }

    @Override
    Outcome settle(BlueGreen blueGreen, Recovery recovery) {
        return blueGreen.resume(recovery);
    }
}
