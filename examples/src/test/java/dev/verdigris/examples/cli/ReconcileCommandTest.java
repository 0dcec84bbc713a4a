package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdigris.model.Color;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code environment reconcile} does about drift. */
class ReconcileCommandTest extends CommandScenario {
    @Test
    void reconcile_closes_what_differs() {
        cloud.setParameter(beta.activeColorParameter(), "green");

        Ran ran = cli.run(ENVIRONMENT + "reconcile --yes --json").exiting(0);

        assertThat(ran.json())
                .containsOnlyKeys("outcome", "differences", "changes", "residue", "unresolved")
                .containsEntry("outcome", "SUCCEEDED")
                .containsEntry(
                        "differences",
                        List.of("/compiler-explorer/beta/active-asg holds 'green' while traffic reaches blue"))
                .containsEntry("residue", List.of());
        assertThat(ran.json().get("changes")).asInstanceOf(LIST).hasSize(1);
        assertThat(ran.err()).contains("reconcile: ");
        serves(Color.BLUE);
    }

    @Test
    void reconcile_finds_nothing_where_all_is_well() {
        assertThat(cli.run(ENVIRONMENT + "reconcile --yes").exiting(0).out()).isEqualTo("beta: nothing differs\n");
    }

    @Test
    void a_dry_run_needs_no_yes_and_changes_nothing() {
        cloud.setParameter(beta.activeColorParameter(), "green");

        Ran ran = cli.run(ENVIRONMENT + "reconcile --dry-run --json").exiting(0);

        assertThat(ran.json()).containsEntry("outcome", "SUCCEEDED").containsEntry("changes", List.of());
        assertThat(ran.json().get("differences")).asInstanceOf(LIST).hasSize(1);
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void what_it_could_not_close_is_left_and_named() {
        cloud.setParameter(beta.activeColorParameter(), "green");
        cloud.install(CallFault.denied(Operations.PUT_PARAMETER));

        Ran ran = cli.run(ENVIRONMENT + "reconcile --yes --json").exiting(5);

        assertThat(ran.json())
                .containsEntry("outcome", "FAILED_DIRTY")
                .extractingByKey("residue")
                .asInstanceOf(LIST)
                .singleElement()
                .asInstanceOf(MAP)
                .containsOnlyKeys("what", "remedy");
        assertThat(cli.run(ENVIRONMENT + "reconcile --yes").exiting(5).out())
                .contains("beta: what differs\n", "  left: ");
    }

    @Test
    void reconcile_is_refused_while_something_is_in_progress() {
        killed(Operations.REGISTER, "refresh");

        Ran ran = cli.run(ENVIRONMENT + "reconcile --yes --json").exiting(3);

        assertThat(ran.json())
                .containsOnlyKeys("outcome", "differences", "changes", "residue", "unresolved", "cause")
                .containsEntry("outcome", "REFUSED")
                .containsEntry("differences", List.of())
                .containsEntry("changes", List.of())
                .containsEntry("residue", List.of());
        assertThat(ran.err()).contains(TYPE + "abort --take-over");
    }

    @Test
    void reconcile_acts_only_on_what_every_look_has_shown() {
        cloud.setParameter(beta.activeColorParameter(), "green");
        cloud.after(Duration.ofMinutes(1), () -> cloud.setParameter(beta.activeColorParameter(), "blue"));

        assertThat(cli.run(ENVIRONMENT + "reconcile --yes --stable-for 2m")
                        .exiting(0)
                        .out())
                .isEqualTo("beta: nothing differs\n");
    }

    @Test
    void reconcile_shows_what_differs_before_it_asks() {
        cloud.setParameter(beta.activeColorParameter(), "green");

        Ran ran = cli.typing(List.of("n"), ENVIRONMENT + "reconcile").exiting(3);

        assertThat(ran.out()).contains("holds 'green' while traffic reaches blue\nContinue? [y/N] ");
        assertThat(cloud.recorded(beta)).isEqualTo("green");
        cli.typing(List.of("y"), ENVIRONMENT + "reconcile").exiting(0);
        serves(Color.BLUE);
    }
}
