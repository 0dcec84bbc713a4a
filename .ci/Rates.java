import dev.verdigris.examples.Prove;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Works for {@code .ci/rates} in the classes of one tree: performs each line of its input, {@code explore SEEDS FIRST} or
 * {@code sweep NAME}, and answers with how many deployments that were, and how many nanoseconds of CPU time its thread
 * took. A case of a sweep is a deployment that is disturbed and resolved; and Prove explores its first 2,000 seeds twice,
 * once to warm up. The time of the compiler and of the garbage collector is not in it, nor that in which others had the processor.
 */
public final class Rates {
    private static final Pattern PLAYED = Pattern.compile("([\\d,]+) (?:cases,|deployments:)");

    private Rates() {}

    public static void main(String[] args) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ", 2);
            long began = cpu();
            boolean explores = words[0].equals("explore");
            long deployments = played(explores ? line.split(" ") : words);
            System.out.println((explores ? 2 * deployments : deployments) + " " + (cpu() - began));
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Prove ends the process if anything is not clean. */
    private static long played(String[] words) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Prove.main(words);
        System.setOut(out);
        long played = 0;
        for (Matcher found = PLAYED.matcher(printed.toString(StandardCharsets.UTF_8)); found.find(); ) {
            played += Long.parseLong(found.group(1).replace(",", ""));
        }
        return played;
    }
}
