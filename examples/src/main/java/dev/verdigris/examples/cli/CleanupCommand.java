package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.plan.Cleanup;
import dev.verdigris.plan.Request;
import picocli.CommandLine.Command;

/** Lets the idle fleet go. */
@Command(name = "cleanup", mixinStandardHelpOptions = true, description = "Scales the idle fleet to zero.")
final class CleanupCommand extends ChangingVerb {

    @Override
    Request request(Environment environment) {
        return new Cleanup(environment, options().policy());
    }
}
