package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;

import dev.verdigris.plan.Phase;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import java.time.Duration;
import java.util.List;

/** Deployment states of what waits at a gate. */
final class GateSamples {

    private GateSamples() {}

    /** The first gate was promoted, the second waits; so it was with the deployment before. */
    static DeploymentState waiting() {
        Deployment deployment = Deployment.of(BETA)
                .withGate(Gate.beforeSwitch().promotedAfter(Duration.ofMinutes(90)))
                .withGate(Gate.afterBake().abortedAfter(Duration.ofHours(4)));
        Promoted promoted = new Promoted("before-switch", "bob", Samples.MIDNIGHT.plusSeconds(60), "looks good");
        Execution begun = Execution.at(Samples.PREIMAGE, Phase.PREPARE)
                .promoting(promoted)
                .entering(Phase.BAKE)
                .reaching("gate:after-bake", Samples.MIDNIGHT.plusSeconds(600));
        return Samples.with(deployment, begun).remembering(ended(promoted));
    }

    private static EndedDeployment ended(Promoted promoted) {
        return new Ended(
                        "d-0",
                        "deploy",
                        EndedDeployment.Ending.SUCCEEDED,
                        null,
                        null,
                        "ann",
                        Samples.MIDNIGHT,
                        Duration.ofMinutes(12),
                        null)
                .promoting(List.of(promoted, new Promoted("after-bake", "carol", Samples.MIDNIGHT, null)));
    }
}
