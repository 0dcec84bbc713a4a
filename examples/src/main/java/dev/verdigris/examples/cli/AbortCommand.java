package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Recovery;
import picocli.CommandLine.Command;

/** Rolls back an interrupted deployment. */
@Command(
        name = "abort",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Rolls back an interrupted deployment, from any machine, and exits with 0 when everything is as before. It is"
                        + " refused if nothing is in progress, and past the point of no return, where 'rollback' goes"
                        + " back at once.")
final class AbortCommand extends RecoveryCommand {

    AbortCommand(Main main) {
        super(main);
    }

    @Override
    Outcome resolve(BlueGreen blueGreen, Recovery recovery) {
        return blueGreen.abort(recovery);
    }

    /** Rolled back is what was asked for here, so it is a success. */
    @Override
    int exitCode(Outcome outcome) {
        return outcome instanceof Outcome.RolledBack ? ExitCode.DONE : super.exitCode(outcome);
    }
}
