package dev.verdigris.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "0,0ms",
        "250,250ms",
        "1000,1s",
        "1500,1.5s",
        "59999,59.9s",
        "60000,1m",
        "80000,1m 20s",
        "3600000,1h",
        "5430000,1h 30m"
    })
    void durations_read_in_their_two_largest_units(long millis, String text) {
        assertThat(Words.duration(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void one_is_singular() {
        assertThat(Words.count(1, "instance")).isEqualTo("1 instance");
        assertThat(Words.count(0, "instance")).isEqualTo("0 instances");
    }

    @Test
    void long_lists_are_cut_and_say_by_how_much() {
        List<Integer> twelve = IntStream.rangeClosed(1, 12).boxed().toList();

        assertThat(Words.list(twelve)).isEqualTo("1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more");
        assertThat(Words.list(List.of("a", "b"))).isEqualTo("a, b");
    }

    @Test
    void long_text_is_cut_between_two_characters() {
        assertThat(Words.shortened("four", 4)).isEqualTo("four");
        assertThat(Words.shortened("fiver", 4)).isEqualTo("fiv…");
        assertThat(Words.shortened("ab😀😀", 4)).isEqualTo("ab…");
    }
}
