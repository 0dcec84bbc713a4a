package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.port.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A process of Envoy, on ports of the machine's choice, which ends with whoever started it, however that ends. */
final class Envoy implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration GLANCE = Duration.ofMillis(20);

    /** Envoy does not look at its standard input, so a shell does: it ends Envoy when there is nobody left to read from. */
    private static final String LEASH = "\"$@\" </dev/null & envoy=$!; cat >/dev/null; kill -9 $envoy";

    private final Process shell;
    private final String admin;

    private Envoy(Process shell, String admin) {
        this.shell = shell;
        this.admin = admin;
    }

    /** Starts it; returns once it answers. */
    static Envoy start(Path folder, Path bootstrap) {
        Path address = folder.resolve("admin.txt");
        Path log = folder.resolve("envoy.log");
        try {
            Process shell = new ProcessBuilder(
                            "sh",
                            "-c",
                            LEASH,
                            "envoy",
                            EnvoyBinary.path(),
                            "--config-path",
                            bootstrap.toString(),
                            "--admin-address-path",
                            address.toString(),
                            "--disable-hot-restart",
                            // One thread acts on a change of weights at one moment.
                            "--concurrency",
                            "1",
                            "--log-level",
                            "warning")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Envoy(shell, address(address, log, shell));
        } catch (IOException e) {
            throw new UncheckedIOException("Envoy could not be started", e);
        }
    }

    private static String address(Path file, Path log, Process shell) throws IOException {
        TimeSource time = TimeSource.system();
        long began = time.nanoTime();
        while (time.nanoTime() - began < START.toNanos()) {
            String address = Files.exists(file) ? Files.readString(file) : "";
            if (!address.isBlank() && EnvoyView.at(address).live()) {
                return address;
            }
            LocalCloud.pause(GLANCE);
        }
        shell.destroy();
        throw new IllegalStateException(
                "expected Envoy to answer within " + START + ", found only its log:\n" + Files.readString(log));
    }

    /** Where it is asked. */
    String admin() {
        return admin;
    }

    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            shell.waitFor();
        } catch (IOException e) {
            shell.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
