package dev.verdigris.examples.cli;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Adoption;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Request;
import dev.verdigris.request.Shift;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adopts an environment that one Auto Scaling group serves. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Adopts an environment that one Auto Scaling group serves today: starts its first color beside that group, has"
                        + " it take over, and empties the group. It creates nothing: both color groups must be there, and"
                        + " empty.")
final class AdoptCommand extends PlannedCommand {

    @Option(
            names = "--from-group",
            paramLabel = "GROUP",
            required = true,
            description = "The Auto Scaling group that serves today.")
    private String fromGroup = "";

    @Option(
            names = "--from-target-group",
            paramLabel = "TG",
            description = "With forwarding: the target group that its instances are in; by default the one that has the"
                    + " environment's name with a capital letter.")
    private @Nullable String fromTargetGroup;

    @Option(
            names = "--keep",
            description =
                    "Keep the group as it is once it gets no more requests, its minimum held at its size, instead of emptying"
                            + " it.")
    private boolean keep;

    @Option(
            names = "--to",
            paramLabel = "blue|green",
            defaultValue = "blue",
            description = "The first color; by default blue.")
    private Color to = Color.BLUE;

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description = "How many instances must serve at least; by default as many as the group has.")
    private @Nullable Integer capacity;

    @Option(
            names = "--shift",
            paramLabel = "all-at-once|LIST",
            defaultValue = "all-at-once",
            converter = ShiftReader.class,
            description = "How requests move, as with 'refresh'.")
    private Shift shift = Shift.allAtOnce();

    @Mixin
    private final GateOptions gates = new GateOptions();

    @Mixin
    private final BakeOptions trial = new BakeOptions();

    @Option(
            names = "--build",
            paramLabel = "VERSION",
            description = "The release that the first color boots, as with 'refresh'.")
    private @Nullable String build;

    AdoptCommand(Main main) {
        super(main);
    }

    @Override
    Request request(Environment environment) {
        Deployment first = Deployment.of(environment)
                .withPolicy(options().policy())
                .withTo(to)
                .withShift(shift);
        Bake bake = trial.bake();
        first = bake == null ? first : first.withBake(bake);
        first = build == null ? first : first.withRelease(build);
        first = capacity == null ? first : first.withCapacity(capacity);
        Adoption adoption = Adoption.of(gates.in(first), fromGroup).withKeep(keep);
        return fromTargetGroup == null ? adoption : adoption.withFromTargetGroup(fromTargetGroup);
    }
}
