package dev.verdigris.examples.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.examples.Project;
import dev.verdigris.request.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitsTest {
    private static final int FEW = 20;

    @Test
    void the_table_of_the_page_is_what_the_command_prints() {
        assertThat(Project.read("docs/performance.md"))
                .as("run Prove waits and put its table into the page")
                .contains("\n\n" + Waits.in(Waits.WORLDS) + "\n\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 25})
    void waits_that_know_make_fewer_calls_and_end_no_later(int fleet) {
        Waits.Mean fixed = Waits.Mean.of(fleet, Waits.FIXED, FEW);
        Waits.Mean knowing = Waits.Mean.of(fleet, Policy.defaults(), FEW);

        assertThat(knowing.calls()).isLessThan(fixed.calls() * 0.6);
        assertThat(knowing.worst()).isLessThan(fixed.worst());
        assertThat(knowing.over()).isLessThanOrEqualTo(fixed.over());
    }
}
