package dev.verdigris.examples.fleet.cloud;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Starts each instance as a process of its own, with a JVM small enough that a dozen fit. */
final class ProcessMachine implements Machine {
    private static final List<String> SMALL = List.of(
            "-Xmx24m",
            "-Xss256k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Dsun.net.httpserver.nodelay=true",
            "-Dsun.net.httpserver.idleInterval=60");

    @Override
    public Running start(Account.Template template) {
        try {
            Process process = new ProcessBuilder(
                            Program.command(SMALL, Server.class, template.version, String.valueOf(template.bootMillis)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new RunningProcess(process, CompletableFuture.supplyAsync(() -> port(process)));
        } catch (IOException e) {
            throw new UncheckedIOException("an instance could not be started", e);
        }
    }

    /** The port that it prints; 0 if it ends before. */
    private static int port(Process process) {
        try {
            String line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            return line == null ? 0 : Integer.parseInt(line);
        } catch (IOException e) {
            return 0;
        }
    }

    private record RunningProcess(Process process, CompletableFuture<Integer> printed) implements Running {
        @Override
        public int port() {
            return printed.getNow(0);
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public boolean alive() {
            return process.isAlive();
        }

        @Override
        public void end() {
            process.destroyForcibly();
        }
    }
}
