package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;

import dev.verdigris.model.Color;
import dev.verdigris.plan.Phase;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Rollback;
import java.time.Duration;
import java.util.List;

/** Deployment states of environments that others follow. */
final class FollowerSamples {

    private FollowerSamples() {}

    /** A rollback that tells three followers: one acts on green, one on nobody, and of one nothing is known. */
    static DeploymentState followed() {
        Policy policy = Policy.defaults()
                .withDeadlines(
                        Deadlines.defaults().withFollow(Duration.ofMinutes(2)).withUnused(Duration.ofHours(1)));
        return Samples.with(Rollback.of(BETA).withPolicy(policy), Execution.at(Samples.PREIMAGE, Phase.BAKE))
                .followedBy(List.of("router", "queue", "cache"))
                .confirmed(List.of("router"), Color.GREEN)
                .confirmed(List.of("cache"), null);
    }

    /** A cleanup that asks nobody. */
    static DeploymentState forced() {
        return Samples.with(
                Cleanup.of(BETA).withForce("the router is retired"), Execution.at(Samples.PREIMAGE, Phase.FINALIZE));
    }
}
