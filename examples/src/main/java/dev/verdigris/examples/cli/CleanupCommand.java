package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.plan.Cleanup;
import dev.verdigris.plan.Request;
import picocli.CommandLine.Command;

/** Lets the idle fleet go. */
@Command(
        name = "cleanup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description = "Scales the idle fleet to zero; refused while any of its instances still gets traffic.")
final class CleanupCommand extends ChangingVerb {

    CleanupCommand(Main main) {
        super(main);
    }

    @Override
    Request request(Environment environment) {
        return new Cleanup(environment, options().policy());
    }
}
