package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.plan.Request;
import dev.verdigris.plan.Rollback;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Goes back to the other fleet. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Serves from the other fleet again, with the instances it still has.")
final class RollbackCommand extends ChangingVerb {

    @Option(names = "--scale-up", description = "Start instances there if it has too few.")
    private boolean scaleUp;

    @Option(names = "--dry-run", description = "Print the plan and change nothing.")
    private boolean dryRun;

    @Override
    boolean dryRun() {
        return dryRun;
    }

    @Override
    Request request(Environment environment) {
        return new Rollback(environment, scaleUp, options().policy());
    }
}
