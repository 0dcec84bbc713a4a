package dev.verdigris.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about what stands around the switch shows a program as it is compiled and run, and what it prints. */
class AroundTheSwitchTest {
    private static final String PAGE = "docs/around-the-switch.md";

    static Stream<Fence> java() {
        return Fence.in(PAGE).stream().filter(fence -> fence.language().equals("java"));
    }

    @ParameterizedTest
    @MethodSource("java")
    void the_page_shows_the_program(Fence fence) {
        assertThat(fence.text()).isEqualTo(fence.source());
    }

    @Test
    void the_program_prints_what_the_page_says() {
        List<Fence> shown = Fence.in(PAGE).stream()
                .filter(fence -> fence.origin().equals("printed-by-AroundTheSwitch"))
                .toList();

        assertThat(shown)
                .singleElement()
                .satisfies(
                        fence -> assertThat(Printed.withoutFigures(printed())).matches(Printed.pattern(fence.text())));
    }

    @Test
    void it_asks_probe_hook_alarm_and_follower_and_loses_no_request() {
        assertThat(printed())
                .containsSubsequence(
                        "probe:health: done",
                        "hook:before-switch:scheduler: done",
                        "follow:router: done",
                        "or the alarm 5xx-green is red",
                        "bake: done",
                        "Paused: at the gate 'after-bake'",
                        "gate:after-bake: done",
                        "Succeeded",
                        "looks good",
                        " 0 failed");
    }

    private static String printed() {
        return Printed.by(() -> AroundTheSwitch.main(new String[0]));
    }
}
