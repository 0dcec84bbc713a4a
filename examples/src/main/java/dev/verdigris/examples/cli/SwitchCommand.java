package dev.verdigris.examples.cli;

import dev.verdigris.Status;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves traffic to the fleet of a color that is named, as that is. */
@Command(
        name = "switch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Moves traffic to the fleet of that color, with the instances it has; where it has traffic already, nothing"
                        + " is changed. Where a deployment is being finalized, it takes over from that at once.")
final class SwitchCommand extends PlannedCommand {

    @Parameters(paramLabel = "COLOR", description = "blue or green: the color that is to serve.")
    private Color color = Color.BLUE;

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

    SwitchCommand(Main main) {
        super(main);
    }

    @Override
    Request request(Environment environment) {
        Rollback rollback = Rollback.of(environment)
                .withTo(color)
                .withScaleUp(scaleUp)
                .withPolicy(options().policy())
                .withKeepWarm(left.keepWarm());
        return capacity == null ? rollback : rollback.withCapacity(capacity);
    }

    @Override
    Work prepare(Environment environment) {
        Work switching = super.prepare(environment);
        return session -> {
            if (!serves(session.blueGreen().status(environment))) {
                return switching.in(session);
            }
            answer(
                    Json.nothingToDo(environment.name(), color),
                    environment.name() + ": traffic reaches " + color + " already; nothing is changed");
            return ExitCode.DONE;
        };
    }

    private boolean serves(Status status) {
        return status.deployment() == null && status.activeColor() == color && status.recordedColor() == color;
    }
}
