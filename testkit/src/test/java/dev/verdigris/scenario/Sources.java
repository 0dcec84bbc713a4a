package dev.verdigris.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sources of all modules, and the pages that speak of them. */
final class Sources {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("core", "testkit", "aws-adapter", "telemetry", "examples");

    private Sources() {}

    /** The files of every module, either {@code main} or {@code test}. */
    static List<Path> of(String kind) {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/" + kind + "/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(sources).isNotEmpty();
        return sources;
    }

    /** The simple name of what a file declares. */
    static String name(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }

    /** A page of docs. */
    static String page(String name) {
        return read(ROOT.resolve("docs").resolve(name));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
