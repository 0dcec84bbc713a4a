package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines that make sense, those that do not, and help. */
class UsageTest {
    private static final String REFRESH = "--env beta environment refresh ";

    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
    private final Cli cli = new Cli(cloud);

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
                "--env beta environment status --prefix acme",
                "--env beta environment status --prefix /acme/",
                "--prefix /aws store check",
                "--env beta environment status --poll-interval 5",
                "--env beta environment status --endpoint-url localhost",
                "--env beta environment status --endpoint-url ftp://localhost",
                "--env beta environment status --region Frankfurt",
                REFRESH + "--yes --poll-interval 0s",
                REFRESH + "--yes --health-timeout 0ms",
                REFRESH + "--yes --capacity 0",
                REFRESH + "--yes --capacity many",
                REFRESH + "--yes --keep-warm sometimes",
                REFRESH + "--yes --keep-warm 0h",
                REFRESH + "--yes --keep-warm 2",
                "--env beta environment rollback --yes --keep-warm sometimes",
                REFRESH + "--yes --strategy canary",
                REFRESH + "--yes --min-healthy-percent 75",
                REFRESH + "--yes --strategy blue-green --skip-matching",
                REFRESH + "--yes --strategy rolling --capacity 3",
                REFRESH + "--yes --strategy rolling --to green",
                REFRESH + "--yes --strategy rolling --build 1.2.3",
                REFRESH + "--yes --strategy rolling --keep-warm forever",
                REFRESH + "--yes --strategy rolling --min-healthy-percent 101",
                REFRESH + "--yes --strategy rolling --min-healthy-percent 10 --max-healthy-percent 120",
                REFRESH + "--yes --strategy rolling --checkpoints 50,20,100",
                REFRESH + "--yes --strategy rolling --checkpoints 20,50",
                REFRESH + "--yes --strategy rolling --checkpoint-delay 5m",
                REFRESH + "--yes --strategy rolling --template-version latest",
                REFRESH + "--yes --strategy rolling --standby perhaps",
                REFRESH + "--yes --strategy rolling --refresh-timeout 0s",
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
    void a_usage_error_says_what_was_expected_and_where_to_read_on() {
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
                "timeline",
                "unlock",
                "policy",
                "dashboard",
                "alarms"
            })
    void each_command_has_help_that_needs_no_environment(String command) {
        assertThat(cli.run("environment " + command + " --help").exiting(0).out())
                .startsWith("Usage: verdigris environment " + command)
                .contains("--env=NAME", "--json");
        assertThat(cli.run("--help").exiting(0).out()).contains(command);
    }

    @Test
    void help_says_how_it_ends() {
        assertThat(cli.run("--help").out()).containsSubsequence("  0  ", "  2  ", "  3  ", "  4  ", "  5  ", "  6  ");
    }
}
