import dev.verdigris.examples.Prove;
import dev.verdigris.testkit.sweep.Explorer;
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
 * took. The time of the compiler and of the garbage collector is not in it, nor that in which others had the processor.
 */
public final class Rates {
    private static final Pattern CASES = Pattern.compile("([\\d,]+) cases");

    private Rates() {}

    public static void main(String[] args) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ", 2);
            long began = cpu();
            long deployments = words[0].equals("explore") ? explored(words[1].split(" ")) : swept(words[1]);
            System.out.println(deployments + " " + (cpu() - began));
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long explored(String[] words) {
        Explorer.Report report = Explorer.explore(Long.parseLong(words[1]), Long.parseLong(words[0]));
        report.orThrow();
        return report.deployments();
    }

    /** Each case is a deployment that is disturbed and resolved. Prove ends the process if one is not clean. */
    private static long swept(String name) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Prove.main(new String[] {"sweep", name});
        System.setOut(out);
        long cases = 0;
        for (Matcher found = CASES.matcher(printed.toString(StandardCharsets.UTF_8)); found.find(); ) {
            cases += Long.parseLong(found.group(1).replace(",", ""));
        }
        return cases;
    }
}
