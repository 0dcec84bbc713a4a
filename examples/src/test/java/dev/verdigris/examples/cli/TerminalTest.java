package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked and shown where somebody sits at a terminal, and where nobody does. */
class TerminalTest {
    private static final String REFRESH = "--env beta environment refresh ";

    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
    private final Cli cli = new Cli(cloud);

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
        assertThat(cli.typing(List.of(), REFRESH + "--yes").exiting(0).out()).doesNotContain("Continue?");
    }

    @Test
    void waiting_is_written_over_as_time_passes() {
        assertThat(cli.typing(List.of("y"), REFRESH).exiting(0).out())
                .contains("\r\u001B[K        … ")
                .containsPattern("[0-9]s of at most 6m  await-drained: 3 targets draining");
    }

    @Test
    void elsewhere_there_are_only_lines() {
        assertThat(cli.run(REFRESH + "--yes").exiting(0).out())
                .doesNotContain("\r", "\u001B")
                .containsOnlyOnce("await-drained: 3 targets draining");
    }
}
