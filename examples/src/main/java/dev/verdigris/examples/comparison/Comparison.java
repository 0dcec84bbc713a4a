package dev.verdigris.examples.comparison;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Every way side by side, each in the same number of worlds: a table of medians, and of all failed requests. */
public final class Comparison {
    /** The number of worlds that the table of docs/strategies.md is made in. */
    public static final int WORLDS = 101;

    private static final String HEAD = "| | deployment | over the limit | rollback | failed requests"
            + " | versions mixed | while a write spreads | calls |\n|---|---|---|---|---|---|---|---|\n";

    private final List<Row> rows;

    private Comparison(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * Compares the ways in worlds of their own.
     *
     * @param worlds how many worlds each way is measured in, of the seeds from 1; at least one
     */
    public static Comparison in(int worlds) {
        return new Comparison(Way.all().stream().map(way -> Row.of(way, worlds)).toList());
    }

    List<Row> rows() {
        return rows;
    }

    @Override
    public String toString() {
        return HEAD + rows.stream().map(Row::toString).collect(Collectors.joining("\n"));
    }

    /** What one way was measured to take in each of its worlds. */
    record Row(Way way, List<Measured> worlds) {

        private static Row of(Way way, int worlds) {
            return new Row(
                    way,
                    LongStream.rangeClosed(1, worlds)
                            .mapToObj(seed -> Measured.of(way, seed))
                            .toList());
        }

        private String median(Function<Measured, Duration> what) {
            List<Duration> sorted = worlds.stream().map(what).sorted().toList();
            Duration median = sorted.get(sorted.size() / 2);
            return median.isZero() ? "0 s" : String.format(Locale.ROOT, "%.0f s", median.toMillis() / 1e3);
        }

        private int medianCalls() {
            return worlds.stream().map(Measured::calls).sorted().toList().get(worlds.size() / 2);
        }

        private long failed() {
            return worlds.stream().mapToLong(Measured::failed).sum();
        }

        @Override
        public String toString() {
            return "| " + way.name() + " | "
                    + String.join(
                            " | ",
                            median(Measured::took),
                            median(Measured::over),
                            way.rollback() == null ? "–" : median(world -> Objects.requireNonNull(world.back())),
                            String.format(Locale.ROOT, "%,d", failed()),
                            median(Measured::mixed),
                            median(Measured::spreading),
                            String.valueOf(medianCalls()))
                    + " |";
        }
    }
}
