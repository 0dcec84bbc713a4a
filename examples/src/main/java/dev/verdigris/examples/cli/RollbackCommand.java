package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves traffic back to the other fleet. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Moves traffic back to the other fleet, with the instances it still has. Where a deployment is being finalized,"
                        + " it takes over from that at once.")
final class RollbackCommand extends PlannedCommand {

    @Option(
            names = "--scale-up",
            description = "Start instances there first if it has too few; they run what the launch template says now.")
    private boolean scaleUp;

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description =
                    "How many instances must serve there before the other color leaves; by default as many as served"
                            + " before. It never follows the fleet that it leaves.")
    private @Nullable Integer capacity;

    @Mixin
    private final KeepWarmOption left = new KeepWarmOption();

    RollbackCommand(Main main) {
        super(main);
    }

    @Mixin
    private final Force force = new Force();

    @Override
    Request request(Environment environment) {
        Rollback rollback = Rollback.of(environment)
                .withScaleUp(scaleUp)
                .withPolicy(options().policy())
                .withKeepWarm(left.keepWarm());
        String forced = force.reason();
        Rollback anyway = forced == null ? rollback : rollback.withForce(forced);
        return capacity == null ? anyway : anyway.withCapacity(capacity);
    }
}
