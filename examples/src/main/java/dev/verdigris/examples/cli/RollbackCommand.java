package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Goes back to the other fleet. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Moves traffic back to the other fleet, with the instances it still has. Ordered while a deployment waits"
                        + " for the rest of its finalization, it takes over from it at once.")
final class RollbackCommand extends ChangingVerb {

    @Option(
            names = "--scale-up",
            description = "Start instances there first if it has too few; they run what its launch template says now.")
    private boolean scaleUp;

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description =
                    "How many instances must serve there before the other color leaves; by default as many as served"
                            + " before. It never follows the fleet that it leaves.")
    private @Nullable Integer capacity;

    RollbackCommand(Main main) {
        super(main);
    }

    @Override
    Request request(Environment environment) {
        return new Rollback(environment, scaleUp, capacity, options().policy());
    }
}
