package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** A fleet that is kept warm for a time from the command line. */
class KeepWarmCommandTest extends CommandScenario {

    private void refreshed() {
        cli.run(ENVIRONMENT + "refresh --yes --keep-warm 2h").exiting(0);
    }

    private void due() {
        cloud.pass(Duration.ofMinutes(126));
    }

    private void blueIsScaledDown() {
        assertThat(cloud.group(beta, Color.BLUE).size()).isEqualTo(new GroupSize(0, 10, 0));
        serves(Color.GREEN);
    }

    @Test
    void it_says_until_when_and_status_does_too() {
        Ran ran = cli.run(ENVIRONMENT + "refresh --yes --keep-warm 2h").exiting(0);
        Map<String, Object> status =
                cli.run(ENVIRONMENT + "status --json").exiting(0).json();

        assertThat(ran.out())
                .containsPattern("beta-blue still runs, with 3 in service and its minimum held at 3, until 2\\S+Z");
        assertThat(status.get("keptWarm"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("color", "blue")
                .containsEntry("needed", 3)
                .containsEntry("ready", 3)
                .hasEntrySatisfying(
                        "until", until -> assertThat(until).asString().endsWith("Z"));
        assertThat(cli.run(ENVIRONMENT + "status").exiting(0).out())
                .containsPattern("kept warm: blue until 2\\S+Z, with 3 of the 3 instances that a rollback needs");
    }

    @Test
    void a_scheduled_reconcile_scales_it_down_once_it_is_due() {
        refreshed();
        assertThat(cli.run(ENVIRONMENT + "reconcile --yes").exiting(0).out()).contains("nothing differs");
        due();

        assertThat(cli.run(ENVIRONMENT + "reconcile --yes").exiting(0).out())
                .containsPattern("beta-blue was kept warm until 2\\S+Z, and that is over")
                .contains("changed: Clean up beta: scale the blue fleet down");
        blueIsScaledDown();
        assertThat(cli.run(ENVIRONMENT + "history --limit 1").exiting(0).out())
                .containsPattern("kept warm until 2\\S+Z, which is over");
    }

    @Test
    void a_cleanup_of_what_is_due_is_refused_before_and_done_after() {
        refreshed();
        assertThat(cli.run(ENVIRONMENT + "cleanup --due --yes").exiting(3).err())
                .contains("expected a fleet of beta to be kept warm past its time, found blue kept warm until");
        due();

        cli.run(ENVIRONMENT + "cleanup --due --yes").exiting(0);
        blueIsScaledDown();
    }

    @Test
    void a_build_that_is_selected_scales_down_what_is_due_and_says_what_it_could_not() {
        cloud.setRelease(beta, "v1");
        refreshed();
        due();
        cloud.group(beta, Color.BLUE).setDesired(4);
        cloud.pass(Duration.ofMinutes(5));

        assertThat(cli.run("--env beta builds set_current v2 --yes --json")
                        .exiting(0)
                        .json()
                        .get("notes"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .singleElement()
                .asString()
                .contains("is not scaled down: expected beta-blue, which is kept warm, no larger than the 3 instances");
        assertThat(cloud.group(beta, Color.BLUE).size().desired()).isEqualTo(4);
    }

    @Test
    void a_rollback_says_how_long_what_it_leaves_is_kept() {
        refreshed();
        due();

        cli.run(ENVIRONMENT + "rollback --yes --keep-warm 10m").exiting(0);
        serves(Color.BLUE);
        assertThat(cli.run(ENVIRONMENT + "status --json").exiting(0).json().get("keptWarm"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("color", "green");
        cloud.pass(Duration.ofMinutes(16));
        cli.run(ENVIRONMENT + "reconcile --yes").exiting(0);
        assertThat(cloud.group(beta, Color.GREEN).size().desired()).isZero();
    }

    @Test
    void a_dry_run_shows_that_it_is_kept() {
        assertThat(cli.run(ENVIRONMENT + "refresh --dry-run --keep-warm 2h")
                        .exiting(0)
                        .out())
                .contains("beta-blue: keep its 3 running for 2h, min held at 3, for a quick rollback");
        assertThat(List.of(cloud.group(beta, Color.GREEN).size().desired())).containsExactly(0);
    }
}
