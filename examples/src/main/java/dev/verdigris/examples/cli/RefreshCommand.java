package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.plan.Deployment;
import dev.verdigris.plan.Request;
import dev.verdigris.policy.KeepWarm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deploys. */
@Command(
        name = "refresh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description = "Deploys: starts new instances in the idle fleet and moves traffic to them.")
final class RefreshCommand extends ChangingVerb {
    private static final String BLUE_GREEN = "blue-green";

    // All there is yet; who names it today will not be surprised when there are more.
    @Option(
            names = "--strategy",
            paramLabel = "blue-green",
            defaultValue = BLUE_GREEN,
            description = "How to deploy; by default blue-green.")
    private String strategy = BLUE_GREEN;

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description = "How many instances at least; by default as many as the live fleet has.")
    private @Nullable Integer capacity;

    @Option(
            names = "--keep-warm",
            paramLabel = "none|forever",
            defaultValue = "forever",
            description = "What becomes of the old fleet: 'forever' (the default) keeps it running, for a rollback in "
                    + "seconds; 'none' scales it down once it has drained.")
    private KeepWarm keepWarm = KeepWarm.FOREVER;

    RefreshCommand(Main main) {
        super(main);
    }

    @Override
    Request request(Environment environment) {
        if (!strategy.equals(BLUE_GREEN)) {
            throw new IllegalArgumentException("--strategy: expected " + BLUE_GREEN + ", found '" + strategy + "'");
        }
        Deployment deployment =
                Deployment.of(environment).withPolicy(options().policy()).keepWarm(keepWarm);
        return capacity == null ? deployment : deployment.withCapacity(capacity);
    }
}
