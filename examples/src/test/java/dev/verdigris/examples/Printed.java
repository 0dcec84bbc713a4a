package dev.verdigris.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a program prints, beside what a page says that it prints. */
final class Printed {

    private Printed() {}

    static String by(Runnable program) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(before);
        }
        return printed.toString(UTF_8);
    }

    /** A line of three dots stands for any number of lines; how long things took, how many requests came and who it was may differ. */
    static Pattern pattern(String shown) {
        String lines = Arrays.stream(shown.split("(?m)^\\.\\.\\.\\n", -1))
                .map(Printed::withoutFigures)
                .map(Pattern::quote)
                .collect(Collectors.joining("(?:.*\\n)+"));
        return Pattern.compile(lines);
    }

    static String withoutFigures(String text) {
        return text.replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "MOMENT")
                .replaceAll("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("by \\S+ \\(process [0-9]+\\)", "by WHO")
                .replaceAll("(?m)^ *(?:[0-9.]+(?:ms|s|m|h) ?)+ (?= )", "TIME")
                .replaceAll("(?:\\b[0-9.]+(?:ms|s|m|h)\\b ?)+", "TIME")
                .replaceAll("[0-9,]+ (?=requests|answered)", "COUNT ");
    }
}
