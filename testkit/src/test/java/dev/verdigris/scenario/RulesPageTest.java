package dev.verdigris.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page of rules, the tests that hold them, and what the sources say of rules agree. */
class RulesPageTest {
    private static final Path DOCS = Path.of("..", "docs");

    private static final Pattern SECTION = Pattern.compile("(?ms)^### (R\\d+) [^\\n]+\\n(.*?)(?=^##|\\z)");
    private static final Pattern TESTS = Pattern.compile("(?m)^- \\[(\\w+)]\\((\\S+)\\): (.+)$");
    private static final Pattern METHOD = Pattern.compile("`(\\w+)`");
    private static final Pattern NAMED_AFTER_A_RULE = Pattern.compile("\\bvoid (r(\\d+)_\\w+)\\(");
    private static final Pattern REFERENCE = Pattern.compile("\\bR\\d{1,2}\\b");

    /** A rule as it is on the page. */
    private record Rule(String number, String text) {

        static List<Rule> all() {
            return SECTION.matcher(Sources.page("rules.md"))
                    .results()
                    .map(section -> new Rule(section.group(1), section.group(2)))
                    .toList();
        }

        List<HeldBy> tests() {
            return TESTS.matcher(text)
                    .results()
                    .flatMap(line -> METHOD.matcher(line.group(3))
                            .results()
                            .map(method -> new HeldBy(line.group(1), line.group(2), method.group(1))))
                    .toList();
        }

        boolean built() {
            return !text.strip().startsWith("Not built yet: ");
        }
    }

    /** A test that a rule names. */
    private record HeldBy(String test, String link, String method) {

        boolean exists() {
            Path source = DOCS.resolve(link);
            return source.endsWith(test + ".java")
                    && Files.exists(source)
                    && Sources.read(source).contains("void " + method + "(");
        }

        String name() {
            return test + "." + method;
        }
    }

    @Test
    void every_rule_is_there_once_and_in_order() {
        assertThat(Rule.all())
                .extracting(Rule::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 35).mapToObj(n -> "R" + n).toList());
    }

    @Test
    void a_rule_names_tests_that_hold_it_or_says_that_it_is_not_built() {
        assertThat(Rule.all())
                .allSatisfy(rule -> assertThat(rule.tests().isEmpty())
                        .as("%s names no test, expected that of rules that are not built yet alone", rule.number())
                        .isEqualTo(!rule.built()));
    }

    @Test
    void each_test_that_a_rule_names_exists() {
        for (Rule rule : Rule.all()) {
            assertThat(rule.tests().stream().filter(test -> !test.exists()).map(HeldBy::name))
                    .as("what docs/rules.md names below %s and no source has", rule.number())
                    .isEmpty();
        }
    }

    @Test
    void each_test_named_after_a_rule_is_named_by_it() {
        TreeSet<String> named = new TreeSet<>();
        for (Rule rule : Rule.all()) {
            rule.tests().forEach(test -> named.add(rule.number() + ": " + test.name()));
        }
        TreeSet<String> missing = new TreeSet<>();
        for (Path source : Sources.of("test")) {
            String test = Sources.name(source);
            for (MatchResult method :
                    NAMED_AFTER_A_RULE.matcher(Sources.read(source)).results().toList()) {
                missing.add("R" + method.group(2) + ": " + test + "." + method.group(1));
            }
        }
        assertThat(missing).isNotEmpty();
        missing.removeAll(named);
        assertThat(missing)
                .as("tests to be named in docs/rules.md, below their rule")
                .isEmpty();
    }

    @Test
    void each_rule_that_the_sources_speak_of_is_there() {
        List<String> known = Rule.all().stream().map(Rule::number).toList();
        List<String> references = new ArrayList<>();
        for (String kind : List.of("main", "test")) {
            for (Path source : Sources.of(kind)) {
                REFERENCE
                        .matcher(Sources.read(source))
                        .results()
                        .map(MatchResult::group)
                        .forEach(rule -> references.add(rule + " in " + source.getFileName()));
            }
        }
        assertThat(references).isNotEmpty();
        references.removeIf(reference -> known.contains(reference.substring(0, reference.indexOf(' '))));
        assertThat(references)
                .as("references to rules that docs/rules.md does not have")
                .isEmpty();
    }
}
