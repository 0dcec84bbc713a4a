package dev.verdigris.examples.fleet.cloud;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Programs of this project that run as processes of their own. Each is on a leash: it ends when the standard input that it
 * was given ends, which the machine sees to however its parent ends.
 */
public final class Program {
    private Program() {}

    /** A command that runs a program in a JVM of its own, with all that this one can load. */
    public static List<String> command(List<String> options, Class<?> main, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(main), main.getName()));
        command.addAll(List.of(args));
        return command;
    }

    /** Within Maven a program is loaded by a class loader of its own, and the class path of the JVM is Maven's. */
    private static String classPath(Class<?> main) {
        return main.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs()).map(Program::file).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private static String file(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("expected a file on the class path, found " + url, e);
        }
    }

    /** Ends this process when its standard input ends. */
    public static void onLeash() {
        Thread leash = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nobody says anything.
                }
            } catch (IOException e) {
                // As good as an end.
            }
            Runtime.getRuntime().halt(0);
        });
        leash.setDaemon(true);
        leash.start();
    }
}
