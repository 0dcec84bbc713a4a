package dev.verdigris.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The projects in {@code examples/consumers}, which are no part of this build, keep up with it. */
class ConsumersTest {
    private static final Path CONSUMERS = Project.root().resolve("examples/consumers");

    static List<Path> consumers() throws IOException {
        try (Stream<Path> folders = Files.list(CONSUMERS)) {
            return folders.filter(Files::isDirectory).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("consumers")
    void a_consumer_has_the_version_of_the_build_and_takes_it_from_the_bom(Path consumer) throws IOException {
        String pom = Project.read("pom.xml");
        String version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
        boolean gradle = Files.exists(consumer.resolve("gradle.properties"));

        assertThat(Files.readString(consumer.resolve(gradle ? "gradle.properties" : "pom.xml")))
                .contains(
                        gradle
                                ? "verdigris.version=" + version + "\n"
                                : "<verdigris.version>" + version + "</verdigris.version>");
        assertThat(Files.readString(consumer.resolve(gradle ? "build.gradle.kts" : "pom.xml")))
                .contains("verdigris-bom");
    }

    @ParameterizedTest
    @MethodSource("consumers")
    void a_consumer_is_told_of(Path consumer) throws IOException {
        assertThat(Files.readString(CONSUMERS.resolve("README.md"))).contains("| [" + consumer.getFileName() + "](");
    }

    @Test
    void the_program_of_the_gradle_build_runs() throws Exception {
        Path program = CONSUMERS.resolve("gradle/src/main/java/com/example/Main.java");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .startsWith("Succeeded: ")
                .contains(" 0 failed");
        assertThat(process.waitFor()).isZero();
    }
}
