package dev.verdigris.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.error.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was read before makes no difference to what is read next. */
class LastingFactsTest {
    private static String read(String text, LastingFacts lasting) {
        try {
            return StateText.read("beta", text, lasting).toString();
        } catch (RefusedException e) {
            return e.getMessage();
        }
    }

    private static String written(String name) {
        return StateText.write("beta", Samples.get(name), 0);
    }

    /** A text, and as it is without each of its lines, with each of them twice, and with another word at its end. */
    private static Set<String> variants(String text) {
        Set<String> variants = new LinkedHashSet<>();
        variants.add(text);
        List<String> lines = text.lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            List<String> without = new ArrayList<>(lines);
            String line = without.remove(i);
            List<String> twice = new ArrayList<>(lines);
            twice.add(i, line);
            List<String> other = new ArrayList<>(lines);
            other.set(i, line + "x");
            for (List<String> variant : List.of(without, twice, other)) {
                variants.add(String.join("\n", variant) + "\n");
            }
        }
        return variants;
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.internal.state.Samples#names")
    void whatever_line_of_a_text_is_another_than_before_is_read(String name) {
        String text = written(name);
        for (String variant : variants(text)) {
            LastingFacts lasting = new LastingFacts();
            read(text, lasting);

            assertThat(read(variant, lasting)).as(variant).isEqualTo(read(variant, new LastingFacts()));
            assertThat(read(text, lasting)).as("after %s", variant).isEqualTo(read(text, new LastingFacts()));
        }
    }

    /** A fact of a part that does not know it would have every text read as a whole. */
    @ParameterizedTest
    @MethodSource("dev.verdigris.internal.state.Samples#names")
    void each_line_that_is_written_stands_in_its_part(String name) {
        assertThat(new StateParts(written(name)).inOrder()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.internal.state.Samples#names")
    void a_text_in_another_order_says_the_same(String name) {
        List<String> lines = new ArrayList<>(written(name).lines().toList());
        lines.sort(
                Comparator.comparingInt(line -> line.startsWith("verdigris ") ? 0 : line.startsWith("ended") ? 1 : 2));

        assertThat(StateText.read("beta", String.join("\n", lines) + "\n")).isEqualTo(Samples.get(name));
    }

    @Test
    void one_kind_of_state_after_the_other_is_read_as_by_itself() {
        LastingFacts lasting = new LastingFacts();
        for (String first : Samples.names().toList()) {
            for (String second : Samples.names().toList()) {
                read(written(first), lasting);

                assertThat(read(written(second), lasting))
                        .as("%s after %s", second, first)
                        .isEqualTo(Samples.get(second).toString());
            }
        }
    }
}
