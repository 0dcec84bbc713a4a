package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scales the idle fleet to zero. */
@Command(
        name = "cleanup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Scales the idle fleet to zero. It is refused while any of its instances still gets traffic, or a follower"
                        + " uses it.")
final class CleanupCommand extends PlannedCommand {

    @Option(
            names = "--due",
            description =
                    "Scale down only what was kept warm for a time that is over (refresh --keep-warm), to the minimum of the"
                            + " idle fleet; it is refused while nothing is due.")
    private boolean due;

    @Mixin
    private final Force force = new Force();

    CleanupCommand(Main main) {
        super(main);
    }

    @Override
    Request request(Environment environment) {
        Cleanup cleanup =
                Cleanup.of(environment).withDueOnly(due).withPolicy(options().policy());
        String forced = force.reason();
        return forced == null ? cleanup : cleanup.withForce(forced);
    }
}
