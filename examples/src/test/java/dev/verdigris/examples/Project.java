package dev.verdigris.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's files. */
public final class Project {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Project() {}

    /** The folder that holds the README. */
    public static Path root() {
        return ROOT;
    }

    /** The text of a file, named from the root. */
    public static String read(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
