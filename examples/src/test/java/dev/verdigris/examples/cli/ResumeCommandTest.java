package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code environment resume} does about a deployment in progress. */
class ResumeCommandTest extends CommandScenario {
    @Test
    void resume_carries_on_and_answers_as_refresh_does() {
        killed(Operations.REGISTER, "refresh");

        Ran ran = cli.run(ENVIRONMENT + "resume --take-over --yes --json").exiting(0);

        assertThat(ran.json())
                .containsOnlyKeys(OUTCOME)
                .containsEntry("outcome", "SUCCEEDED")
                .containsEntry("from", "blue")
                .containsEntry("to", "green")
                .containsEntry("residue", List.of());
        assertThat(ran.err()).contains("continuing from: deploy ").contains("to terminate it:   " + TYPE + "cleanup");
        serves(Color.GREEN);
        assertThat(cloud.traffic().failed()).isZero();
    }

    @Test
    void a_rollback_in_progress_is_carried_on() {
        cloud.group(beta, Color.GREEN).afflict(1, InstanceFault.neverHealthy());
        killed(Operations.DEREGISTER, "refresh --replace 0");

        Ran ran = cli.run(ENVIRONMENT + "resume --take-over --yes --json").exiting(4);

        assertThat(ran.json())
                .containsEntry("outcome", "ROLLED_BACK")
                .extractingByKey("cause")
                .asString()
                .contains("only 2 of 3 became healthy");
        asBefore();
    }

    @Test
    void it_is_refused_where_nothing_is_in_progress() {
        Ran ran = cli.run(ENVIRONMENT + "resume --yes --json").exiting(3);

        assertThat(ran.json()).containsOnlyKeys(OUTCOME).containsEntry("outcome", "REFUSED");
        assertThat(ran.err()).contains("expected something in progress on beta, found nothing");
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void without_a_confirmation_it_is_refused_with_what_to_type() {
        killed(Operations.REGISTER, "refresh");

        Ran ran = cli.run(ENVIRONMENT + "resume --yes").exiting(3);

        assertThat(ran.err())
                .contains("held by ", "since 20", "at shift")
                .contains("to resume it:        " + TYPE + "resume --take-over\n")
                .contains("to roll it back:     " + TYPE + "abort --take-over\n")
                .contains("Only if you know that its holder is dead");
    }

    @Test
    void where_leases_expire_it_waits_and_says_how_long() {
        SimulatedCloud expiring = SimulatedCloud.serving(beta, 3);
        killed(expiring, Operations.REGISTER, "refresh");

        Ran ran = new Cli(expiring).run(ENVIRONMENT + "resume --yes").exiting(0);

        assertThat(ran.out()).containsOnlyOnce("waiting up to 1m 15s for deploy ");
        assertThat(expiring.recorded(beta)).isEqualTo("green");
    }

    @Test
    void on_a_terminal_the_wait_counts_down_on_one_line() {
        SimulatedCloud expiring = SimulatedCloud.serving(beta, 3);
        killed(expiring, Operations.REGISTER, "refresh");

        Ran ran = new Cli(expiring).typing(List.of("y"), ENVIRONMENT + "resume").exiting(0);

        assertThat(ran.out())
                .contains("beta: deploy ", "Continue? [y/N] ")
                .contains("\r\u001B[K        … waiting up to 1m 15s for deploy ")
                .containsPattern("\r\u001B\\[K        … waiting up to [0-9](\\.[0-9])?s for deploy ");
    }

    @Test
    void the_lease_is_as_long_as_its_option_says() {
        SimulatedCloud expiring = SimulatedCloud.serving(beta, 3);
        killed(expiring, Operations.REGISTER, "refresh --lease 5m");

        assertThat(new Cli(expiring)
                        .run(ENVIRONMENT + "resume --yes")
                        .exiting(0)
                        .out())
                .contains("waiting up to 5m 15s for deploy ");
    }

    @Test
    void a_no_changes_nothing() {
        killed(Operations.REGISTER, "refresh");
        int changes = cloud.changes();

        cli.typing(List.of("n"), ENVIRONMENT + "resume --take-over").exiting(3);

        assertThat(cloud.changes()).isEqualTo(changes);
    }
}
