package dev.verdigris.examples.fleet;

import dev.verdigris.examples.fleet.cloud.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A {@link Deployer} as it is seen by whoever started it. */
final class DeployingProcess {
    private final Process process;
    private final BufferedReader lines;
    private final Consumer<String> steps;

    private DeployingProcess(Process process, Consumer<String> steps) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.steps = steps;
    }

    /** Starts one; {@code steps} is told of each step that begins. */
    static DeployingProcess start(Path cloud, Strategy strategy, String verb, Consumer<String> steps) {
        try {
            return new DeployingProcess(
                    new ProcessBuilder(Program.command(
                                    List.of("-Xmx128m"), Deployer.class, cloud.toString(), strategy.toString(), verb))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start(),
                    steps);
        } catch (IOException e) {
            throw new UncheckedIOException("a process that deploys could not be started", e);
        }
    }

    /** Kills it with SIGKILL as soon as it has said that a step is done. */
    void killAfter(String step) {
        read(Deployer.DONE + step);
        process.destroyForcibly();
        end();
    }

    /**
     * Kills it with SIGKILL as soon as it has said that a step begins; what it does meanwhile, it does.
     *
     * @return its outcome, where it came to that before it was killed; empty if it did not
     */
    Optional<String> killAt(String step) {
        read(Deployer.STEP + step);
        // By its handle, since what it has said by then is still to be read.
        process.toHandle().destroyForcibly();
        Optional<String> ended = find(Deployer.OUTCOME).map(DeployingProcess::outcome);
        end();
        return ended;
    }

    /** The outcome that it says in the end. */
    String outcome() {
        String outcome = outcome(read(Deployer.OUTCOME));
        end();
        return outcome;
    }

    private static String outcome(String line) {
        return line.substring(Deployer.OUTCOME.length());
    }

    private String read(String beginning) {
        return find(beginning)
                .orElseThrow(() -> new IllegalStateException(
                        "expected the process to say '" + beginning + "', found that it ended before"));
    }

    private Optional<String> find(String beginning) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(Deployer.STEP)) {
                    steps.accept(line.substring(Deployer.STEP.length()));
                }
                if (line.startsWith(beginning)) {
                    return Optional.of(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.empty();
    }

    private void end() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ends", e);
        }
    }
}
