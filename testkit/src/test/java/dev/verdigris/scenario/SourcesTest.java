package dev.verdigris.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests are read as often as what they test: their files are short, and their names are sentences that can be read at once. */
class SourcesTest {
    private static final int LINES = 400;
    private static final int CHARACTERS = 80;
    private static final Pattern SENTENCE = Pattern.compile("\\bvoid\\s+([a-z][A-Za-z0-9]*_\\w+)\\(");

    @Test
    void no_file_has_more_than_400_lines() {
        assertThat(Sources.of("test"))
                .allSatisfy(file ->
                        assertThat(Sources.read(file).lines()).as("%s", file).hasSizeLessThanOrEqualTo(LINES));
    }

    @Test
    void no_name_of_a_test_has_more_than_80_characters() {
        assertThat(Sources.of("test"))
                .flatMap(SourcesTest::sentences)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(CHARACTERS));
    }

    private static List<String> sentences(Path file) {
        return SENTENCE.matcher(Sources.read(file))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
