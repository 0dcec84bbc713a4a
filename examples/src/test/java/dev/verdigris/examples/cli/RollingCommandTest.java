package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.RefreshPreferences.Treatment;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedGroup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command line of a rolling refresh. */
class RollingCommandTest extends ForwardingScenario {
    private static final String ROLLING =
            FORWARDING + "refresh --strategy rolling --min-healthy-percent 60 --warmup 3m ";

    private final SimulatedGroup blue = cloud.group(beta, Color.BLUE);

    @BeforeEach
    void makeVersions() {
        blue.createTemplateVersion("1", "v1");
        blue.createTemplateVersion("2", "v2");
        blue.setTemplateVersion("1");
    }

    @Test
    void a_dry_run_shows_that_versions_mix_and_changes_nothing() {
        Ran ran = cli.run(ROLLING + "--dry-run --template-version 2").exiting(0);

        assertThat(ran.out())
                .contains(
                        "Refresh beta in place",
                        "start-refresh",
                        "at least 60 % healthy",
                        "a rolling refresh mixes them");
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void it_replaces_the_instances_and_says_so() {
        Ran ran = cli.run(ROLLING + "--yes --template-version 2").exiting(0);

        assertThat(ran.out() + ran.err())
                .contains("% complete", "instances to update")
                .contains("done: the instances of blue, which serves, are new");
        assertThat(blue.instances())
                .filteredOn(instance -> instance.lifecycle() == Lifecycle.IN_SERVICE)
                .hasSize(3)
                .allMatch(instance -> instance.version().equals("v2"));
        assertThat(cli.run(FORWARDING + "history").exiting(0).out()).contains("blue");
        assertThat(status()).containsEntry("activeColor", "blue");
    }

    @Test
    void every_option_comes_to_the_refresh() {
        cli.run(
                        ROLLING
                                + "--yes --template-version 2 --max-healthy-percent 134 --checkpoints 50,100 --checkpoint-delay 2m"
                                + " --bake 3m --skip-matching --standby replace --scale-in-protected IGNORE --refresh-timeout 3h")
                .exiting(0);

        assertThat(blue.instanceRefreshes().get(0).preferences())
                .isEqualTo(RefreshPreferences.defaults()
                        .withMinHealthyPercent(60)
                        .withMaxHealthyPercent(134)
                        .withWarmup(Duration.ofMinutes(3))
                        .withCheckpoints(List.of(50, 100))
                        .withCheckpointDelay(Duration.ofMinutes(2))
                        .withBake(Duration.ofMinutes(3))
                        .withSkipMatching(true)
                        .withStandby(Treatment.REPLACE)
                        .withScaleInProtected(Treatment.IGNORE)
                        .withAutoRollback(true)
                        .withTemplateVersion("2"));
    }

    @Test
    void what_is_refused_exits_with_3_and_names_it() {
        blue.suspend("Launch");

        assertThat(cli.run(ROLLING + "--yes").exiting(3).err()).contains("Launch suspended");
        assertThat(blue.instanceRefreshes()).isEmpty();
    }

    @Test
    void an_option_of_the_other_strategy_is_named_with_it() {
        assertThat(cli.run(ROLLING + "--yes --capacity 5").exiting(2).err())
                .contains("--capacity: expected --strategy blue-green with it, found rolling");
        assertThat(cli.run(FORWARDING + "refresh --yes --min-healthy-percent 75")
                        .exiting(2)
                        .err())
                .contains("--min-healthy-percent: expected --strategy rolling with it, found blue-green");
    }

    @Test
    void what_aws_refuses_exits_as_a_deployment_that_was_rolled_back() {
        assertThat(cli.run(ROLLING + "--yes --template-version 3").exiting(4).out())
                .contains("version '3'");
    }

    @Test
    void mixed_versions_exit_as_a_deployment_that_left_something() {
        cloud.after(Duration.ofSeconds(90), blue::cancelRefresh);

        Ran ran = cli.run(ROLLING + "--yes").exiting(5);

        assertThat(ran.out() + ran.err()).contains("left: ").contains("both versions are mixed");
    }

    @Test
    void credentials_that_may_not_start_it_are_told_what_they_lack() {
        cloud.install(CallFault.denied(Operations.START_REFRESH));

        assertThat(cli.run(ROLLING + "--yes").exiting(4).out()).contains("autoscaling:StartInstanceRefresh");
    }
}
