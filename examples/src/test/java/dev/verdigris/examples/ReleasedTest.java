package dev.verdigris.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What is released together: the BOM knows all of it, and each jar comes with its overview and is compared with the last one. */
class ReleasedTest {
    private static final Document ROOT = pom("pom.xml");
    private static final Document BOM = pom("bom/pom.xml");

    private static Document pom(String path) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Project.root().resolve(path).toFile());
        } catch (Exception e) {
            throw new IllegalStateException("expected a pom at " + path, e);
        }
    }

    /** The modules whose jars are deployed: all but the BOM and the examples. */
    static Stream<String> modules() {
        return texts(ROOT.getDocumentElement(), "module")
                .filter(module -> !module.equals("bom") && !module.equals("examples"));
    }

    private static Stream<String> texts(Element within, String name) {
        return elements(within, name).map(Node::getTextContent);
    }

    private static Stream<Element> elements(Element within, String name) {
        NodeList found = within.getElementsByTagName(name);
        return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1).map(i -> (Element) found.item(i));
    }

    /** The text of an element directly below a pom's root. */
    private static String own(Document pom, String name) {
        return elements(pom.getDocumentElement(), name)
                .filter(element -> element.getParentNode().isSameNode(pom.getDocumentElement()))
                .map(Node::getTextContent)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_bom_manages_every_jar_that_is_deployed_and_nothing_else() {
        List<String> deployed = modules()
                .map(module -> own(pom(module + "/pom.xml"), "artifactId"))
                .toList();

        assertThat(elements(BOM.getDocumentElement(), "dependency")
                        .flatMap(dependency -> texts(dependency, "artifactId"))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(deployed);
    }

    @Test
    void the_bom_names_the_version_of_the_build_and_is_published_without_its_parent() {
        assertThat(elements(BOM.getDocumentElement(), "dependency").flatMap(one -> texts(one, "version")))
                .containsOnly("${project.version}");
        assertThat(texts(BOM.getDocumentElement(), "flattenMode")).containsExactly("bom");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void each_jar_has_sources_javadoc_and_a_comparison_with_the_last_one(String module) {
        assertThat(texts(pom(module + "/pom.xml").getDocumentElement(), "artifactId"))
                .contains("maven-source-plugin", "maven-javadoc-plugin", "japicmp-maven-plugin");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void each_overview_says_where_to_begin(String module) throws IOException {
        Path overview = Project.root().resolve(module).resolve("src/main/javadoc/overview.html");

        assertThat(Files.readString(overview)).contains("<p>Begin at {@link dev.verdigris.");
    }
}
