package dev.verdigris.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources are read more often than written: files are short, and the names of tests are sentences that can be read at once. */
class SourcesTest {
    private static final int LINES = 400;
    private static final int CHARACTERS = 80;
    private static final Pattern SENTENCE = Pattern.compile("\\bvoid\\s+([a-z][A-Za-z0-9]*_\\w+)\\(");

    @ParameterizedTest
    @ValueSource(strings = {"main", "test"})
    void no_file_has_more_than_400_lines(String kind) {
        assertThat(Sources.of(kind))
                .filteredOn(file -> Sources.read(file).lines().count() > LINES)
                .as("to be split by what they are about")
                .isEmpty();
    }

    @Test
    void no_name_of_a_test_has_more_than_80_characters() {
        List<String> names =
                Sources.of("test").stream().flatMap(SourcesTest::sentences).toList();

        assertThat(names).isNotEmpty();
        assertThat(names).filteredOn(name -> name.length() > CHARACTERS).isEmpty();
    }

    private static Stream<String> sentences(Path file) {
        return SENTENCE.matcher(Sources.read(file)).results().map(found -> found.group(1));
    }
}
