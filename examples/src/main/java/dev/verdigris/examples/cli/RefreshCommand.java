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
        description = "Deploys: starts new instances in the idle fleet and moves traffic to them.%n")
final class RefreshCommand extends ChangingVerb {

    /** How to deploy. */
    enum Strategy {
        /** Beside the old fleet, then instead of it. */
        BLUE_GREEN;

        @Override
        public String toString() {
            return "blue-green";
        }
    }

    // Blue-green is all there is; the option is there so that those who name it today go on working.
    @Option(
            names = "--strategy",
            paramLabel = "blue-green",
            defaultValue = "blue-green",
            description = "How to deploy; by default blue-green.")
    @SuppressWarnings("UnusedVariable")
    private Strategy strategy = Strategy.BLUE_GREEN;

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
        Deployment deployment =
                Deployment.of(environment).withPolicy(options().policy()).keepWarm(keepWarm);
        return capacity == null ? deployment : deployment.withCapacity(capacity);
    }
}
