package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scales the idle fleet to zero. */
@Command(
        name = "cleanup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description = "Scales the idle fleet to zero. It is refused while any of its instances still gets traffic.")
final class CleanupCommand extends PlannedCommand {

    @Option(
            names = "--due",
            description =
                    "Scale down only what was kept warm for a time that is over (refresh --keep-warm), to the minimum of the"
                            + " idle fleet; it is refused while nothing is due.")
    private boolean due;

    CleanupCommand(Main main) {
        super(main);
    }

    @Override
    Request request(Environment environment) {
        return Cleanup.of(environment).withDueOnly(due).withPolicy(options().policy());
    }
}
