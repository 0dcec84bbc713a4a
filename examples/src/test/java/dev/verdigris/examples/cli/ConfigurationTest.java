package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.examples.Project;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Naming;
import dev.verdigris.request.LaunchTolerance;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not typed comes from the environment, then from a file, then by default. */
class ConfigurationTest {
    private static final String PLAN = "environment refresh --dry-run";
    private static final String VARIABLE = "VERDIGRIS_IN_SERVICE_TIMEOUT";

    @TempDir
    private Path folder;

    private final SimulatedCloud cloud = SimulatedCloud.serving(Environment.of("beta"), 3);
    private final Cli cli = new Cli(cloud);
    private String file = "";

    @BeforeEach
    void a_file() throws IOException {
        file = folder.resolve("beta.properties").toString();
        configured("env=beta\nin-service-timeout=33m\n");
    }

    private void configured(String text) throws IOException {
        Files.writeString(Path.of(file), text);
    }

    private String inService(String commandLine) {
        return cli.run(commandLine).exiting(0).out().replaceAll("(?s).*in service, at most (\\w+).*", "$1");
    }

    @Test
    void what_is_typed_comes_before_the_environment_before_the_file_before_the_default() {
        assertThat(inService("--env beta " + PLAN)).isEqualTo("15m");
        assertThat(inService("--config " + file + " " + PLAN)).isEqualTo("33m");
        cli.with(Map.of(VARIABLE, "44m"));
        assertThat(inService("--config " + file + " " + PLAN)).isEqualTo("44m");
        assertThat(inService("--config " + file + " --in-service-timeout 55m " + PLAN))
                .isEqualTo("55m");
    }

    @Test
    void the_file_may_be_named_in_the_environment_or_after_the_command() {
        assertThat(inService(PLAN + " --config=" + file)).isEqualTo("33m");
        cli.with(Map.of("VERDIGRIS_CONFIG", file));
        assertThat(inService(PLAN)).isEqualTo("33m");
    }

    @Test
    void an_empty_variable_says_nothing() {
        cli.with(Map.of(VARIABLE, "", "VERDIGRIS_CONFIG", ""));
        assertThat(inService("--env beta " + PLAN)).isEqualTo("15m");
    }

    @ParameterizedTest
    @CsvSource({
        "change-timeout, change",
        "in-service-timeout, in service",
        "health-timeout, healthy",
        "drain-margin, drain margin",
        "gone-timeout, gone",
        "check-timeout, check",
    })
    void every_deadline_can_be_configured(String key, String deadline) {
        Map<String, String> variables =
                Map.of("VERDIGRIS_" + key.replace('-', '_').toUpperCase(Locale.ROOT), "7m");

        assertThat(OptionsTest.parsed(variables, "--env", "beta")
                        .policy()
                        .deadlines()
                        .toString())
                .contains(deadline + "=PT7M");
        assertThat(OptionsTest.parsed("--env", "beta", "--" + key, "8m")
                        .policy()
                        .deadlines()
                        .toString())
                .contains(deadline + "=PT8M");
    }

    @Test
    void the_prefix_of_the_parameters_can_be_configured() {
        assertThat(OptionsTest.parsed(Map.of("VERDIGRIS_PREFIX", "/acme"), "--env", "beta")
                        .environment()
                        .naming())
                .isEqualTo(Naming.prefix("/acme"));
    }

    @Test
    void tolerance_of_refused_launches_can_be_configured() {
        Map<String, String> variables =
                Map.of("VERDIGRIS_LAUNCH_FAILURES", "7", "VERDIGRIS_LAUNCH_FAILURES_FOR", "25m");

        assertThat(OptionsTest.parsed(variables, "--env", "beta").policy().launches())
                .isEqualTo(LaunchTolerance.defaults().withRefusals(7).withDuring(Duration.ofMinutes(25)));
        assertThat(OptionsTest.parsed("--env", "beta", "--launch-failures", "1", "--launch-failures-for", "0s")
                        .policy()
                        .launches())
                .isEqualTo(LaunchTolerance.defaults().withRefusals(1).withDuring(Duration.ZERO));
        assertThat(OptionsTest.parsed("--env", "beta").policy().launches()).isEqualTo(LaunchTolerance.defaults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"YES", "FORCE", "TAKE_OVER", "DRY_RUN", "REASON", "CAPACITY", "FINALIZE"})
    void what_is_said_about_one_run_must_be_typed(String name) {
        cli.with(Map.of("VERDIGRIS_" + name, "true"));

        cli.run("--env beta environment refresh").exiting(2);
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void a_value_that_makes_no_sense_is_named_with_its_source() throws IOException {
        cli.with(Map.of(VARIABLE, "soon"));
        assertThat(cli.run("--env beta " + PLAN).exiting(2).err())
                .contains("--in-service-timeout", "found 'soon'", "(configured by " + VARIABLE + ")");

        cli.with(Map.of());
        configured("poll-interval=often");
        assertThat(cli.run("--env beta " + PLAN + " --config " + file)
                        .exiting(2)
                        .err())
                .contains("--poll-interval", "found 'often'", "(configured by 'poll-interval' in " + file + ")");
        assertThat(cli.run("--env beta " + PLAN + " --poll-interval never --config " + file)
                        .exiting(2)
                        .err())
                .contains("found 'never'")
                .doesNotContain("configured by");
    }

    @Test
    void a_file_with_a_key_that_there_is_not_is_refused_and_so_is_one_that_is_not_there() throws IOException {
        configured("env=beta\ninservice=3m\nyes=true\n");
        assertThat(cli.run(PLAN + " --config " + file).exiting(2).err())
                .contains(file, "found inservice, yes;", "in-service-timeout");
        assertThat(cli.run(PLAN + " --config " + folder.resolve("none"))
                        .exiting(2)
                        .err())
                .contains("--config: expected a properties file that can be read");
        assertThat(cli.connected()).isZero();
    }

    @Test
    void the_documentation_names_every_key() {
        assertThat(Configuration.keys())
                .allSatisfy(key -> assertThat(Project.read("docs/cli.md")).contains("`" + key + "`"));
    }

    @Test
    void each_key_is_an_option() {
        assertThat(Configuration.keys())
                .allSatisfy(key -> assertThat(cli.run("environment refresh --help")
                                        .out()
                                + cli.run("environment reconcile --help").out())
                        .contains("--" + key + "="));
    }
}
