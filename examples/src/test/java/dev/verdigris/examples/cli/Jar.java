package dev.verdigris.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The packaged CLI as a process, in an environment of the test's choice. */
final class Jar {
    private static final String PATH = Path.of("target", "verdigris.jar").toString();

    private final Process process;
    private final CompletableFuture<String> out;
    private final CompletableFuture<String> err;

    private Jar(Process process) {
        this.process = process;
        this.out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()), Jar::thread);
        this.err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), Jar::thread);
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "output of the CLI");
        thread.setDaemon(true);
        thread.start();
    }

    /** Runs it to its end. */
    static Ran run(Map<String, String> environment, String... args) {
        return start(environment, args).ended();
    }

    /** Starts it. Of this process's environment it gets what it needs to start, and no configuration. */
    static Jar start(Map<String, String> environment, String... args) {
        List<String> command = ClassArchive.running(PATH);
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("VERDIGRIS_"));
        // Neither this machine's files nor a metadata service may answer for what is not given.
        builder.environment().put("AWS_CONFIG_FILE", "target/none");
        builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "target/none");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new Jar(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Does something once it has ended. */
    CompletableFuture<Void> whenEnded(Runnable action) {
        return process.onExit().thenRun(action);
    }

    /** SIGKILL; it has ended when this returns. What it printed stays readable: only a handle leaves that alone. */
    void kill() {
        process.toHandle().destroyForcibly();
        exit();
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for its end. */
    Ran ended() {
        return new Ran(exit(), out.join(), err.join());
    }

    private int exit() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the CLI ran", e);
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
