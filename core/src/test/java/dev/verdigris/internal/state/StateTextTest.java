package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.error.StepFailedException;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of a deployment state: what is written is read, fact by fact. */
class StateTextTest {
    private static DeploymentState read(String text) {
        return StateText.read("beta", text);
    }

    private static String write(DeploymentState state) {
        return StateText.write("beta", state, 0);
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.internal.state.Samples#names")
    void every_kind_of_state_is_read_as_it_was_written(String name) {
        assertThat(read(write(Samples.get(name)))).isEqualTo(Samples.get(name));
    }

    /** These files are never changed: each version of the format is read for good. A new minor version adds files. */
    @ParameterizedTest
    @MethodSource("dev.verdigris.internal.state.Samples#names")
    void the_golden_files_of_version_2_0_are_read_and_written_as_they_are(String name) throws IOException {
        String golden = resource("/states/v2/" + name + ".txt");

        assertThat(read(golden)).isEqualTo(Samples.get(name));
        assertThat(write(Samples.get(name))).isEqualTo(golden);
    }

    @Test
    void the_format_is_described_fact_by_fact() throws IOException {
        String described = Files.readString(Path.of("..", "docs", "deployment-state.md"));
        TreeSet<String> inDocs = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\|").matcher(described);
        while (row.find()) {
            inDocs.add(row.group(1));
        }
        TreeSet<String> written = Samples.all().values().stream()
                .flatMap(state -> write(state).lines())
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(inDocs).isEqualTo(written);
    }

    @Test
    void the_first_fact_is_the_version_and_each_line_holds_one_fact() {
        assertThat(write(Samples.get("ended"))).isEqualTo("""
                verdigris 2.0
                fencing 12
                kept-warm blue\t0
                ended d-3\tdeploy\tunlocked\tblue\t\tcarol\t2026-01-01T02:30:00Z\tPT0S\tthe group was deleted
                ended d-2\tdeploy\trolled-back\tblue\tgreen\tbob\t2026-01-01T02:00:00Z\tPT1M1.25S\tonly 2 of 3 became healthy
                ended d-1\tdeploy\tsucceeded\t\tblue\tann@ci-7 (process 4711)\t2026-01-01T00:00:00Z\tPT12M
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\r\nb",
                "a\\nb",
                "\\",
                "a\\",
                "tab\there",
                " around ",
                "",
                "{{ssm:secret}}",
                "{{{",
                "\\{",
                "ünï ☃ 😀"
            })
    void any_text_survives(String text) {
        CurrentDeployment current = Samples.open(
                Deployment.of(BETA),
                Execution.at(Samples.PREIMAGE, Phase.SHIFT)
                        .failing(new StepFailedException("register", text, text, null)));
        CurrentDeployment held = current.with(new Holding(text, text, Duration.ZERO, Duration.ZERO, 0, false));
        DeploymentState state = DeploymentState.BLANK.with(held);

        assertThat(read(write(state))).isEqualTo(state);
    }

    @Test
    void no_text_holds_two_opening_braces_in_a_row_which_parameter_store_refuses() {
        assertThat(write(Samples.get("going-back")))
                .doesNotContain("{{")
                .contains("found 500 with a back\\\\slash and \\{\\{braces}}");
    }

    @Test
    void a_tab_in_the_history_becomes_a_space() {
        EndedDeployment ended = new Ended(
                "d\t1",
                "deploy",
                EndedDeployment.Ending.UNLOCKED,
                null,
                null,
                "ann\tb",
                Samples.MIDNIGHT,
                Duration.ZERO,
                "a\tb\nc");
        DeploymentState read = read(write(DeploymentState.BLANK.remembering(ended)));

        assertThat(read.history())
                .singleElement()
                .extracting(EndedDeployment::id, EndedDeployment::who, EndedDeployment::cause)
                .containsExactly("d 1", "ann b", "a b\nc");
    }

    @Test
    void the_last_ten_ended_deployments_are_remembered_newest_first() {
        DeploymentState state = DeploymentState.BLANK;
        for (int i = 1; i <= 12; i++) {
            state = state.remembering(Samples.endedDeployment("d-" + i, null));
        }

        assertThat(read(write(state)).history())
                .extracting(EndedDeployment::id)
                .containsExactly("d-12", "d-11", "d-10", "d-9", "d-8", "d-7", "d-6", "d-5", "d-4", "d-3");
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.internal.state.Samples#names")
    void a_newer_minor_version_is_read_and_facts_that_are_not_known_are_passed_over(String name) {
        String newer = write(Samples.get(name)).replace("verdigris 2.0\n", "verdigris 2.7\nbake PT5M\n")
                + "deployment.colour mauve\nunknown with several words\n";

        assertThat(read(newer)).isEqualTo(Samples.get(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdigris 3.0\nfencing 1\n", "verdigris 10.3\n{\"whatever\":1}\nno-more-facts\n"})
    void a_newer_major_version_is_refused_whatever_its_format(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageMatching("expected the deployment state of beta in format 2\\.x, found (3\\.0|10\\.3);"
                        + " use a newer version of Verdigris; this one leaves it as it is");
    }

    @Test
    void the_format_before_the_first_release_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> read("verdigris 1.0\nfencing 1\n"))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "expected the deployment state of beta in format 2.x, found 1.0; end what is in progress with"
                                + " the version of Verdigris that wrote it, then delete it from the deployment store");
    }

    @ParameterizedTest
    @CsvSource({
        "shifting, environment.traffic registration, environment.traffic mirroring, environment.traffic 'mirroring'",
        "shifting, execution.phase shift, execution.phase baking, execution.phase 'baking'",
        "shifting, execution.phase shift, execution.phase SHIFT, execution.phase 'SHIFT'",
        "shifting, execution.direction forward, execution.direction sideways, execution.direction 'sideways'",
        "shifting, deployment.verb deploy, deployment.verb replatform, deployment.verb 'replatform'",
        "shifting, policy.keep-warm none, policy.keep-warm weekend, policy.keep-warm 'weekend'",
        "shifting, requires check:smoke, requires hook:drain-queue, requires 'hook:drain-queue'",
        "ended, ended d-1\tdeploy\tsucceeded, ended d-1\tdeploy\tpaused, ended 'paused'"
    })
    void what_only_a_newer_version_can_have_written_is_refused_by_name(
            String sample, String fact, String instead, String found) {
        String text = write(Samples.get(sample));
        assertThat(text).contains(fact);

        assertThatThrownBy(() -> read(text.replace(fact, instead)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("expected what this version knows in the deployment state of beta, found "
                        + found.replace('"', '\'')
                        + "; use a newer version of Verdigris; this one leaves it as it is");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = StateTextTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
