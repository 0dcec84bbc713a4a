package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.verdigris.examples.Fence;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command that deploys many environments. */
class RolloutCommandTest {
    private static final Environment BETA = Environment.of("beta");
    private static final Environment EU = Environment.of("eu");
    private static final Environment US = Environment.of("us");

    @TempDir
    private Path folder;

    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .serving(BETA, 1)
            .serving(EU, 1)
            .serving(US, 1)
            .build();
    private final Cli cli = new Cli(cloud);
    private String rollout = "";

    @BeforeEach
    void a_file() throws IOException {
        written("""
                environments:
                  beta:
                    replace: 0
                  eu:
                    replace: 0
                  us:
                    replace: 0
                    keep-warm: 24h
                rollout:
                  waves:
                    beta:
                      environments: beta
                      soak: 30m
                    prod:
                      environments: [eu, us]
                      at-once: 1
                  go-back: true
                """);
    }

    private void written(String text) throws IOException {
        Path file = folder.resolve("environments.yml");
        Files.writeString(file, text);
        rollout = "--config " + file + " rollout --id v2 ";
    }

    private List<String> recorded() {
        return List.of(
                String.valueOf(cloud.recorded(BETA)),
                String.valueOf(cloud.recorded(EU)),
                String.valueOf(cloud.recorded(US)));
    }

    @Test
    void it_deploys_wave_after_wave_each_with_its_own_options() {
        String out = cli.run(rollout + "--yes").exiting(0).out();

        assertThat(recorded()).containsOnly("green");
        assertThat(out)
                .contains("  1. beta: 1 environment, then soaks for 30m", "beta/beta: succeeded", "prod/us: succeeded");
        assertThat(out.strip().lines())
                .endsWith(
                        "rollout v2: succeeded",
                        "  beta/beta: succeeded",
                        "  prod/eu: succeeded",
                        "  prod/us: succeeded");
        assertThat(cli.run("--env us environment status").exiting(0).out())
                .contains("kept warm: blue until 2026-01-02");
        assertThat(cli.closed()).isEqualTo(cli.connected());
    }

    @Test
    void a_dry_run_changes_nothing() {
        String out = cli.run(rollout + "--dry-run").exiting(0).out();

        assertThat(out).startsWith("Rollout v2").contains("eu: Deploy eu: blue → green, 10 steps");
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void a_dry_run_of_what_would_be_refused_says_so() {
        cloud.group(EU, Color.GREEN).suspend("Launch");

        assertThat(cli.run(rollout + "--dry-run").exiting(3).out()).contains("eu: would be refused: expected");
    }

    @Test
    void a_failure_ends_it_and_goes_back() {
        cloud.group(US, Color.GREEN).afflict("v2", InstanceFault.neverHealthy());

        Map<String, Object> result =
                cli.run(rollout + "--yes --json").exiting(4).json();

        assertThat(result)
                .containsEntry("outcome", "ROLLED_BACK")
                .containsEntry("stopped", "1 of 2 environments of wave prod have failed");
        assertThat(recorded()).containsOnly("blue");
        assertThat(cli.run(rollout + "--yes").exiting(4).out()).as("again").contains("prod/us: failed");
    }

    @Test
    void what_failed_is_deployed_again_if_that_is_asked_for() {
        cloud.group(US, Color.GREEN).afflict("v2", InstanceFault.neverHealthy());
        cli.run(rollout + "--yes").exiting(4);
        cloud.setLaunchVersion("v3");

        cli.run(rollout + "--yes --again").exiting(0);

        assertThat(recorded()).containsOnly("green");
    }

    @Test
    void who_does_not_agree_changes_nothing() {
        cli.typing(List.of("n"), rollout).exiting(3);
        assertThat(cloud.changes()).isZero();

        cli.typing(List.of("y"), rollout).exiting(0);
        assertThat(recorded()).containsOnly("green");
    }

    @Test
    void a_build_is_deployed_to_every_environment() {
        cli.run(rollout + "--yes --build 1.2.3").exiting(0);

        assertThat(List.of(String.valueOf(cloud.release(BETA)), String.valueOf(cloud.release(US))))
                .containsOnly("1.2.3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--id v2", "--config nowhere.yml rollout --id v2", "rollout --yes", "rollout --id v2 --yes"})
    void without_a_file_or_an_id_there_is_nothing_to_do(String words) {
        assertThat(cli.run(words).exiting(2).err()).isNotEmpty();
        assertThat(cli.connected()).isZero();
    }

    @Test
    void an_id_is_required_and_somebody_to_ask() {
        assertThat(cli.run(rollout.replace("--id v2", "--id=") + "--yes")
                        .exiting(2)
                        .err())
                .contains("rollout id: expected 1 to 40");
        assertThat(cli.run(rollout).exiting(2).err()).contains("expected --yes, or a terminal to ask on");
        assertThat(cloud.changes()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "environments: nobody | environments of this file, found 'nobody'",
                "at-once: 2 | expected 'environments' of the wave w, found none",
                "environments: [beta, beta] | expected environment 'beta' once, found it twice",
                "{environments: beta, at-once: many} | expected a number of environments at once, found 'many'",
                "{environments: beta, at-once: 0} | at once: expected 1 or more, found 0",
                "{environments: beta, soak: 5} | expected a duration like 200ms, 5s, 10m or 1h, found '5'",
                "{environments: beta, after: x} | expected 'environments', 'at-once' or 'soak', found 'after'",
                "{environments: us} | --strategy: expected blue-green in a rollout, found rolling"
            })
    void a_wave_that_makes_no_sense_is_refused(String wave, String why) throws IOException {
        written("environments:\n  beta:\n  us:\n    strategy: rolling\nrollout:\n  waves:\n    w: "
                + (wave.startsWith("{") ? wave : "{" + wave + "}") + "\n");

        assertThat(cli.run(rollout + "--yes").exiting(2).err()).contains(why);
        assertThat(cloud.changes()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tolerated-failures: 2 | tolerated failures: expected a share from 0 to less than 1, found 2.0",
                "tolerated-failures: few | expected a share such as 0.05, found 'few'",
                "go-back: maybe | expected true or false, found 'maybe'",
                "soak: 5m | expected 'waves', 'tolerated-failures' or 'go-back', found 'soak'"
            })
    void a_rollout_that_makes_no_sense_is_refused(String line, String why) throws IOException {
        written("environments:\n  beta:\nrollout:\n  " + line + "\n  waves:\n    w:\n      environments: beta\n");

        assertThat(cli.run(rollout + "--yes").exiting(2).err()).contains(why);
    }

    @Test
    void what_goes_back_keeps_its_old_fleets_warm() throws IOException {
        written("""
                environments:
                  beta:
                    keep-warm: none
                rollout:
                  go-back: true
                  waves:
                    w:
                      environments: beta
                """);

        assertThat(cli.run(rollout + "--yes").exiting(2).err())
                .contains("environment 'beta': expected a deployment that keeps the old fleet warm");
        assertThat(cloud.changes()).isZero();
    }

    @Test
    void the_json_is_as_documented() throws IOException {
        documented("rollout-dry-run", "--dry-run");
        documented("rollout", "--yes");
    }

    private void documented(String marker, String options) throws IOException {
        String text = Fence.in("docs/cli.md").stream()
                .filter(fence -> fence.origin().equals(marker))
                .findFirst()
                .orElseThrow()
                .text();
        Map<String, Object> printed =
                cli.run(rollout + "--json " + options).exiting(0).json();
        Map<String, Object> documented = JSON.std.mapFrom(text);

        assertThat(printed.keySet()).isEqualTo(documented.keySet());
        assertThat(first(printed).keySet()).isEqualTo(first(documented).keySet());
    }

    private static Map<?, ?> first(Map<String, Object> object) {
        return (Map<?, ?>) ((List<?>) object.get("environments")).get(0);
    }
}
