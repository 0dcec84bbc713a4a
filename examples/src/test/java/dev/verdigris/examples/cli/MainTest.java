package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdigris.error.PortException;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private static final String REFRESH = "--env beta environment refresh ";

    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
    private final Cli cli = new Cli(cloud);

    @Nested
    class Exit_codes_and_json {

        @Test
        void zero_when_it_did_what_was_asked() {
            Map<String, Object> json =
                    cli.run(REFRESH + "--yes --json").exiting(0).json();

            assertThat(json)
                    .containsOnlyKeys("outcome", "environment", "from", "to", "cause", "residue", "steps", "seconds")
                    .containsEntry("outcome", "SUCCEEDED")
                    .containsEntry("environment", "beta")
                    .containsEntry("from", "blue")
                    .containsEntry("to", "green")
                    .containsEntry("cause", null)
                    .containsEntry("residue", List.of());
            assertThat((double) json.get("seconds")).isPositive();
            assertThat(steps(json))
                    .allSatisfy(step -> {
                        assertThat(step)
                                .containsOnlyKeys("id", "state", "seconds")
                                .containsEntry("state", "DONE");
                        assertThat(step.get("seconds")).isInstanceOf(Number.class);
                    })
                    .extracting(step -> step.get("id"))
                    .startsWith("pin", "scale-up")
                    .endsWith("restore-active-min", "keep-warm");
        }

        @Test
        void four_when_everything_was_taken_back() {
            cloud.group(beta, Color.GREEN).afflict(1, InstanceFault.neverHealthy());

            Ran ran = cli.run(REFRESH + "--yes --json").exiting(4);

            assertThat(ran.json())
                    .containsEntry("outcome", "ROLLED_BACK")
                    .containsEntry("residue", List.of())
                    .extractingByKey("cause")
                    .asString()
                    .contains("only 2 of 3 became healthy")
                    .contains("Target.ResponseCodeMismatch");
            assertThat(steps(ran.json())).extracting(step -> step.get("state")).contains("FAILED", "UNDONE", "SKIPPED");
            assertThat(ran.err()).contains("rolled back, everything is as before: await-healthy: ");
            assertThat(cloud.group(beta, Color.BLUE).size()).isEqualTo(new GroupSize(2, 10, 3));
            assertThat(cloud.group(beta, Color.GREEN).size()).isEqualTo(new GroupSize(0, 10, 0));
        }

        @Test
        void five_when_something_is_left() {
            cloud.install(CallFault.denied(Operations.PUT_PARAMETER));

            Ran ran = cli.run(REFRESH + "--yes --json").exiting(5);

            assertThat(ran.json())
                    .containsEntry("outcome", "FAILED_DIRTY")
                    .extractingByKey("residue")
                    .asInstanceOf(LIST)
                    .singleElement()
                    .asInstanceOf(MAP)
                    .containsOnlyKeys("what", "remedy");
            assertThat(ran.err())
                    .contains("failed: write-parameter: ")
                    .contains("  left: " + beta.activeColorParameter());
        }

        @Test
        void five_names_what_went_wrong_while_putting_things_back_too() {
            cloud.group(beta, Color.GREEN).afflict(1, InstanceFault.neverHealthy());
            CallFault denied = CallFault.denied(Operations.DEREGISTER);
            cloud.install(new CallHook() {
                @Override
                public void after(Call call) {
                    if (call.operation().equals(Operations.REGISTER)) {
                        cloud.install(denied);
                    }
                }
            });

            Ran ran = cli.run(REFRESH + "--yes").exiting(5);

            assertThat(ran.out())
                    .contains("failed: await-healthy: only 2 of 3 became healthy")
                    .contains("  then: register: " + Operations.DEREGISTER)
                    .contains("  left: members of beta-green may still be registered in Beta");
        }

        @Test
        void three_when_it_was_refused() {
            cloud.setParameter(beta.activeColorParameter(), "green");
            cloud.targetGroup(beta).setInUse(false);

            Ran ran = cli.run(REFRESH + "--yes --json").exiting(3);

            assertThat(ran.json())
                    .containsEntry("outcome", "REFUSED")
                    .containsEntry("environment", "beta")
                    .containsEntry("from", null)
                    .containsEntry("to", null)
                    .containsEntry("residue", List.of())
                    .containsEntry("steps", List.of())
                    .extractingByKey("cause")
                    .asString()
                    .contains("the recorded color")
                    .contains("used by a listener");
            assertThat(ran.err().lines())
                    .as("a line for each finding")
                    .hasSize(3)
                    .startsWith("refused; nothing was changed:");
            assertThat(cloud.changes()).isZero();
        }

        @Test
        void three_when_the_cloud_could_not_be_read() {
            cloud.install(CallFault.denied(Operations.DESCRIBE_HEALTH));

            Ran ran = cli.run(REFRESH + "--yes --json").exiting(3);

            assertThat(ran.json()).containsEntry("outcome", "REFUSED");
            assertThat(ran.err())
                    .startsWith("could not begin; nothing was changed: ")
                    .contains(Operations.DESCRIBE_HEALTH);
            assertThat(cloud.changes()).isZero();
        }

        @Test
        void three_when_it_was_told_to_end_before_it_had_begun() {
            cloud.install(new CallHook() {
                @Override
                public void before(Call call) {
                    Thread.currentThread().interrupt();
                    throw new PortException.Unavailable(call.operation(), "interrupted", null);
                }
            });

            Ran ran = cli.run(REFRESH + "--yes --json");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(ran.exiting(3).json()).containsEntry("outcome", "REFUSED");
            assertThat(ran.err()).startsWith("told to end; nothing was changed: ");
            assertThat(cloud.changes()).isZero();
        }

        @Test
        void trouble_in_looking_afterwards_is_no_failure() {
            cloud.install(new CallHook() {
                @Override
                public void before(Call call) {
                    // The first read of a status; the steps have no use for it.
                    if ("green".equals(cloud.recorded(beta))
                            && call.operation().equals(Operations.DESCRIBE_TARGET_GROUPS)) {
                        throw new PortException.Denied(call.operation(), "no more", null);
                    }
                }
            });

            Ran ran = cli.run(REFRESH + "--yes --json").exiting(0);

            assertThat(ran.json()).containsEntry("outcome", "SUCCEEDED");
            assertThat(ran.err()).contains("beta-blue still runs\n").contains("environment rollback");
        }

        @Test
        void a_connection_is_closed_however_it_ends() {
            cli.run(REFRESH + "--yes").exiting(0);
            cloud.removeParameter(beta.activeColorParameter());
            cli.run(REFRESH + "--yes").exiting(3);

            assertThat(cli.closed()).isEqualTo(2).isEqualTo(cli.connected());
        }

        @SuppressWarnings("unchecked")
        private static List<Map<String, Object>> steps(Map<String, Object> json) {
            return (List<Map<String, Object>>) json.get("steps");
        }
    }

    @Nested
    class Usage {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "--env beta",
                    "--env beta environment",
                    "environment status",
                    "--env beta environment destroy",
                    "--env beta environment status --verbose",
                    "--env beta environment status more",
                    "--env be/ta environment status",
                    "--env beta environment status --env beta",
                    "--env beta --json environment status --json",
                    "--env beta environment status --blue-group x --green-group x",
                    "--env beta environment status --blue-group a:b",
                    "--env beta environment status --target-group arn:aws:nonsense",
                    "--env beta environment status --parameter a/b//c",
                    "--env beta environment status --poll-interval 5",
                    "--env beta environment status --endpoint-url localhost",
                    "--env beta environment status --endpoint-url ftp://localhost",
                    "--env beta environment status --region Frankfurt",
                    REFRESH + "--yes --poll-interval 0s",
                    REFRESH + "--yes --health-timeout 0ms",
                    REFRESH + "--yes --capacity 0",
                    REFRESH + "--yes --capacity many",
                    REFRESH + "--yes --keep-warm sometimes",
                    REFRESH + "--yes --strategy rolling",
                    REFRESH + "--json",
                    REFRESH + "--yes --resolve perhaps",
                    REFRESH + "--yes --take-over",
                    REFRESH + "--yes --dry-run --resolve abort",
                    REFRESH + "--yes --wait soon",
                    REFRESH + "--yes --lease 1",
                    REFRESH + "--yes --store redis",
                    REFRESH + "--yes --store ssm:path",
                    REFRESH + "--yes --store dynamodb",
                    REFRESH + "--yes --store dynamodb:",
                    REFRESH + "--yes --store dynamodb:a/b",
                    REFRESH + "--yes --store s3:",
                    REFRESH + "--yes --store s3:/prefix",
                    REFRESH + "--yes --store s3:bucket/",
                    REFRESH + "--yes --lease 999ms",
                    "--env beta environment rollback",
                    "--env beta environment rollback --yes --capacity 0",
                    REFRESH + "--yes --launch-failures 0",
                    REFRESH + "--yes --in-service-timeout 0s",
                    "--env beta environment cleanup",
                    "--env beta environment resume",
                    "--env beta environment abort",
                    "--env beta environment abort --yes --resolve resume",
                    "--env beta environment reconcile",
                    "--env beta environment reconcile --yes --stable-for never",
                    "--env beta environment history --limit 0",
                    "--env beta environment history --limit few",
                    "--env beta environment unlock --yes",
                    "--env beta environment unlock --yes --force",
                    "--env beta environment unlock --yes --force --reason",
                    "--env beta environment unlock --yes --force --reason=",
                    "--env beta environment unlock --yes --reason stuck",
                    "--env beta environment unlock --force --reason stuck",
                })
        void what_makes_no_sense_ends_with_two_before_anything_is_connected(String commandLine) {
            Ran ran = cli.run(commandLine).exiting(2);

            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).isNotBlank().doesNotContain("\tat ");
            assertThat(cli.connected()).isZero();
        }

        @Test
        void it_says_what_was_expected_and_where_to_read_on() {
            assertThat(cli.run("--env beta environment refresh --bogus").err().lines())
                    .containsExactly("Unknown option: '--bogus'", "See verdigris environment refresh --help");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "--env beta --json environment status",
                    "environment --json status --env beta",
                    "environment --env beta status --json",
                    "--json environment status --env=beta"
                })
        void options_stand_before_and_after_the_command(String commandLine) {
            assertThat(cli.run(commandLine).exiting(0).json()).containsEntry("environment", "beta");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "status",
                    "validate",
                    "refresh",
                    "rollback",
                    "cleanup",
                    "resume",
                    "abort",
                    "reconcile",
                    "history",
                    "unlock"
                })
        void each_command_has_help_that_needs_no_environment(String command) {
            assertThat(cli.run("environment " + command + " --help").exiting(0).out())
                    .startsWith("Usage: verdigris environment " + command)
                    .contains("--env=NAME", "--json");
            assertThat(cli.run("--help").exiting(0).out()).contains(command);
        }

        @Test
        void help_says_how_it_ends() {
            assertThat(cli.run("--help").out())
                    .containsSubsequence("  0  ", "  2  ", "  3  ", "  4  ", "  5  ", "  6  ");
        }
    }

    @Nested
    class On_a_terminal {

        @ParameterizedTest
        @ValueSource(strings = {"y", "Yes", " YES "})
        void a_yes_lets_it_go_on(String answer) {
            Ran ran = cli.typing(List.of(answer), REFRESH).exiting(0);

            assertThat(ran.out()).contains(" 1. pin ").contains("Continue? [y/N] ");
            assertThat(cloud.recorded(beta)).isEqualTo("green");
        }

        @ParameterizedTest
        @ValueSource(strings = {"n", "", "yep, but tomorrow"})
        void anything_else_changes_nothing(String answer) {
            cli.typing(List.of(answer), REFRESH).exiting(3);

            assertThat(cloud.changes()).isZero();
        }

        @Test
        void leaving_changes_nothing() {
            Ran ran = cli.typing(List.of(), REFRESH + "--json").exiting(3);

            assertThat(ran.json()).containsEntry("outcome", "REFUSED");
            assertThat(ran.err()).contains("Continue? [y/N] ");
            assertThat(cloud.changes()).isZero();
        }

        @Test
        void yes_is_not_asked_again() {
            assertThat(cli.typing(List.of(), REFRESH + "--yes").exiting(0).out())
                    .doesNotContain("Continue?");
        }

        @Test
        void waiting_is_one_line_written_over() {
            assertThat(cli.typing(List.of("y"), REFRESH).exiting(0).out())
                    .contains("\r\u001B[K        … ")
                    .contains("s  await-drained: 3 targets draining");
        }

        @Test
        void elsewhere_there_are_only_lines() {
            assertThat(cli.run(REFRESH + "--yes").exiting(0).out())
                    .doesNotContain("\r", "\u001B")
                    .containsOnlyOnce("await-drained: 3 targets draining");
        }
    }

    @Nested
    class Commands {

        @Test
        void status_reads_as_a_table() {
            assertThat(cli.run("--env beta environment status").exiting(0).out())
                    .startsWith("beta: traffic reaches blue, recorded is blue\n")
                    .contains("beta-green")
                    .doesNotContain("drift");
        }

        @Test
        void status_names_drift() {
            cloud.setParameter(beta.activeColorParameter(), "green");

            assertThat(cli.run("--env beta environment status --json")
                            .exiting(0)
                            .json())
                    .containsOnlyKeys(
                            "environment", "activeColor", "recordedColor", "fleets", "targets", "deployment", "drift")
                    .containsEntry("deployment", null)
                    .containsEntry("activeColor", "blue")
                    .containsEntry("recordedColor", "green")
                    .containsEntry("drift", List.of("recorded is green while traffic reaches blue"));
        }

        @Test
        void status_has_each_fleet_and_its_targets() {
            Map<String, Object> json =
                    cli.run("--env beta environment status --json").exiting(0).json();

            assertThat(json)
                    .containsEntry(
                            "fleets",
                            Map.of(
                                    "blue",
                                    Map.of("group", "beta-blue", "min", 2, "max", 10, "desired", 3, "inService", 3),
                                    "green",
                                    Map.of("group", "beta-green", "min", 0, "max", 10, "desired", 0, "inService", 0)))
                    .containsEntry(
                            "targets",
                            Map.of(
                                    "blue",
                                    Map.of("registered", 3, "healthy", 3),
                                    "green",
                                    Map.of("registered", 0, "healthy", 0)))
                    .containsEntry("drift", List.of());
        }

        @Test
        void validate_finds_nothing_where_all_is_well() {
            assertThat(cli.run("--env beta environment validate").exiting(0).out())
                    .startsWith(
                            "beta: nothing stands in the way of a deployment\nbeta: warning: expected members to drain ");
        }

        @Test
        void validate_exits_with_three_and_says_all_that_it_finds() {
            cloud.removeParameter(beta.activeColorParameter());
            cloud.group(beta, Color.GREEN).suspend("Launch");

            Ran ran = cli.run("--env beta environment validate --json").exiting(3);

            assertThat(ran.json()).containsOnlyKeys("environment", "findings");
            assertThat(ran.json().get("findings"))
                    .asInstanceOf(LIST)
                    .isNotEmpty()
                    .allSatisfy(finding ->
                            assertThat(((Map<?, ?>) finding).keySet()).hasToString("[problem, remedy, warning]"));
            assertThat(cloud.changes()).isZero();
        }

        @Test
        void a_dry_run_shows_the_plan_and_changes_nothing() {
            assertThat(cli.run(REFRESH + "--dry-run").exiting(0).out())
                    .startsWith("Deploy beta: blue → green")
                    .contains("beta-green: min 0 → 3, desired 0 → 3");
            assertThat(cli.run(REFRESH + "--dry-run --json").exiting(0).json())
                    .containsOnlyKeys("environment", "from", "to", "steps", "notes")
                    .containsEntry("to", "green");
            assertThat(cloud.changes()).isZero();
        }

        @Test
        void capacity_is_the_least_the_new_fleet_has() {
            cli.run(REFRESH + "--yes --capacity 5").exiting(0);

            assertThat(cloud.group(beta, Color.GREEN).inService()).isEqualTo(5);
        }

        @Test
        void a_fleet_kept_warm_is_named_with_what_to_type() {
            assertThat(cli.run(REFRESH + "--yes").exiting(0).out().lines().toList())
                    .endsWith(
                            "done: traffic reaches green",
                            "beta-blue still runs, with 3 in service and its minimum held at 3",
                            "  to go back to it:  java -jar verdigris.jar --env beta environment rollback",
                            "  to terminate it:   java -jar verdigris.jar --env beta environment cleanup");
        }

        @Test
        void a_fleet_that_is_not_kept_is_not_named() {
            assertThat(cli.run(REFRESH + "--yes --keep-warm none").exiting(0).out())
                    .endsWith("done: traffic reaches green\n");
            assertThat(cloud.group(beta, Color.BLUE).size()).isEqualTo(new GroupSize(0, 10, 0));
        }

        @Test
        void rollback_goes_back_to_the_instances_that_are_there() {
            cli.run(REFRESH + "--yes").exiting(0);

            assertThat(cli.run("--env beta environment rollback --yes --json")
                            .exiting(0)
                            .json())
                    .containsEntry("from", "green")
                    .containsEntry("to", "blue");
            assertThat(cloud.traffic().failed()).isZero();
        }

        @Test
        void rollback_to_an_empty_fleet_is_refused_unless_it_may_be_scaled_up() {
            assertThat(cli.run("--env beta environment rollback --yes")
                            .exiting(3)
                            .err())
                    .contains("--scale-up");
            assertThat(cloud.changes()).isZero();

            cli.run("--env beta environment rollback --yes --scale-up").exiting(0);
            assertThat(cloud.recorded(beta)).isEqualTo("green");
        }

        @Test
        void rollback_has_a_capacity_of_its_own() {
            cli.run(REFRESH + "--yes").exiting(0);

            assertThat(cli.run("--env beta environment rollback --yes --capacity 4")
                            .exiting(3)
                            .err())
                    .contains("expected 4 instances of beta-blue", "found 3", "--scale-up");
            cli.run("--env beta environment rollback --yes --capacity 2").exiting(0);
            assertThat(cloud.recorded(beta)).isEqualTo("blue");
        }

        @Test
        void cleanup_lets_the_idle_fleet_go() {
            cli.run(REFRESH + "--yes").exiting(0);

            Ran ran = cli.run("--env beta environment cleanup --yes --json").exiting(0);

            assertThat(ran.json()).containsEntry("from", "blue").containsEntry("to", null);
            assertThat(ran.err()).endsWith("done\n");
            assertThat(cloud.group(beta, Color.BLUE).inService()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"200ms,PT0.2S", "5s,PT5S", "10m,PT10M", "1h,PT1H"})
    void durations_are_written_as_people_write_them(String text, Duration duration) {
        assertThat(new Durations().convert(text)).isEqualTo(duration);
    }
}
