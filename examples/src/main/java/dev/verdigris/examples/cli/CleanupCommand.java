package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Request;
import picocli.CommandLine.Command;

/** Scales the idle fleet to zero. */
@Command(
        name = "cleanup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description = "Scales the idle fleet to zero. It is refused while any of its instances still gets traffic.")
final class CleanupCommand extends PlannedCommand {

    CleanupCommand(Main main) {
        super(main);
    }

    @Override
    Request request(Environment environment) {
        return Cleanup.of(environment).withPolicy(options().policy());
    }
}
