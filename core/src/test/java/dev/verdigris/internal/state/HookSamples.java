package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;

import dev.verdigris.hook.Hook;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.plan.PlacedHook;
import dev.verdigris.plan.Phase;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import java.time.Duration;
import java.util.Arrays;

/** Deployment states of deployments that call hooks. */
final class HookSamples {

    private HookSamples() {}

    /** A deployment that calls one at each point, with a time of its own. */
    static DeploymentState hooked() {
        Policy policy = Policy.defaults().withDeadlines(Deadlines.defaults().withHook(Duration.ofMinutes(40)));
        Participants hooks = new Participants(Arrays.stream(Hook.Point.values())
                .map(point -> new PlacedHook(point, "note").participant())
                .toList());
        CurrentDeployment deployment = new CurrentDeployment(
                "d-1",
                BETA,
                Deployment.of(BETA).withPolicy(policy),
                hooks,
                Samples.MIDNIGHT,
                Samples.holding(),
                Execution.at(Samples.PREIMAGE, Phase.PREPARE).reaching("hook:before-switch:note"));
        return DeploymentState.BLANK.fenced().with(deployment);
    }
}
