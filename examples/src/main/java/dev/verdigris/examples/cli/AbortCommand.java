package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Recovery;
import picocli.CommandLine.Command;

/** Rolls back what is in progress. */
@Command(
        name = "abort",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Rolls back an interrupted deployment, from any machine; exits with 0 when everything is as before. Refused"
                        + " if nothing is in progress, and past the point of no return: 'rollback' then goes back at once.")
final class AbortCommand extends RecoveringVerb {

    AbortCommand(Main main) {
        super(main);
    }

    @Override
    Outcome resolve(BlueGreen blueGreen, Recovery recovery) {
        return blueGreen.abort(recovery);
    }

    /** It was to be rolled back, and has been. */
    @Override
    int exitCode(Outcome outcome) {
        return outcome instanceof Outcome.RolledBack ? ExitCode.DONE : super.exitCode(outcome);
    }
}
