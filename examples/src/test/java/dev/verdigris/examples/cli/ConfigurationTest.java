package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.examples.Fence;
import dev.verdigris.examples.Project;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Naming;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.LaunchTolerance;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
        file = folder.resolve("beta.yml").toString();
        configured("in-service-timeout: 33m");
    }

    /** The file holds beta with these options, from line 3 on. */
    private void configured(String... options) throws IOException {
        written("environments:\n  beta:\n    " + String.join("\n    ", options) + "\n");
    }

    private void written(String text) throws IOException {
        Files.writeString(Path.of(file), text);
    }

    private String inService(String commandLine) {
        return cli.run(commandLine).exiting(0).out().replaceAll("(?s).*in service, at most (\\w+).*", "$1");
    }

    @Test
    void what_is_typed_comes_before_the_environment_before_the_file_before_the_default() {
        assertThat(inService("--env beta " + PLAN)).isEqualTo("15m");
        assertThat(inService("--env beta --config " + file + " " + PLAN)).isEqualTo("33m");
        cli.with(Map.of(VARIABLE, "44m"));
        assertThat(inService("--env beta --config " + file + " " + PLAN)).isEqualTo("44m");
        assertThat(inService("--env beta --config " + file + " --in-service-timeout 55m " + PLAN))
                .isEqualTo("55m");
    }

    @Test
    void the_file_may_be_named_in_the_environment_or_after_the_command() {
        assertThat(inService(PLAN + " --env=beta --config=" + file)).isEqualTo("33m");
        cli.with(Map.of("VERDIGRIS_CONFIG", file, "VERDIGRIS_ENV", "beta"));
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
        "follow-timeout, follow",
        "unused-timeout, unused",
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
        configured("poll-interval: often");
        assertThat(cli.run("--env beta " + PLAN + " --config " + file)
                        .exiting(2)
                        .err())
                .startsWith(file + ":3: ")
                .contains("--poll-interval", "found 'often'");
    }

    @Test
    void a_value_that_only_makes_no_sense_later_is_named_with_its_line_too() throws IOException {
        configured("hold: 30s", "lease: 1ms");
        assertThat(cli.run("--env beta " + PLAN + " --config " + file)
                        .exiting(2)
                        .err())
                .contains("--lease: expected 1s or more", "(configured by " + file + ":4)");
        assertThat(cli.run("--env beta " + PLAN + " --lease 2ms --config " + file)
                        .exiting(2)
                        .err())
                .contains("--lease: expected 1s or more")
                .doesNotContain("configured by");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "environments:\\n  beta:\\n    inservice: 3m\\n|:3: expected an option of an environment, found 'inservice'; they are ",
                "environments:\\n  beta:\\n    hold: 1m\\n    yes: true\\n|:4: expected an option of an environment, found 'yes'",
                "environments:\\n  beta:\\n    hold: 1m\\n    hold: 2m\\n|:4: expected 'hold' once, found it on line 3 already",
                "environments:\\n  beta:\\n  beta:\\n|:3: expected 'beta' once, found it on line 2 already",
                "environments:\\n  beta:\\n  prod:\\n    hold: soon\\n|:4: ",
                "environments:\\n  beta:\\n    hold:\\n|:3: expected a value of 'hold', found none",
                "environments:\\n  beta:\\n    hold: [1m, 2m]\\n|:3: expected one value of 'hold', found a list",
                "environments:\\n  beta:\\n    hold: {a: b}\\n|:3: expected a value of 'hold', found none",
                "environments:\\n  beta: text\\n|:2: expected the options of beta by their names, found none",
                "environments: [beta]\\n|:1: expected environments by their names, found none",
                "environment:\\n  beta:\\n|:1: expected 'environments' or 'rollout', found 'environment'",
                "environments:\\n  beta:\\n\\thold: 1m\\n|:3: expected YAML, found that it cannot be read",
                "beta\\n|:1: expected 'environments:', found none",
                "# nothing\\n|: expected 'environments:', found nothing",
            })
    void a_file_that_is_wrong_is_refused_with_the_line(String text, String problem) throws IOException {
        written(text.replace("\\n", "\n").replace("\\t", "\t"));

        assertThat(cli.run("--env beta " + PLAN + " --config " + file)
                        .exiting(2)
                        .err())
                .startsWith(file + problem);
        assertThat(cli.connected()).isZero();
    }

    @Test
    void an_environment_that_there_is_not_is_refused_with_those_that_there_are() throws IOException {
        written("environments:\n  beta:\n  prod:\n");

        assertThat(cli.run("--env staging " + PLAN + " --config " + file)
                        .exiting(2)
                        .err())
                .isEqualTo(file + ": expected --env to name one of beta, prod, found 'staging'\n");
        cli.run("--env beta " + PLAN + " --config " + file).exiting(0);
    }

    @Test
    void each_environment_has_its_own_options() throws IOException {
        written("environments:\n  beta:\n    in-service-timeout: 33m\n  prod:\n    in-service-timeout: 44m\n");

        assertThat(OptionsTest.parsed("--env", "prod", "--config", file)
                        .policy()
                        .deadlines()
                        .inService())
                .isEqualTo(Duration.ofMinutes(44));
    }

    @Test
    void several_values_are_a_list() throws IOException {
        configured("traffic: forwarding", "route:", "- web:443/beta/*", "- web:80");

        assertThat(OptionsTest.parsed("--env", "beta", "--config", file).environment())
                .isEqualTo(Environment.named("beta")
                        .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "web:443/beta/*", "web:80"))
                        .build());
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        assertThat(cli.run("--env beta " + PLAN + " --config " + folder.resolve("none"))
                        .exiting(2)
                        .err())
                .contains("--config: expected a YAML file that can be read");
        assertThat(cli.connected()).isZero();
    }

    @Test
    void every_command_reads_it() throws IOException {
        configured("blue-group: odd", "keep-warm: none", "stable-for: 1s");

        for (String command : List.of(
                "status",
                "validate",
                "history",
                "rollback --dry-run",
                "cleanup --dry-run",
                "shutdown --dry-run",
                "start --dry-run",
                "switch green --dry-run",
                "refresh --dry-run",
                "reconcile --dry-run")) {
            Ran ran = cli.run("--env beta environment " + command + " --config " + file);
            boolean asked = command.equals("history");
            assertThat(ran.exit()).as("%s", command).isEqualTo(asked ? 0 : 3);
            assertThat(ran.err()).as("%s", command).contains(asked ? "" : "'odd'");
        }
    }

    @Test
    void the_example_of_the_documentation_is_read() throws IOException {
        Fence example = Fence.in("docs/cli.md").stream()
                .filter(fence -> fence.origin().equals("config"))
                .findFirst()
                .orElseThrow();
        written(example.text());

        Options prod = OptionsTest.parsed("--env", "prod", "--config", file);
        assertThat(prod.environment().traffic())
                .isEqualTo(Traffic.forwarding("Prod-Blue", "Prod-Green", "web:443", "web:80/prod/*")
                        .hold(Duration.ofMinutes(1)));
        assertThat(prod.store()).hasToString("dynamodb:deployments");
        assertThat(OptionsTest.parsed("--env", "beta", "--config", file)
                        .policy()
                        .deadlines()
                        .inService())
                .isEqualTo(Duration.ofMinutes(40));
        cli.run("--env beta " + PLAN + " --config " + file).exiting(0);
    }

    @Test
    void the_documentation_names_every_key() {
        assertThat(keys())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(Project.read("docs/cli.md")).contains("`--" + key));
    }

    private static Set<String> keys() {
        return Configuration.options(OptionPositionsTest.program()).keySet();
    }

    /** What is said about one run is no key, and everything else is: there is no list that a new option must be put into. */
    @Test
    void every_option_is_a_key_but_what_is_said_about_one_run() {
        assertThat(keys())
                .contains("blue-group", "route", "keep-warm", "shift", "stable-for", "wait", "launch-failures")
                .doesNotContain("env", "config", "yes", "json", "capacity", "take-over", "dry-run", "reason", "force");
    }
}
