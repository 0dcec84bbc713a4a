package dev.verdigris.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PhaseTest {

    @Test
    void labels_are_stable_strings_in_the_order_of_a_deployment() {
        assertThat(Arrays.stream(Phase.values()).map(Phase::label))
                .containsExactly("prepare", "shift", "bake", "finalize");
    }

    @Test
    void only_finalize_is_past_the_point_of_no_return() {
        assertThat(Arrays.stream(Phase.values()).filter(phase -> !phase.reversible()))
                .containsExactly(Phase.FINALIZE);
    }
}
