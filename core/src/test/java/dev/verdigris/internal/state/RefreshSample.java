package dev.verdigris.internal.state;

import dev.verdigris.internal.plan.Preimage;
import dev.verdigris.internal.plan.RefreshBase;
import dev.verdigris.model.Environment;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.plan.Phase;
import dev.verdigris.request.RollingRefresh;
import java.time.Duration;
import java.util.List;

/** The deployment state of a rolling refresh. */
final class RefreshSample {

    private RefreshSample() {}

    /** The fleet that serves is refreshed in place, with everything said that can be. */
    static DeploymentState refreshing() {
        Preimage preimage = new Preimage(
                Samples.PREIMAGE.blue(),
                Samples.PREIMAGE.green(),
                false,
                0,
                Samples.PREIMAGE.colors(),
                Samples.PREIMAGE.route(),
                new Preimage.Known(
                        null, null, new RefreshBase("08b91cf7-8fa6-48af-b6a6-d227f40f1b9b", true), List.of()),
                Preimage.INSTANCE);
        RefreshPreferences preferences = RefreshPreferences.defaults()
                .withMinHealthyPercent(75)
                .withMaxHealthyPercent(120)
                .withWarmup(Duration.ofMinutes(2))
                .withCheckpoints(List.of(20, 100))
                .withCheckpointDelay(Duration.ofMinutes(10))
                .withBake(Duration.ofMinutes(15))
                .withSkipMatching(true)
                .withStandby(RefreshPreferences.Treatment.REPLACE)
                .withScaleInProtected(RefreshPreferences.Treatment.IGNORE)
                .withTemplateVersion("7");
        return Samples.with(
                RollingRefresh.of(Environment.of("beta"))
                        .withPreferences(preferences)
                        .withDeadline(Duration.ofHours(3)),
                Execution.at(preimage, Phase.SHIFT).reaching("await-refresh"));
    }
}
