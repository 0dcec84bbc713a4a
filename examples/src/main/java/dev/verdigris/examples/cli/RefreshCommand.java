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
        description = "Serves from new instances, started in the idle fleet.")
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

    @Option(
            names = "--strategy",
            defaultValue = "blue-green",
            description = "How to deploy: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Strategy strategy = Strategy.BLUE_GREEN;

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description = "How many instances at least; by default as many as the live fleet has.")
    private @Nullable Integer capacity;

    @Option(
            names = "--keep-warm",
            defaultValue = "forever",
            description = "What becomes of the old fleet: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private KeepWarm keepWarm = KeepWarm.FOREVER;

    @Option(names = "--dry-run", description = "Print the plan and change nothing.")
    private boolean dryRun;

    @Override
    boolean dryRun() {
        return dryRun;
    }

    @Override
    Request request(Environment environment) {
        Deployment deployment =
                Deployment.of(environment).withPolicy(options().policy()).keepWarm(keepWarm);
        return capacity == null ? deployment : deployment.withCapacity(capacity);
    }
}
