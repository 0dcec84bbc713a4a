package dev.verdigris.aws.moto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Python that has Moto: a virtual environment under {@code .moto} at the root of the project, one for each set of
 * requirements and interpreter, made once and kept.
 */
final class Python {
    private static final String INSTALL =
            "The tests run on a Moto server and need Python 3.11 to 3.14 as 'python3' on the PATH, with its venv module"
                    + " (on Debian and Ubuntu: apt-get install python3 python3-venv); or set MOTO_ENDPOINT to a Moto"
                    + " server that runs.";

    /** Fails where the interpreter is too old, or cannot make virtual environments; prints what identifies it. */
    private static final String INTRODUCTION =
            "import ensurepip, sys, venv; assert (3, 11) <= sys.version_info < (3, 15), sys.version;"
                    + " print(sys.executable, sys.version)";

    private Python() {}

    /** The interpreter of the virtual environment. Several JVMs may ask at once: one makes it, the others wait. */
    static Path withMoto() {
        String interpreter = introduction();
        String requirements = resource("requirements.txt");
        try {
            Path base = Files.createDirectories(projectRoot().resolve(".moto"));
            String key = hash(interpreter + requirements);
            Path made = base.resolve(key);
            Path complete = made.resolve("complete");
            try (FileChannel file = FileChannel.open(
                    base.resolve(key + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Held until the file is closed, or this JVM is gone.
                file.lock();
                if (!Files.exists(complete)) {
                    delete(made);
                    make(made, requirements);
                    Files.createFile(complete);
                }
            }
            return interpreterOf(made);
        } catch (IOException e) {
            throw new UncheckedIOException("the virtual environment with Moto could not be made", e);
        }
    }

    static String resource(String name) {
        try (InputStream resource = Python.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("expected the resource " + name + ", found none");
            }
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String introduction() {
        try {
            return run(List.of("python3", "-c", INTRODUCTION));
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException(INSTALL, e);
        }
    }

    private static void make(Path place, String requirements) throws IOException {
        run(List.of("python3", "-m", "venv", place.toString()));
        Path list = Files.writeString(place.resolve("requirements.txt"), requirements);
        // The list is whole: what is not in it is not installed.
        run(List.of(
                interpreterOf(place).toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-input",
                "--disable-pip-version-check",
                "--no-deps",
                "-r",
                list.toString()));
    }

    private static Path interpreterOf(Path place) {
        return place.resolve("bin").resolve("python");
    }

    /** Where Maven finds it too: the nearest folder upwards that holds {@code .mvn}. */
    private static Path projectRoot() {
        @Nullable Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("expected to run within the project, found no folder .mvn from "
                    + Path.of("").toAbsolutePath() + " upwards");
        }
        return folder;
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + String.join(" ", command), e);
        }
        return output;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
