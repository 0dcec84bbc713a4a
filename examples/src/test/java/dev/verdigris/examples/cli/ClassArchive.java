package dev.verdigris.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM's archive of the classes of the packaged CLI, as docs/cli.md has it for whoever starts that often: nobody does it as
 * often as the tests.
 */
final class ClassArchive {
    /** The flags of short lives, with which it is made and used. */
    private static final List<String> SHORT = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    /** It is for this process alone: another one may be at work in the same folder. */
    private static final Path FILE =
            Path.of("target", "verdigris-" + ProcessHandle.current().pid() + ".jsa");
    /** What comes as far as a call to AWS, which nobody answers. */
    private static final String[] COMMAND = {
        "--endpoint-url", "http://127.0.0.1:9", "--region", "eu-west-1", "--env", "beta", "environment", "status"
    };

    private static boolean made;

    private ClassArchive() {}

    /** The beginning of a command that runs a jar. An archive that does not fit is left out without a word. */
    static synchronized List<String> running(String jar) {
        if (!made) {
            made = true;
            make(jar);
        }
        return Files.exists(FILE) ? java(jar, "-XX:SharedArchiveFile=" + FILE, "-Xlog:all=off") : java(jar);
    }

    private static List<String> java(String jar, String... options) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(SHORT);
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", jar));
        return command;
    }

    private static void make(String jar) {
        FILE.toFile().deleteOnExit();
        List<String> command = java(jar, "-XX:ArchiveClassesAtExit=" + FILE);
        command.addAll(List.of(COMMAND));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("AWS_ACCESS_KEY_ID", "nobody");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "nothing");
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
