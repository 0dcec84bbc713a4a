package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the CLI does about an interrupted deployment, about drift, and about what has ended. */
class ResolvingTest {
    private static final String ENVIRONMENT = "--env beta environment ";
    private static final String TYPE = "java -jar verdigris.jar --env beta environment ";
    private static final String[] OUTCOME = {
        "outcome", "environment", "from", "to", "cause", "residue", "steps", "seconds"
    };

    private final Environment beta = Environment.of("beta");
    /** Its records behave as those in Parameter Store do. */
    private final SimulatedCloud cloud =
            SimulatedCloud.builder().serving(beta, 3).leasesExpire(false).build();

    private final Cli cli = new Cli(cloud);

    /** The end of a process. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Does something once, before the first call of an operation. */
    private static CallHook before(String operation, Runnable action) {
        return new CallHook() {
            private boolean done;

            @Override
            public void before(Call call) {
                if (!done && call.operation().equals(operation)) {
                    done = true;
                    action.run();
                }
            }
        };
    }

    private static void killed(SimulatedCloud cloud, String operation, String command) {
        cloud.install(before(operation, () -> {
            throw new Killed();
        }));
        assertThatExceptionOfType(Killed.class).isThrownBy(() -> new Cli(cloud).run(ENVIRONMENT + command + " --yes"));
    }

    private void killed(String operation, String command) {
        killed(cloud, operation, command);
    }

    private void serves(Color color) {
        assertThat(cloud.recorded(beta)).isEqualTo(color.label());
        assertThat(cli.run(ENVIRONMENT + "status --json").exiting(0).json())
                .containsEntry("activeColor", color.label())
                .containsEntry("deployment", null)
                .containsEntry("drift", List.of());
    }

    private void asBefore() {
        serves(Color.BLUE);
        assertThat(cloud.group(beta, Color.BLUE).size()).isEqualTo(new GroupSize(2, 10, 3));
        assertThat(cloud.group(beta, Color.GREEN).size()).isEqualTo(new GroupSize(0, 10, 0));
    }

    @Nested
    class Resume {

        @Test
        void carries_on_and_answers_as_refresh_does() {
            killed(Operations.REGISTER, "refresh");

            Ran ran = cli.run(ENVIRONMENT + "resume --take-over --yes --json").exiting(0);

            assertThat(ran.json())
                    .containsOnlyKeys(OUTCOME)
                    .containsEntry("outcome", "SUCCEEDED")
                    .containsEntry("from", "blue")
                    .containsEntry("to", "green")
                    .containsEntry("residue", List.of());
            assertThat(ran.err()).contains("taking up: deploy ").contains("to terminate it:   " + TYPE + "cleanup");
            serves(Color.GREEN);
            assertThat(cloud.traffic().failed()).isZero();
        }

        @Test
        void goes_back_where_it_was_going_back() {
            cloud.group(beta, Color.GREEN).afflict(1, InstanceFault.neverHealthy());
            killed(Operations.DEREGISTER, "refresh");

            Ran ran = cli.run(ENVIRONMENT + "resume --take-over --yes --json").exiting(4);

            assertThat(ran.json())
                    .containsEntry("outcome", "ROLLED_BACK")
                    .extractingByKey("cause")
                    .asString()
                    .contains("only 2 of 3 became healthy");
            asBefore();
        }

        @Test
        void is_refused_where_nothing_is_open() {
            Ran ran = cli.run(ENVIRONMENT + "resume --yes --json").exiting(3);

            assertThat(ran.json()).containsOnlyKeys(OUTCOME).containsEntry("outcome", "REFUSED");
            assertThat(ran.err()).contains("expected something in progress on beta, found nothing");
            assertThat(cloud.changes()).isZero();
        }

        @Test
        void without_the_operators_word_it_is_refused_with_what_to_type() {
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

            Ran ran = new Cli(expiring)
                    .typing(List.of("y"), ENVIRONMENT + "resume")
                    .exiting(0);

            assertThat(ran.out())
                    .contains("beta: deploy ", "Continue? [y/N] ")
                    .contains("\r\u001B[K        … waiting up to 1m 15s for deploy ")
                    .containsPattern("\r\u001B\\[K        … waiting up to [0-9](\\.[0-9])?s for deploy ");
        }

        @Test
        void the_lease_is_as_long_as_it_was_said_to_be() {
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

    @Nested
    class Abort {

        @ParameterizedTest
        @ValueSource(strings = {Operations.UPDATE_GROUP, Operations.REGISTER, Operations.DEREGISTER})
        void exits_with_zero_when_everything_is_as_before(String operation) {
            killed(operation, "refresh");

            Ran ran = cli.run(ENVIRONMENT + "abort --take-over --yes --json").exiting(0);

            assertThat(ran.json())
                    .containsOnlyKeys(OUTCOME)
                    .containsEntry("outcome", "ROLLED_BACK")
                    .containsEntry("from", "blue")
                    .containsEntry("to", "green")
                    .extractingByKey("cause")
                    .asString()
                    .contains("aborted by ");
            asBefore();
            assertThat(cloud.traffic().failed()).isZero();
        }

        @Test
        void past_the_point_of_no_return_it_is_refused_and_says_how_to_go_on() {
            killed(Operations.PUT_PARAMETER, "refresh");

            Ran ran = cli.run(ENVIRONMENT + "abort --take-over --yes").exiting(3);

            assertThat(ran.err())
                    .contains("to be before its point of no return, found it past that")
                    .contains("to resume it:        " + TYPE + "resume --take-over\n")
                    .contains("to go back at once:  " + TYPE + "rollback\n")
                    .doesNotContain("to roll it back");
            cli.run(ENVIRONMENT + "resume --take-over --yes").exiting(0);
            serves(Color.GREEN);
        }

        @Test
        void past_that_of_a_rollback_no_other_rollback_is_proposed_which_would_undo_it() {
            cli.run(ENVIRONMENT + "refresh --yes").exiting(0);
            killed(Operations.PUT_PARAMETER, "rollback");

            Ran ran = cli.run(ENVIRONMENT + "abort --take-over --yes").exiting(3);

            assertThat(ran.err())
                    .contains("to resume it:        " + TYPE + "resume --take-over\n")
                    .doesNotContain(TYPE + "rollback")
                    .doesNotContain("to roll it back");
            cli.run(ENVIRONMENT + "resume --take-over --yes").exiting(0);
            serves(Color.BLUE);
        }

        @Test
        void what_cannot_be_taken_back_is_left_named_and_can_be_aborted_again() {
            killed(Operations.DEREGISTER, "refresh");
            CallFault denied = CallFault.denied(Operations.DEREGISTER);
            cloud.install(denied);

            Ran ran = cli.run(ENVIRONMENT + "abort --take-over --yes").exiting(5);

            assertThat(ran.out())
                    .contains("  left: members of beta-green may still be registered in Beta")
                    .contains("  in progress: deploy ")
                    .contains(" left by ")
                    .contains("to roll it back:     " + TYPE + "abort\n");
            cloud.remove(denied);
            cli.run(ENVIRONMENT + "abort --yes").exiting(0);
            asBefore();
        }

        @Test
        void is_refused_where_nothing_is_open() {
            assertThat(cli.run(ENVIRONMENT + "abort --take-over --yes --json")
                            .exiting(3)
                            .json())
                    .containsEntry("outcome", "REFUSED");
            assertThat(cloud.changes()).isZero();
        }
    }

    @Nested
    class Refresh_where_something_is_open {

        @Test
        void is_refused_naming_the_holder_and_the_exact_commands() {
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
        void where_leases_expire_the_word_is_only_offered() {
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
        void resolves_it_first_if_told_to(String how) {
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
        void resolves_by_the_same_rules() {
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
        void ends_as_the_resolution_did_if_that_did_not_work() {
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
        void deploys_at_once_where_there_is_nothing_to_resolve() {
            assertThat(cli.run(ENVIRONMENT + "refresh --yes --resolve abort")
                            .exiting(0)
                            .out())
                    .doesNotContain("resolved");
            serves(Color.GREEN);
        }

        @Test
        void asks_about_the_resolution_and_about_the_plan() {
            killed(Operations.REGISTER, "refresh");
            String refresh = ENVIRONMENT + "refresh --take-over --resolve abort";
            int changes = cloud.changes();

            cli.typing(List.of("n"), refresh).exiting(3);
            assertThat(cloud.changes()).isEqualTo(changes);

            cli.typing(List.of("y", "n"), refresh).exiting(3);
            asBefore();
        }

        @Test
        void waits_for_it_to_end_if_told_to() {
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
        void is_refused_when_it_has_waited_in_vain() {
            killed(Operations.REGISTER, "refresh");
            Instant began = cloud.now();

            assertThat(cli.run(ENVIRONMENT + "refresh --yes --wait 2m")
                            .exiting(3)
                            .err())
                    .contains("held by ");
            assertThat(cloud.now()).isAfterOrEqualTo(began.plusSeconds(120));
        }

        @Test
        void whoever_is_taken_over_while_alive_makes_no_further_change_and_ends_with_six() {
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
        void whoever_was_taken_over_is_told_by_whom_and_what_to_type() {
            cloud.install(before(Operations.REGISTER, () -> killed(Operations.DEREGISTER, "resume --take-over")));

            Ran ran = cli.run(ENVIRONMENT + "refresh --yes").exiting(6);

            assertThat(ran.out())
                    .contains("found it held by ")
                    .contains("  in progress: deploy ")
                    .contains("to resume it:        " + TYPE + "resume --take-over");
        }
    }

    @Nested
    class Reconcile {

        @Test
        void closes_what_differs() {
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
        void finds_nothing_where_all_is_well() {
            assertThat(cli.run(ENVIRONMENT + "reconcile --yes").exiting(0).out())
                    .isEqualTo("beta: nothing differs\n");
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
        void is_refused_where_something_is_open() {
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
        void acts_only_on_what_every_look_has_shown() {
            cloud.setParameter(beta.activeColorParameter(), "green");
            cloud.after(Duration.ofMinutes(1), () -> cloud.setParameter(beta.activeColorParameter(), "blue"));

            assertThat(cli.run(ENVIRONMENT + "reconcile --yes --stable-for 2m")
                            .exiting(0)
                            .out())
                    .isEqualTo("beta: nothing differs\n");
        }

        @Test
        void shows_what_differs_before_it_asks() {
            cloud.setParameter(beta.activeColorParameter(), "green");

            Ran ran = cli.typing(List.of("n"), ENVIRONMENT + "reconcile").exiting(3);

            assertThat(ran.out()).contains("holds 'green' while traffic reaches blue\nContinue? [y/N] ");
            assertThat(cloud.recorded(beta)).isEqualTo("green");
            cli.typing(List.of("y"), ENVIRONMENT + "reconcile").exiting(0);
            serves(Color.BLUE);
        }
    }

    @Nested
    class Unlock {
        private final List<String> unlock = List.of(
                "--env", "beta", "environment", "unlock", "--yes", "--force", "--reason", "ghost of CI", "--json");

        @Test
        void archives_what_was_open_with_its_originals_which_reconcile_puts_back() {
            killed(Operations.REGISTER, "refresh");

            Ran ran = cli.run(unlock).exiting(0);

            assertThat(ran.json())
                    .containsOnlyKeys("outcome", "environment", "unlocked")
                    .containsEntry("outcome", "SUCCEEDED")
                    .extractingByKey("unlocked")
                    .asInstanceOf(MAP)
                    .containsEntry("outcome", "UNLOCKED")
                    .containsEntry("cause", "ghost of CI");
            assertThat(cloud.group(beta, Color.BLUE).size().min()).isEqualTo(3);
            assertThat(cli.run(ENVIRONMENT + "refresh --yes").exiting(3).err()).contains("reconcile first");

            cli.run(ENVIRONMENT + "reconcile --yes").exiting(0);

            assertThat(cloud.group(beta, Color.BLUE).size()).isEqualTo(new GroupSize(2, 10, 3));
            cli.run(ENVIRONMENT + "refresh --yes").exiting(0);
            serves(Color.GREEN);
        }

        @Test
        void says_what_to_type_next() {
            killed(Operations.REGISTER, "refresh");

            assertThat(cli.run(unlock.subList(0, unlock.size() - 1)).exiting(0).out())
                    .contains("unlocked ")
                    .contains("ghost of CI")
                    .endsWith("before the next deployment:  " + TYPE + "reconcile\n");
        }

        @Test
        void is_refused_where_nothing_is_open() {
            assertThat(cli.run(unlock).exiting(3).json()).containsEntry("outcome", "REFUSED");
            assertThat(cloud.changes()).isZero();
        }

        @Test
        void a_no_leaves_it_open() {
            killed(Operations.REGISTER, "refresh");

            Ran ran = cli.typing(List.of("n"), ENVIRONMENT + "unlock --force --reason stuck")
                    .exiting(3);

            assertThat(ran.out()).contains("beta: deploy ", "Continue? [y/N] ");
            assertThat(cli.run(ENVIRONMENT + "status --json").json().get("deployment"))
                    .isNotNull();
        }
    }

    @Nested
    class History {

        @Test
        void is_empty_at_first() {
            assertThat(cli.run(ENVIRONMENT + "history --json").exiting(0).json())
                    .containsOnlyKeys("environment", "deployments")
                    .containsEntry("environment", "beta")
                    .containsEntry("deployments", List.of());
            assertThat(cli.run(ENVIRONMENT + "history").exiting(0).out())
                    .isEqualTo("beta: nothing that has ended is in the deployment state\n");
        }

        @Test
        void has_what_ended_newest_first() {
            cli.run(ENVIRONMENT + "refresh --yes").exiting(0);
            killed(Operations.DEREGISTER, "rollback");
            cli.run(ENVIRONMENT + "abort --take-over --yes").exiting(0);

            List<Map<String, Object>> ended = deployments("history --json");

            assertThat(ended)
                    .hasSize(2)
                    .allSatisfy(deployment -> assertThat(deployment)
                            .containsOnlyKeys("id", "outcome", "from", "to", "who", "started", "seconds", "cause"));
            assertThat(ended.get(0))
                    .containsEntry("outcome", "ROLLED_BACK")
                    .containsEntry("from", "green")
                    .containsEntry("to", "blue");
            assertThat(ended.get(0).get("cause")).asString().contains("aborted by ");
            assertThat(ended.get(1))
                    .containsEntry("outcome", "SUCCEEDED")
                    .containsEntry("from", "blue")
                    .containsEntry("to", "green")
                    .containsEntry("cause", null);
            assertThat(ended.get(1).get("started")).asString().matches("20.*Z");
            assertThat((double) ended.get(1).get("seconds")).isPositive();
            assertThat(deployments("history --json --limit 1")).containsExactly(ended.get(0));
            assertThat(cli.run(ENVIRONMENT + "history").out().lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("rolled back green → blue after ");
        }

        @SuppressWarnings("unchecked")
        private List<Map<String, Object>> deployments(String command) {
            return (List<Map<String, Object>>)
                    cli.run(ENVIRONMENT + command).exiting(0).json().get("deployments");
        }
    }

    @Nested
    class Status_and_validate {

        @Test
        void status_shows_what_is_open_and_what_ended_last() {
            cli.run(ENVIRONMENT + "refresh --yes").exiting(0);
            killed(Operations.PUT_PARAMETER, "rollback");

            assertThat(cli.run(ENVIRONMENT + "status --json").exiting(0).json().get("deployment"))
                    .asInstanceOf(MAP)
                    .containsOnlyKeys("id", "phase", "step", "holder", "since", "from", "to")
                    .containsEntry("phase", "finalize")
                    .containsEntry("from", "green")
                    .containsEntry("to", "blue");
            assertThat(cli.run(ENVIRONMENT + "status").exiting(0).out())
                    .contains("  in progress: rollback ")
                    .contains("  last: ", " succeeded blue → green")
                    .contains("  to resume it:        " + TYPE + "resume --take-over\n");
        }

        @Test
        void validate_finds_what_is_open() {
            killed(Operations.REGISTER, "refresh");

            assertThat(cli.run(ENVIRONMENT + "validate").exiting(3).out())
                    .contains("expected nothing in progress, found deploy ");
        }

        @Test
        void validate_finds_what_reconcile_would_close() {
            cloud.targetGroup(beta)
                    .deregister(cloud.group(beta, Color.BLUE).instances().get(0).id());
            cloud.pass(Duration.ofMinutes(6));

            assertThat(cli.run(ENVIRONMENT + "validate").exiting(3).out()).contains("in service and not registered");
            assertThat(cloud.changes()).isZero();
        }
    }
}
