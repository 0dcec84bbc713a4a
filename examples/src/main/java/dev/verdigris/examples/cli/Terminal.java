package dev.verdigris.examples.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints, and whom it may ask.
 *
 * @param out for what was asked for
 * @param err for everything else, when that must be alone
 * @param person who can be asked; null if nobody sits there
 */
record Terminal(PrintStream out, PrintStream err, @Nullable Person person) {

    /** Someone at the keyboard. */
    @FunctionalInterface
    interface Person {
        /** The next line they type; null if they have left. */
        @Nullable
        String answer();
    }

    /** The terminal of this process. What it prints is UTF-8, whatever the locale: so JSON must be. */
    @SuppressWarnings("SystemConsoleNull") // see isTerminal
    static Terminal ofThisProcess() {
        Console console = System.console();
        return new Terminal(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                console != null && isTerminal(console) ? () -> line(console) : null);
    }

    boolean interactive() {
        return person != null;
    }

    /** Asks, and says whether the person agrees; nobody agrees where nobody sits. */
    boolean agrees(String question, PrintStream on) {
        if (person == null) {
            return false;
        }
        on.print(question + " [y/N] ");
        on.flush();
        String answer = person.answer();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Reads on a thread of its own, since no interrupt ends a read: whoever interrupts this one has left. */
    private static @Nullable String line(Console console) {
        FutureTask<@Nullable String> line = new FutureTask<>(console::readLine);
        Thread reader = new Thread(line, "console");
        reader.setDaemon(true);
        reader.start();
        try {
            return line.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the console could not be read", e.getCause());
        }
    }

    /** From JDK 22 on there is a console even where nobody sits, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
