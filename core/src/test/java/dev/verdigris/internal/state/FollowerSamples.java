package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;

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

    /** A rollback that tells two followers, each with a time of its own. */
    static DeploymentState followed() {
        Policy policy = Policy.defaults()
                .withDeadlines(
                        Deadlines.defaults().withFollow(Duration.ofMinutes(2)).withUnused(Duration.ofHours(1)));
        return Samples.with(Rollback.of(BETA).withPolicy(policy), Execution.at(Samples.PREIMAGE, Phase.BAKE))
                .following(List.of("router", "queue"));
    }

    /** A cleanup that asks nobody. */
    static DeploymentState forced() {
        return Samples.with(
                Cleanup.of(BETA).withForce("the router is retired"), Execution.at(Samples.PREIMAGE, Phase.FINALIZE));
    }
}
