package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;

import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.plan.Phase;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Shift;
import java.time.Duration;
import java.util.List;

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

    /** Two alarms are watched, one of which was red already, and data is waited for. */
    static DeploymentState watched() {
        Preimage preimage = new Preimage(
                Samples.PREIMAGE.blue(),
                Samples.PREIMAGE.green(),
                false,
                0,
                Samples.PREIMAGE.colors(),
                Samples.PREIMAGE.route(),
                new Preimage.Known(null, null, null, List.of("beta errors", "errors-green")),
                Preimage.INSTANCE);
        Bake bake = Bake.of(Duration.ofMinutes(10))
                .withAlarms("{environment} errors", "errors-{color}")
                .withNoData(Bake.NoData.WAIT)
                .withRedBefore(Bake.RedBefore.fix("hotfix of the leak"));
        return Samples.with(Deployment.of(BETA).withBake(bake), Execution.at(preimage, Phase.SHIFT));
    }

    /** All requests have moved, and what was red before is not watched. */
    static DeploymentState ignoring() {
        Bake bake = Bake.of(Duration.ofMinutes(10))
                .withAlarms("errors")
                .withNoData(Bake.NoData.RED)
                .withRedBefore(Bake.RedBefore.ignore());
        return Samples.with(Deployment.of(BETA).withBake(bake), Execution.at(Samples.PREIMAGE, Phase.BAKE));
    }

    /** All requests have moved. */
    static DeploymentState onTrial() {
        Execution begun =
                Execution.at(Samples.PREIMAGE, Phase.BAKE).reaching("bake", Samples.MIDNIGHT.plusSeconds(600));
        return Samples.with(Deployment.of(BETA).withBake(Bake.of(Duration.ofMinutes(10))), begun);
    }
}
