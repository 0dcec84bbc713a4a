package dev.verdigris.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README shows is what is compiled, and what it says is printed is printed. */
class ReadmeTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");

    static Stream<Fence> java() {
        return Fence.in("README.md").stream().filter(fence -> fence.language().equals("java"));
    }

    @ParameterizedTest
    @MethodSource("java")
    void java_comes_from_sources_that_are_compiled_and_run(Fence fence) {
        assertThat(fence.origin())
                .as("the comment that says where it comes from")
                .contains("#");
        assertThat(fence.text()).isEqualTo(fence.source());
    }

    @Test
    void the_program_of_the_first_screen_has_twelve_lines() {
        assertThat(java().findFirst().orElseThrow().text().lines()).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void the_quickstart_prints_what_the_readme_says() {
        Fence shown = Fence.in("README.md").stream()
                .filter(fence -> fence.origin().equals("printed-by-Quickstart"))
                .findFirst()
                .orElseThrow();

        assertThat(withoutFigures(printedByQuickstart())).matches(pattern(shown.text()));
    }

    @Test
    void the_quickstart_loses_no_request() {
        assertThat(printedByQuickstart()).containsPattern("[0-9,]+ requests: .* by v1, .* by v2, 0 failed\n$");
    }

    @Test
    void coordinates_name_the_version_of_the_build() {
        String pom = Project.read("pom.xml");
        String version = pom.substring(pom.indexOf("<version>"), pom.indexOf("</version>"));

        assertThat(Fence.in("README.md"))
                .filteredOn(fence -> fence.language().equals("xml"))
                .isNotEmpty()
                .allSatisfy(fence -> assertThat(fence.text()).contains(version));
    }

    static Stream<String> pages() throws IOException {
        List<String> pages = new ArrayList<>(List.of("README.md", "CHANGELOG.md"));
        try (Stream<Path> files = Files.walk(Project.root().resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md"))
                    .forEach(file -> pages.add(Project.root().relativize(file).toString()));
        }
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_lead_somewhere(String file) {
        Path folder = Project.root().resolve(file).getParent();

        assertThat(LINK.matcher(Project.read(file)).results().map(link -> link.group(1)))
                .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
    }

    /** A line of three dots stands for any number of lines; how long things took, how many requests came and who it was may differ. */
    private static Pattern pattern(String shown) {
        String lines = Arrays.stream(shown.split("(?m)^\\.\\.\\.\\n", -1))
                .map(ReadmeTest::withoutFigures)
                .map(Pattern::quote)
                .collect(Collectors.joining("(?:.*\\n)+"));
        return Pattern.compile(lines);
    }

    private static String withoutFigures(String text) {
        return text.replaceAll("(?m)^ *(?:[0-9.]+(?:ms|s|m|h) ?)+ (?= )", "TIME")
                .replaceAll("(?:\\b[0-9.]+(?:ms|s|m|h)\\b ?)+", "TIME")
                .replaceAll("[0-9,]+ (?=requests|answered)", "COUNT ")
                .replaceAll("last: \\S+", "last: ID")
                .replaceAll("begun \\S+ by .*", "begun THEN by WHO");
    }

    private static String printedByQuickstart() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            Quickstart.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(UTF_8);
    }
}
