package dev.verdigris.examples.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Where a command prints, and whom it may ask.
 *
 * @param out for what was asked for
 * @param err for everything else, when that must be alone
 * @param person who can be asked; null if nobody sits there
 */
record Terminal(PrintStream out, PrintStream err, Terminal.@org.jspecify.annotations.Nullable Person person) {

    /** Someone at the keyboard. */
    @FunctionalInterface
    interface Person {
        /** What they answer. */
        String ask(String question);
    }

    /** The terminal of this process. */
    static Terminal ofThisProcess() {
        Console console = System.console();
        return new Terminal(
                System.out, System.err, console != null && interactive(console) ? question -> answer(console, question) : null);
    }

    boolean interactive() {
        return person != null;
    }

    /** Whether the person agrees; nobody agrees where nobody sits. */
    boolean agrees(String question) {
        return person != null
                && person.ask(question + " [y/N] ").strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static String answer(Console console, String question) {
        String answer = console.readLine("%s", question);
        return answer == null ? "" : answer;
    }

    /** From JDK 22 on there is a console even where nobody sits, and a method that tells. */
    private static boolean interactive(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
