package dev.verdigris.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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

        assertThat(Printed.withoutFigures(printedByQuickstart())).matches(Printed.pattern(shown.text()));
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
        List<String> pages = new ArrayList<>(
                List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "examples/consumers/README.md"));
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

    private static String printedByQuickstart() {
        return Printed.by(() -> Quickstart.main(new String[0]));
    }
}
