package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedInstance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Releases are selected, shown and deployed from the command line. */
class BuildsCommandTest extends CommandScenario {
    private static final String BUILDS = "--env beta builds ";

    @Test
    void a_build_is_selected_shown_and_deployed() {
        cloud.setRelease(beta, "1.2.2");

        assertThat(cli.run(BUILDS + "set_current 1.2.3 --yes").exiting(0).out())
                .contains("Select 1.2.3 for what beta launches")
                .contains("set-release")
                .contains("the parameter /compiler-explorer/beta/release: 1.2.2 → 1.2.3")
                .contains("done: 1.2.3 is selected")
                .contains("1.2.2 serves, and what is launched until then may differ from it")
                .contains("to deploy it:  " + TYPE + "refresh");
        assertThat(cli.run(BUILDS + "current").exiting(0).out())
                .isEqualToIgnoringNewLines("beta: 1.2.3 in the parameter /compiler-explorer/beta/release");
        assertThat(cli.run(ENVIRONMENT + "status --json").exiting(0).json())
                .containsEntry("version", "1.2.2")
                .containsEntry("selectedVersion", "1.2.3");

        cli.run(ENVIRONMENT + "refresh --yes").exiting(0);

        assertThat(cloud.group(beta, Color.GREEN).instances())
                .extracting(SimulatedInstance::version)
                .containsOnly("1.2.3");
        assertThat(cli.run(ENVIRONMENT + "status --json").exiting(0).json())
                .containsEntry("version", "1.2.3")
                .containsEntry("drift", List.of());
        assertThat(cli.run(BUILDS + "set_current 1.2.3 --yes").exiting(0).out())
                .contains("done: 1.2.3 is selected, which serves");
    }

    @Test
    void a_refresh_of_a_build_that_fails_selects_again_what_serves() {
        cloud.setRelease(beta, "1.2.2");
        cloud.group(beta, Color.GREEN).afflict("1.2.3", InstanceFault.neverHealthy());

        cli.run(ENVIRONMENT + "refresh --build 1.2.3 --yes").exiting(4);

        assertThat(cli.run(BUILDS + "current --json").exiting(0).json())
                .isEqualTo(Map.of("environment", "beta", "version", "1.2.2"));
        assertThat(cli.run(ENVIRONMENT + "history").exiting(0).out()).contains("rolled back blue → green with 1.2.3");
    }

    @Test
    void a_dry_run_shows_the_step_and_selects_nothing() {
        cloud.setRelease(beta, "1.2.2");

        assertThat(cli.run(ENVIRONMENT + "refresh --build 1.2.3 --dry-run")
                        .exiting(0)
                        .out())
                .contains("select-release", "select 1.2.3 instead of 1.2.2");
        assertThat(cli.run(BUILDS + "set_current 1.2.3 --dry-run").exiting(0).out())
                .contains("set-release");
        assertThat(cloud.release(beta)).isEqualTo("1.2.2");
    }

    @Test
    void a_selection_is_refused_while_a_deployment_is_in_progress() {
        killed(Operations.REGISTER, "refresh");

        assertThat(cli.run(BUILDS + "set_current 1.2.3 --yes").exiting(3).err())
                .contains("expected nothing in progress on beta", "to resume it:");
        assertThat(cloud.release(beta)).isNull();
    }

    @Test
    void nothing_that_is_selected_is_shown_as_that_and_as_null() {
        assertThat(cli.run(BUILDS + "current").exiting(0).out()).contains("beta: nothing is selected in the parameter");
        assertThat(cli.run(BUILDS + "current --json").exiting(0).json())
                .containsEntry("environment", "beta")
                .containsEntry("version", null);
        assertThat(cli.run(BUILDS + "list").exiting(0).out()).contains("no release is known");
    }

    @Test
    void the_list_marks_what_is_selected() {
        cloud.setRelease(beta, "1.2.2");
        cli.run(BUILDS + "set_current 1.2.3 --yes").exiting(0);

        assertThat(cli.run(BUILDS + "list").exiting(0).out().lines().map(line -> line.substring(0, 7)))
                .containsExactly("* 1.2.3", "  1.2.2");
        assertThat(cli.run(BUILDS + "list --json").exiting(0).json())
                .containsOnlyKeys("environment", "version", "versions")
                .containsEntry("version", "1.2.3");
    }

    @Test
    void what_makes_no_sense_is_refused_before_anything_is_read() {
        assertThat(cli.run(List.of("--env", "beta", "builds", "set_current", "1 2", "--yes"))
                        .exiting(2)
                        .err())
                .contains("release: expected 1 to 128 printable characters of ASCII without blanks, found '1 2'");
        assertThat(cli.run(BUILDS + "set_current --yes").exiting(2).err()).contains("VERSION");
        assertThat(cli.run(BUILDS + "current --release s3:builds").exiting(2).err())
                .contains("expected ssm, s3:BUCKET/KEY or launch-template, found 's3:builds'");
        assertThat(cli.connected()).isZero();
    }

    @Test
    void the_words_to_type_name_the_place_of_releases() {
        assertThat(cli.run(BUILDS + "set_current 1.2.3 --yes --release launch-template")
                        .exiting(0)
                        .out())
                .contains("--release launch-template environment refresh");
    }
}
