package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.verdigris.model.Color;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code environment refresh} does where something is in progress already. */
class RefreshInProgressTest extends CommandScenario {
    @Test
    void refresh_is_refused_naming_the_holder_and_the_exact_commands() {
        killed(Operations.REGISTER, "refresh --target-group Beta --lease 90s");
        int changes = cloud.changes();

        Ran ran = cli.run(ENVIRONMENT + "refresh --yes --json --target-group Beta --lease 90s")
                .exiting(3);

        assertThat(ran.json())
                .containsEntry("outcome", "REFUSED")
                .extractingByKey("cause")
                .asString()
                .contains("held by ", "since 20", "at shift");
        assertThat(ran.err())
                .contains("java -jar verdigris.jar --env beta --target-group Beta --lease 90s environment resume"
                        + " --take-over\n");
        assertThat(cloud.changes()).isEqualTo(changes);
    }

    @Test
    void where_leases_expire_a_take_over_is_only_offered() {
        SimulatedCloud expiring = SimulatedCloud.serving(beta, 3);
        killed(expiring, Operations.REGISTER, "refresh");

        assertThat(new Cli(expiring)
                        .run(ENVIRONMENT + "refresh --yes")
                        .exiting(3)
                        .err())
                .contains("to resume it:        " + TYPE + "resume\n", "add --take-over");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "ABORT"})
    void refresh_resolves_it_first_if_told_to(String how) {
        killed(Operations.REGISTER, "refresh");

        Ran ran = cli.run(ENVIRONMENT + "refresh --yes --json --take-over --resolve " + how)
                .exiting(0);

        assertThat(ran.json()).containsEntry("outcome", "SUCCEEDED").containsEntry("cause", null);
        assertThat(ran.err()).contains("resolved: ").contains("done: traffic reaches ");
        serves(how.equals("resume") ? Color.BLUE : Color.GREEN);
        assertThat(cli.run(ENVIRONMENT + "history --json").json().get("deployments"))
                .asInstanceOf(LIST)
                .hasSize(2);
    }

    @Test
    void refresh_resolves_by_the_rules_of_resume_and_abort() {
        killed(Operations.REGISTER, "refresh");

        assertThat(cli.run(ENVIRONMENT + "refresh --yes --resolve resume")
                        .exiting(3)
                        .err())
                .contains(TYPE + "resume --take-over\n");

        cli.run(ENVIRONMENT + "resume --yes --take-over").exiting(0);
        killed(Operations.PUT_PARAMETER, "refresh");
        assertThat(cli.run(ENVIRONMENT + "refresh --yes --take-over --resolve abort")
                        .exiting(3)
                        .err())
                .contains("past that");
    }

    @Test
    void refresh_ends_as_the_resolution_did_if_that_did_not_work() {
        killed(Operations.DEREGISTER, "refresh");
        cloud.install(CallFault.denied(Operations.DEREGISTER));

        Ran ran = cli.run(ENVIRONMENT + "refresh --yes --json --take-over --resolve abort")
                .exiting(5);

        assertThat(ran.json())
                .containsEntry("outcome", "FAILED_DIRTY")
                .extractingByKey("cause")
                .asString()
                .contains("aborted by ");
        assertThat(cloud.recorded(beta)).isEqualTo("blue");
    }

    @Test
    void refresh_deploys_at_once_where_there_is_nothing_to_resolve() {
        assertThat(cli.run(ENVIRONMENT + "refresh --yes --resolve abort")
                        .exiting(0)
                        .out())
                .doesNotContain("resolved");
        serves(Color.GREEN);
    }

    @Test
    void refresh_asks_about_the_resolution_and_about_the_plan() {
        killed(Operations.REGISTER, "refresh");
        String refresh = ENVIRONMENT + "refresh --take-over --resolve abort";
        int changes = cloud.changes();

        cli.typing(List.of("n"), refresh).exiting(3);
        assertThat(cloud.changes()).isEqualTo(changes);

        cli.typing(List.of("y", "n"), refresh).exiting(3);
        asBefore();
    }

    @Test
    void refresh_waits_for_it_to_end_if_told_to() {
        killed(Operations.REGISTER, "refresh");
        cloud.install(new CallHook() {
            private int looks;

            @Override
            public void before(Call call) {
                if (call.operation().equals(Operations.FIND_STATE) && ++looks == 5) {
                    cli.run(ENVIRONMENT + "abort --take-over --yes").exiting(0);
                }
            }
        });

        Ran ran = cli.run(ENVIRONMENT + "refresh --yes --wait 10m").exiting(0);

        assertThat(ran.out()).contains("waiting up to 9m 59s for deploy ").contains("done: traffic reaches green");
    }

    @Test
    void refresh_is_refused_when_it_has_waited_in_vain() {
        killed(Operations.REGISTER, "refresh");
        Instant began = cloud.now();

        assertThat(cli.run(ENVIRONMENT + "refresh --yes --wait 2m").exiting(3).err())
                .contains("held by ");
        assertThat(cloud.now()).isAfterOrEqualTo(began.plusSeconds(120));
    }

    @Test
    void a_process_that_is_taken_over_changes_nothing_more_and_ends_with_six() {
        cloud.install(before(
                Operations.DESCRIBE_ACTIVITIES,
                () -> cli.run(ENVIRONMENT + "abort --take-over --yes").exiting(0)));

        Ran ran = cli.run(ENVIRONMENT + "refresh --yes --json").exiting(6);

        assertThat(ran.json())
                .containsOnlyKeys(OUTCOME)
                .containsEntry("outcome", "INTERRUPTED")
                .containsEntry("residue", List.of());
        assertThat(ran.err()).contains("interrupted: ").contains("resolved by somebody else");
        asBefore();
    }

    @Test
    void a_process_that_was_taken_over_is_told_by_whom_and_what_to_type() {
        cloud.install(before(Operations.REGISTER, () -> killed(Operations.DEREGISTER, "resume --take-over")));

        Ran ran = cli.run(ENVIRONMENT + "refresh --yes").exiting(6);

        assertThat(ran.out())
                .contains("found it held by ")
                .contains("  in progress: deploy ")
                .contains("to resume it:        " + TYPE + "resume --take-over");
    }
}
