package dev.verdigris.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about many environments shows a program as it is compiled and run, and what it prints. */
class RegionsTest {
    private static final String PAGE = "docs/scale.md";

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
        Fence shown = Fence.in(PAGE).stream()
                .filter(fence -> fence.origin().equals("printed-by-Regions"))
                .findFirst()
                .orElseThrow();

        assertThat(Printed.by(() -> Regions.main(new String[0]))).isEqualTo(shown.text());
    }
}
