package dev.verdigris.examples.fleet;

import dev.verdigris.examples.fleet.cloud.Server;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Many switches under load by several strategies at the same time, each with a fleet, a load balancer and a load of its own. */
final class Trial {
    private static final int TOLD_EVERY = 10;

    private final Map<Strategy, Measured> measured = new LinkedHashMap<>();
    private final int switches;

    private Trial(int switches) {
        this.switches = switches;
    }

    /** Whether no request failed, and every switch ended as it should; prints what came of it. */
    static boolean of(List<Strategy> strategies, int switches) {
        Trial trial = new Trial(switches);
        trial.run(strategies);
        System.out.println();
        System.out.print(trial.table());
        return trial.well();
    }

    private void run(List<Strategy> strategies) {
        ExecutorService threads = Executors.newFixedThreadPool(strategies.size());
        try {
            Map<Strategy, Future<Measured>> runs = new LinkedHashMap<>();
            strategies.forEach(strategy -> runs.put(strategy, threads.submit(() -> switches(strategy))));
            for (Map.Entry<Strategy, Future<Measured>> run : runs.entrySet()) {
                measured.put(run.getKey(), run.getValue().get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fleet could not be switched", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * In turns a deployment that ends the old fleet, one that keeps it warm, and a rollback to that, so that either color is
     * deployed to; and those that are killed.
     */
    private Measured switches(Strategy strategy) {
        try (UnderLoad fleet = UnderLoad.start(strategy, event -> {})) {
            for (int number = 1; number <= switches; number++) {
                tell(strategy, next(fleet, number), number);
            }
            tell(strategy, fleet.deployKilledAndResumed(), 0);
            tell(strategy, fleet.deployKilledAndAborted(), 0);
            fleet.quieten();
            Measured all = fleet.measured();
            all.failed().forEach(failed -> System.out.println(strategy + ": FAILED " + all.story(failed)));
            return all;
        }
    }

    private static Switch next(UnderLoad fleet, int number) {
        return switch (number % 3) {
            case 1 -> fleet.deploy();
            case 2 -> fleet.deployForAWhile();
            default -> fleet.rollback();
        };
    }

    private static void tell(Strategy strategy, Switch one, int number) {
        if (!one.expected() || number % TOLD_EVERY == 0) {
            System.out.println(strategy + ": " + (number == 0 ? "" : "switch " + number + ", ") + one);
        }
    }

    private boolean well() {
        return measured.values().stream()
                        .allMatch(all -> all.failed().isEmpty() && all.astray().isEmpty())
                && (!measured.containsKey(Strategy.FORWARDING)
                        || measured.get(Strategy.FORWARDING).mixed() == 0);
    }

    private String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%d switches by each strategy, every third a rollback, %s; fleets of %d, %d + %d requests a second, %d cores, load average"
                        + " %.1f%n%n",
                switches,
                measured.size() == 1 ? "one fleet" : measured.size() + " fleets at the same time",
                Fleet.INSTANCES,
                Load.QUICK,
                Load.SLOW,
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        line(table, "", Object::toString);
        line(table, "---", strategy -> "---");
        row(table, "requests", all -> count(all.answers().size()));
        row(table, "of them slow ones, of " + Server.SLOW.toMillis() / 1000.0 + " s", all -> count(all.slow()));
        row(table, "failed", all -> count(all.failed().size()));
        row(
                table,
                "sent after the first answer of the new version, answered by the old one",
                all -> count(all.mixed()));
        row(table, "99th percentile between switches", all -> millis(all.usual()));
        row(table, "99th percentile during a switch", all -> millis(all.during()));
        row(
                table,
                "switches that ended as they should",
                all -> all.switches().size() - all.astray().size() + " of "
                        + all.switches().size());
        row(table, "process killed half-way, resumed by another one", all -> outcome(all, "resumed"));
        row(table, "process killed half-way, aborted by another one", all -> outcome(all, "aborted"));
        return table.toString();
    }

    private void row(StringBuilder table, String name, Function<Measured, String> cell) {
        line(table, name, strategy -> cell.apply(measured.get(strategy)));
    }

    private void line(StringBuilder table, String name, Function<Strategy, String> cell) {
        table.append("| ").append(name).append(" |");
        measured.keySet()
                .forEach(strategy ->
                        table.append(' ').append(cell.apply(strategy)).append(" |"));
        table.append(System.lineSeparator());
    }

    private static String outcome(Measured all, String end) {
        return all.switches().stream()
                .filter(one -> one.verb().endsWith(end))
                .map(one -> one.outcome().replaceFirst(":.*", ""))
                .findFirst()
                .orElse("-");
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }
}
