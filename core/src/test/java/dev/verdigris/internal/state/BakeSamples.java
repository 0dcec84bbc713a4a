package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;

import dev.verdigris.plan.Phase;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Shift;
import java.time.Duration;

/** Deployment states of a new fleet that serves for a time before anything else becomes of it. */
final class BakeSamples {

    private BakeSamples() {}

    /** A deployment in stages, in the second of them. */
    static DeploymentState baking() {
        Shift shift = Shift.of(
                new Shift.Stage(10, Duration.ofMinutes(5)),
                new Shift.Stage(50, Duration.ofSeconds(90)),
                new Shift.Stage(75, Duration.ZERO),
                new Shift.Stage(100, Duration.ZERO));
        Execution begun =
                Execution.at(Samples.PREIMAGE, Phase.SHIFT).reaching("bake:50", Samples.MIDNIGHT.plusSeconds(600));
        return Samples.with(Deployment.of(BETA).withShift(shift), begun);
    }

    /** All requests have moved. */
    static DeploymentState onTrial() {
        Execution begun =
                Execution.at(Samples.PREIMAGE, Phase.BAKE).reaching("bake", Samples.MIDNIGHT.plusSeconds(600));
        return Samples.with(Deployment.of(BETA).withBake(Bake.of(Duration.ofMinutes(10))), begun);
    }
}
