package dev.verdigris.examples;

import dev.verdigris.examples.comparison.Comparison;
import dev.verdigris.examples.comparison.Waits;
import dev.verdigris.model.Traffic;
import dev.verdigris.port.TimeSource;
import dev.verdigris.testkit.sweep.CrashSweep;
import dev.verdigris.testkit.sweep.Explorer;
import dev.verdigris.testkit.sweep.RolloutScenario;
import dev.verdigris.testkit.sweep.RolloutSweep;
import dev.verdigris.testkit.sweep.Scenario;
import dev.verdigris.testkit.sweep.Scenarios;
import dev.verdigris.testkit.sweep.SweepReport;
import dev.verdigris.testkit.sweep.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Looks for a deployment that leaves something behind, for as long as you like, on all processors.
 *
 * <pre>{@code
 * explore SEEDS [FIRST]             random deployments, from a seed each
 * sweep [moves] [pairs] [every N] [NAME]
 *                                   every crash, crossed with moves of the world, or with second crashes (each N-th of
 *                                   these); of the scenarios whose name has NAME in it, else of all
 * rollouts [pairs] [every N]        a rollout over two regions, disturbed at every call, or at each N-th, and run again; with a
 *                                   second kill of whoever runs it again
 * hunt SEEDS [NAME|explorer]        ends with the first violation: of scenarios whose name has NAME in it, else of any, by
 *                                   single crashes, or of so many random deployments; or the explorer first
 * compare [WORLDS]                  every traffic strategy, and what there was before, side by side in a table
 * waits [WORLDS]                    the calls of a deployment at a fixed interval, and by waits that know when to look next
 * digest SEEDS [FIRST]              what became of each seed, as a number: two versions that behave alike print the same
 * }</pre>
 *
 * <p>With the word {@code forwarding} anywhere, {@code explore} and {@code sweep} are about an environment whose traffic is
 * forwarded by two routes; with the word {@code attachment} about one whose target group is attached to the serving group;
 * else about one that registers instances.
 *
 * <p>Ends with 1 if it found one, whose story it has printed.
 */
public final class Prove {
    private static final long WARM_UP = 2000;
    private static final Traffic REGISTRATION = Traffic.registration("Beta");
    private static final Traffic ATTACHMENT = Traffic.attachment("Beta");
    private static final Traffic FORWARDING = Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "main:443");

    private final Traffic traffic;

    private Prove(Traffic traffic) {
        this.traffic = traffic;
    }

    /** The command and its arguments. */
    public static void main(String[] args) {
        List<String> words = new ArrayList<>(List.of(args));
        if (!new Prove(traffic(words)).clean(words)) {
            System.exit(1);
        }
    }

    private static Traffic traffic(List<String> words) {
        if (words.remove("forwarding")) {
            return FORWARDING;
        }
        return words.remove("attachment") ? ATTACHMENT : REGISTRATION;
    }

    private boolean clean(List<String> words) {
        String command = words.isEmpty() ? "explore" : words.get(0);
        if (command.equals("compare")) {
            System.out.println(Comparison.in(words.size() > 1 ? Integer.parseInt(words.get(1)) : Comparison.WORLDS));
            return true;
        }
        if (command.equals("hunt")) {
            return hunt(Long.parseLong(words.get(1)), String.join(" ", words.subList(2, words.size())));
        }
        if (command.equals("waits")) {
            System.out.println(Waits.in(words.size() > 1 ? Integer.parseInt(words.get(1)) : Waits.WORLDS));
            return true;
        }
        if (command.equals("rollouts")) {
            return rollouts(words.subList(1, words.size()));
        }
        if (command.equals("sweep")) {
            return sweep(words.subList(1, words.size()));
        }
        long seeds = words.size() > 1 ? Long.parseLong(words.get(1)) : 100_000;
        long first = words.size() > 2 ? Long.parseLong(words.get(2)) : 1;
        return command.equals("digest") ? digest(first, seeds) : explore(first, seeds);
    }

    /** Shared among the processors: seeds have nothing to do with each other. */
    private boolean explore(long first, long seeds) {
        Explorer.explore(traffic, first, Math.min(seeds, WARM_UP));
        int shares = (int) Math.max(1, Math.min(seeds, Runtime.getRuntime().availableProcessors()));
        long began = TimeSource.system().nanoTime();
        List<Explorer.Report> reports = IntStream.range(0, shares)
                .parallel()
                .mapToObj(share -> Explorer.explore(
                        traffic, first + seeds * share / shares, seeds * (share + 1) / shares - seeds * share / shares))
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

    private boolean hunt(long seeds, String expected) {
        Optional<String> found = new Hunt(traffic, expected, seeds).find();
        System.out.println(found.orElse("nothing found"));
        return found.isEmpty();
    }

    private boolean sweep(List<String> words) {
        List<String> names = new ArrayList<>(words);
        int every = every(names);
        boolean moves = names.remove("moves");
        boolean pairs = names.remove("pairs");
        String name = String.join(" ", names);
        AtomicBoolean clean = new AtomicBoolean(true);
        for (boolean leasesExpire : new boolean[] {true, false}) {
            System.out.println(leasesExpire ? "a store like DynamoDB and S3" : "a store like Parameter Store");
            Scenarios.of(traffic, leasesExpire).all().parallelStream()
                    .filter(scenario -> scenario.name().contains(name))
                    .map(scenario -> sweep(scenario, moves, pairs, every))
                    .forEachOrdered(swept -> {
                        System.out.println("  " + swept.line());
                        swept.violations().stream().limit(3).forEach(System.out::println);
                        clean.compareAndSet(true, swept.clean());
                    });
        }
        return clean.get();
    }

    private static boolean rollouts(List<String> words) {
        List<String> names = new ArrayList<>(words);
        int every = every(names);
        boolean clean = true;
        for (RolloutScenario scenario : RolloutScenario.values()) {
            for (boolean leasesExpire : new boolean[] {true, false}) {
                RolloutSweep sweep = RolloutSweep.of(scenario, leasesExpire).every(every);
                SweepReport report = (names.contains("pairs") ? sweep.withPairs() : sweep).run();
                System.out.println(report);
                report.violations().stream().limit(3).forEach(System.out::println);
                clean &= report.clean();
            }
        }
        return clean;
    }

    private static int every(List<String> words) {
        int at = words.indexOf("every");
        if (at < 0) {
            return 1;
        }
        words.remove(at);
        return Integer.parseInt(words.remove(at));
    }

    private record Swept(boolean clean, String line, List<Violation> violations) {}

    private static Swept sweep(Scenario scenario, boolean moves, boolean pairs, int every) {
        CrashSweep sweep = CrashSweep.of(scenario).every(every);
        sweep = moves ? sweep.withMoves() : sweep;
        sweep = pairs ? sweep.withPairs() : sweep;
        try {
            SweepReport report = sweep.run();
            return new Swept(report.clean(), report.toString(), report.violations());
        } catch (RuntimeException e) {
            // Neither the world of the scenario nor its undisturbed run could be had.
            return new Swept(false, scenario.name() + ": " + e, List.of());
        }
    }
}
