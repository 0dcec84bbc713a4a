package dev.verdigris.examples;

import dev.verdigris.model.Traffic;
import dev.verdigris.port.TimeSource;
import dev.verdigris.testkit.sweep.CrashSweep;
import dev.verdigris.testkit.sweep.Explorer;
import dev.verdigris.testkit.sweep.Scenario;
import dev.verdigris.testkit.sweep.Scenarios;
import dev.verdigris.testkit.sweep.SweepReport;
import dev.verdigris.testkit.sweep.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Looks for a deployment that leaves something behind, for as long as you like, on all processors.
 *
 * <pre>{@code
 * explore SEEDS [FIRST]             random deployments, from a seed each
 * sweep [moves] [pairs] [NAME]      every crash, crossed with moves of the world, or with second crashes; of the
 *                                   scenarios whose name has NAME in it, else of all
 * digest SEEDS [FIRST]              what became of each seed, as a number: two versions that behave alike print the same
 * }</pre>
 *
 * <p>Ends with 1 if it found one, whose story it has printed.
 */
public final class Prove {
    private static final long WARM_UP = 2000;
    private static final Traffic TRAFFIC = Traffic.registration("Beta");

    private Prove() {}

    /** The command and its arguments. */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        boolean clean;
        String command = words.isEmpty() ? "explore" : words.get(0);
        if (command.equals("sweep")) {
            clean = sweep(words.subList(1, words.size()));
        } else {
            long seeds = words.size() > 1 ? Long.parseLong(words.get(1)) : 100_000;
            long first = words.size() > 2 ? Long.parseLong(words.get(2)) : 1;
            clean = command.equals("digest") ? digest(first, seeds) : explore(first, seeds);
        }
        if (!clean) {
            System.exit(1);
        }
    }

    /** Shared among the processors: seeds have nothing to do with each other. */
    private static boolean explore(long first, long seeds) {
        Explorer.explore(TRAFFIC, first, Math.min(seeds, WARM_UP));
        int shares = (int) Math.max(1, Math.min(seeds, Runtime.getRuntime().availableProcessors()));
        long began = TimeSource.system().nanoTime();
        List<Explorer.Report> reports = IntStream.range(0, shares)
                .parallel()
                .mapToObj(share -> Explorer.explore(
                        TRAFFIC, first + seeds * share / shares, seeds * (share + 1) / shares - seeds * share / shares))
                .toList();
        double seconds = (TimeSource.system().nanoTime() - began) / 1e9;
        Explorer.Report report = new Explorer.Report(
                seeds,
                reports.stream().mapToLong(Explorer.Report::deployments).sum(),
                reports.stream().flatMap(each -> each.violations().stream()).toList(),
                reports.stream().mapToLong(Explorer.Report::failed).sum());
        System.out.printf(
                Locale.ROOT,
                "%s in %.1f s, %.0f deployments a second on %s%n",
                report,
                seconds,
                report.deployments() / seconds,
                shares == 1 ? "one core" : shares + " cores");
        report.violations().forEach(System.out::println);
        return report.failed() == 0;
    }

    private static boolean digest(long first, long seeds) {
        for (long seed = first; seed < first + seeds; seed++) {
            List<String> story = Explorer.story(seed);
            System.out.printf(Locale.ROOT, "seed %d: %d lines, %08x%n", seed, story.size(), story.hashCode());
        }
        return true;
    }

    private static boolean sweep(List<String> words) {
        List<String> names = new ArrayList<>(words);
        boolean moves = names.remove("moves");
        boolean pairs = names.remove("pairs");
        String name = String.join(" ", names);
        AtomicBoolean clean = new AtomicBoolean(true);
        for (boolean leasesExpire : new boolean[] {true, false}) {
            System.out.println(leasesExpire ? "a store like DynamoDB and S3" : "a store like Parameter Store");
            Scenarios.of(TRAFFIC, leasesExpire).all().parallelStream()
                    .filter(scenario -> scenario.name().contains(name))
                    .map(scenario -> sweep(scenario, moves, pairs))
                    .forEachOrdered(swept -> {
                        System.out.println("  " + swept.line());
                        swept.violations().stream().limit(3).forEach(System.out::println);
                        clean.compareAndSet(true, swept.clean());
                    });
        }
        return clean.get();
    }

    private record Swept(boolean clean, String line, List<Violation> violations) {}

    private static Swept sweep(Scenario scenario, boolean moves, boolean pairs) {
        CrashSweep sweep = CrashSweep.of(scenario);
        sweep = moves ? sweep.withMoves() : sweep;
        sweep = pairs ? sweep.withPairs() : sweep;
        try {
            SweepReport report = sweep.run();
            return new Swept(report.clean(), report.toString(), report.violations());
        } catch (IllegalArgumentException e) {
            return new Swept(false, String.valueOf(e.getMessage()), List.of());
        }
    }
}
