package dev.verdigris.examples.fleet;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** The same by several strategies at the same time, each with a fleet, a load balancer and a load of its own; and its table. */
final class SideBySide {
    private final Map<Strategy, Measured> measured = new LinkedHashMap<>();
    private final StringBuilder table = new StringBuilder();

    private SideBySide() {}

    /** Does something with a fleet of each strategy; prints each request that fails with what was under way. */
    static SideBySide run(List<Strategy> strategies, Consumer<UnderLoad> what) {
        SideBySide all = new SideBySide();
        ExecutorService threads = Executors.newFixedThreadPool(strategies.size());
        try {
            Map<Strategy, Future<Measured>> runs = new LinkedHashMap<>();
            strategies.forEach(strategy -> runs.put(strategy, threads.submit(() -> run(strategy, what))));
            for (Map.Entry<Strategy, Future<Measured>> run : runs.entrySet()) {
                all.measured.put(run.getKey(), run.getValue().get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fleet could not be switched", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
        return all;
    }

    private static Measured run(Strategy strategy, Consumer<UnderLoad> what) {
        try (UnderLoad fleet = UnderLoad.start(strategy, event -> {})) {
            what.accept(fleet);
            fleet.quieten();
            Measured all = fleet.measured();
            all.failed().forEach(failed -> System.out.println(strategy + ": FAILED " + all.story(failed)));
            return all;
        }
    }

    /** Whether no request failed, every switch ended as it should, and forwarding has mixed no versions. */
    boolean well() {
        return measured.entrySet().stream()
                .allMatch(one -> one.getValue().failed().isEmpty()
                        && one.getValue().astray().isEmpty()
                        && (one.getKey() != Strategy.FORWARDING
                                || one.getValue().mixed() == 0));
    }

    /** Begins the table: under what conditions it was made, and how many requests there were. */
    SideBySide title(String what) {
        table.append(String.format(
                Locale.ROOT,
                "%n%s; %s, %d + %d requests a second each, %d cores, load average %.1f%n%n",
                what,
                measured.size() == 1
                        ? "one fleet of " + Fleet.INSTANCES
                        : measured.size() + " fleets of " + Fleet.INSTANCES + " at the same time",
                Load.QUICK,
                Load.SLOW,
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        line("", Object::toString);
        line("---", strategy -> "---");
        return count("requests", all -> all.answers().size());
    }

    /** Adds a row of numbers. */
    SideBySide count(String name, Function<Measured, Number> number) {
        return row(
                name, all -> String.format(Locale.ROOT, "%,d", number.apply(all).longValue()));
    }

    /** Adds a row of times. */
    SideBySide millis(String name, Function<Measured, Double> millis) {
        return row(name, all -> String.format(Locale.ROOT, "%.1f ms", millis.apply(all)));
    }

    /** Adds a row of words. */
    SideBySide row(String name, Function<Measured, String> words) {
        line(name, strategy -> words.apply(measured.get(strategy)));
        return this;
    }

    private void line(String name, Function<Strategy, String> cell) {
        table.append("| ").append(name).append(" |");
        measured.keySet()
                .forEach(strategy ->
                        table.append(' ').append(cell.apply(strategy)).append(" |"));
        table.append(System.lineSeparator());
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
