package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Recovery;
import picocli.CommandLine.Command;

/** Takes back what is open. */
@Command(
        name = "abort",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Takes back what was left open, from any machine; exits with 0 when everything is as before. Refused"
                        + " if nothing is open, and past the point of no return: 'rollback' then goes back at once.")
final class AbortCommand extends RecoveringVerb {

    AbortCommand(Main main) {
        super(main);
    }

    @Override
    Outcome settle(BlueGreen blueGreen, Recovery recovery) {
        return blueGreen.abort(recovery);
    }

    /** It was to be taken back, and has been. */
    @Override
    int exitCode(Outcome outcome) {
        return outcome instanceof Outcome.RolledBack ? ExitCode.DONE : super.exitCode(outcome);
    }
}
