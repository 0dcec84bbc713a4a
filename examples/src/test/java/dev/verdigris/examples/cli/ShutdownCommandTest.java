package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.Operations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An environment that is shut down, started and switched from the command line. */
class ShutdownCommandTest extends CommandScenario {

    private void isShutDown() {
        for (Color color : Color.values()) {
            assertThat(cloud.group(beta, color).size()).isEqualTo(new GroupSize(0, 10, 0));
        }
        assertThat(cli.run(ENVIRONMENT + "status --json").exiting(0).json())
                .containsEntry("shutDown", true)
                .containsEntry("activeColor", null)
                .containsEntry("recordedColor", "blue");
    }

    @Test
    void it_names_what_it_ends_and_asks() {
        Ran ran = cli.typing(List.of("no"), ENVIRONMENT + "shutdown").exiting(3);

        assertThat(ran.out())
                .contains("Shut down beta: take blue out of service, and scale both fleets to zero")
                .contains("This ends 3 in service of beta-blue, which serve. Nobody serves beta then. Continue? [y/N]");
        asBefore();
    }

    @Test
    void without_a_terminal_it_wants_a_yes() {
        assertThat(cli.run(ENVIRONMENT + "shutdown").exiting(2).err()).contains("expected --yes");
        asBefore();
    }

    @Test
    void it_is_done_once_somebody_says_so_and_says_how_to_bring_it_back() {
        assertThat(cli.typing(List.of("y"), ENVIRONMENT + "shutdown")
                        .exiting(0)
                        .out()
                        .lines()
                        .toList())
                .endsWith("done: nobody serves beta", "  to bring it back:  " + TYPE + "start");

        isShutDown();
    }

    @Test
    void its_json_is_that_of_an_outcome() {
        assertThat(cli.run(ENVIRONMENT + "shutdown --yes --json").exiting(0).json())
                .containsOnlyKeys(OUTCOME)
                .containsEntry("outcome", "SUCCEEDED")
                .containsEntry("from", "blue")
                .containsEntry("to", null);
    }

    @Test
    void a_dry_run_says_what_users_will_see_and_changes_nothing() {
        assertThat(cli.run(ENVIRONMENT + "shutdown --dry-run").exiting(0).out())
                .contains("answers every request with 503");
        asBefore();
    }

    @Test
    void doing_it_again_is_refused() {
        cli.run(ENVIRONMENT + "shutdown --yes").exiting(0);

        assertThat(cli.run(ENVIRONMENT + "shutdown --yes").exiting(3).err()).contains("it was shut down already");
    }

    @Test
    void a_start_brings_back_what_served() {
        cli.run(ENVIRONMENT + "shutdown --yes").exiting(0);
        cli.run(ENVIRONMENT + "start --yes").exiting(0);

        asBefore();
    }

    @Test
    void a_start_has_a_capacity_if_that_is_asked_for() {
        cli.run(ENVIRONMENT + "shutdown --yes").exiting(0);
        cli.run(ENVIRONMENT + "start --yes --capacity 5").exiting(0);

        serves(Color.BLUE);
        assertThat(cloud.group(beta, Color.BLUE).inService()).isEqualTo(5);
    }

    @Test
    void a_start_is_refused_while_somebody_serves() {
        assertThat(cli.run(ENVIRONMENT + "start --yes").exiting(3).err())
                .contains("expected nobody to serve, found that traffic reaches blue");
        asBefore();
    }

    @Test
    void a_shutdown_that_was_killed_is_aborted() {
        killed(Operations.DEREGISTER, "shutdown");

        cli.run(ENVIRONMENT + "abort --yes --take-over").exiting(0);
        asBefore();
    }

    @Test
    void a_shutdown_that_was_killed_is_resumed() {
        killed(Operations.UPDATE_GROUP, "shutdown");

        cli.run(ENVIRONMENT + "resume --yes --take-over").exiting(0);
        isShutDown();
    }

    @Test
    void reconcile_and_validate_leave_it_shut_down() {
        cli.run(ENVIRONMENT + "shutdown --yes").exiting(0);

        cli.run(ENVIRONMENT + "reconcile --yes").exiting(0);
        assertThat(cli.run(ENVIRONMENT + "validate").exiting(0).out())
                .contains("warning: beta was shut down, so that nobody serves; start brings back 3 of blue");
        isShutDown();
    }

    @Test
    void switching_to_the_color_that_serves_changes_nothing() {
        int changes = cloud.changes();

        assertThat(cli.run(ENVIRONMENT + "switch blue --yes").exiting(0).out())
                .isEqualTo("beta: traffic reaches blue already; nothing is changed\n");
        assertThat(cli.run(ENVIRONMENT + "switch BLUE --yes --json").exiting(0).json())
                .containsOnlyKeys(OUTCOME)
                .containsEntry("outcome", "SUCCEEDED")
                .containsEntry("to", "blue");
        assertThat(cloud.changes()).isEqualTo(changes);
    }

    @Test
    void switching_to_the_other_color_goes_there_and_back() {
        cli.run(ENVIRONMENT + "refresh --yes").exiting(0);
        cli.run(ENVIRONMENT + "switch blue --yes").exiting(0);
        serves(Color.BLUE);
        cli.run("--yes environment switch --env beta green").exiting(0);
        serves(Color.GREEN);
    }

    @Test
    void switching_to_an_empty_fleet_is_refused_unless_it_may_be_scaled_up() {
        assertThat(cli.run(ENVIRONMENT + "switch green --yes").exiting(3).err()).contains("--scale-up");
        asBefore();

        cli.run(ENVIRONMENT + "switch green --yes --scale-up").exiting(0);
        serves(Color.GREEN);
    }

    @Test
    void a_switch_wants_a_color_that_there_is() {
        assertThat(cli.run(ENVIRONMENT + "switch --yes").exiting(2).err()).contains("COLOR");
        assertThat(cli.run(ENVIRONMENT + "switch red --yes").exiting(2).err()).contains("red");
    }
}
