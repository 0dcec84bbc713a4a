package dev.verdigris.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of strategies shows stages as they are compiled and run. */
class CanaryTest {

    @Test
    void the_page_shows_the_program() {
        List<Fence> shown = Fence.in("docs/strategies.md").stream()
                .filter(fence -> fence.origin().endsWith("#canary"))
                .toList();

        assertThat(shown)
                .singleElement()
                .satisfies(fence -> assertThat(fence.text()).isEqualTo(fence.source()));
    }

    @Test
    void the_program_goes_through_its_stages_and_loses_no_request() {
        assertThat(Printed.by(() -> Canary.main(new String[0])))
                .containsSubsequence(
                        "* 8. bake:50",
                        "shift:10",
                        "bake:10: 10 % for another 5m\n",
                        "bake:10: 10 % for another 4m\n",
                        "shift:50",
                        "shift:100",
                        " 0 failed");
    }
}
