package dev.verdigris.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of failure stories has every number, names tests that exist, and misses none that is named after a story. */
class FailureStoriesPageTest {
    /** The reports that showed something wrong, by their numbers. */
    private static final List<String> REPORTS = List.of(
            "M01", "M02", "M03", "M04", "M05", "M06", "M07", "M08", "M09", "S01", "S02", "S03", "S05", "S06", "S07",
            "S08", "S09", "S10", "S11", "S14", "S15", "S16", "S20", "S21", "S22", "S23");

    private final String page = Sources.page("failure-stories.md");

    @Test
    void every_number_has_a_row_of_its_own() {
        List<String> numbers = new ArrayList<>();
        for (int i = 1; i <= 35; i++) {
            numbers.add("story " + i);
        }
        for (int i = 1; i <= 10; i++) {
            numbers.add("defect " + i);
        }
        REPORTS.forEach(report -> numbers.add("report " + report));

        assertThat(rows())
                .extracting(row -> row.substring(2, row.indexOf(" |", 2)))
                .isEqualTo(numbers);
    }

    @Test
    void every_row_names_a_test_or_says_what_it_waits_for() {
        assertThat(rows()).allMatch(row -> row.matches(".*(`|waits for|cannot apply).*"));
    }

    @Test
    void every_test_that_the_page_names_is_there() {
        Map<String, String> sources = sources();

        assertThat(named())
                .isNotEmpty()
                .allSatisfy(test -> assertThat(sources.get(test.substring(0, test.indexOf('.'))))
                        .as("the source of %s", test)
                        .contains("void " + test.substring(test.indexOf('.') + 1) + "("));
    }

    @Test
    void every_test_that_is_named_after_a_story_is_on_the_page() {
        Set<String> tests = new TreeSet<>();
        sources()
                .forEach((name, source) -> Pattern.compile("void ((?:story|defect|report)_[a-z]?\\d\\d_\\w+)\\(")
                        .matcher(source)
                        .results()
                        .forEach(method -> tests.add(name + "." + method.group(1))));

        assertThat(named()).containsAll(tests);
    }

    private List<String> rows() {
        return page.lines()
                .filter(line -> line.matches("\\| (story|defect|report) \\w.*"))
                .toList();
    }

    /** The tests that the page names, each with its class. */
    private Set<String> named() {
        Set<String> named = new TreeSet<>();
        Matcher test = Pattern.compile("`(\\w+Test\\.)?([a-z]\\w*_\\w+)`").matcher(page);
        while (test.find()) {
            assertThat(test.group(1)).as("the class of %s", test.group(2)).isNotNull();
            named.add(test.group(1) + test.group(2));
        }
        return named;
    }

    /** The sources of all test classes, by the class's simple name. */
    private static Map<String, String> sources() {
        return Sources.of("test").stream()
                .filter(file -> Sources.name(file).endsWith("Test"))
                .collect(Collectors.toMap(Sources::name, Sources::read, String::concat));
    }
}
