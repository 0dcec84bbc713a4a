package dev.verdigris.examples;

import dev.verdigris.model.Traffic;
import dev.verdigris.testkit.sweep.CrashSweep;
import dev.verdigris.testkit.sweep.Explorer;
import dev.verdigris.testkit.sweep.Scenario;
import dev.verdigris.testkit.sweep.Scenarios;
import dev.verdigris.testkit.sweep.SweepReport;
import dev.verdigris.testkit.sweep.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for one thing that is not as it must be, and stops there: first where it is expected, then everywhere. One
 * processor does it, so that several hunts run side by side.
 */
final class Hunt {
    private static final String MOVES = "moves of ";
    /** One in so many cases with moves of the world. */
    private static final int SHARE = 199;
    /** As many seeds at once: the hunt ends with those in which it found something. */
    private static final int HANDFUL = 250;

    private final Traffic traffic;
    private final boolean moves;
    private final String expected;
    private final long seeds;

    /**
     * @param expected words of the name of the scenario in which it is expected, after {@code moves of} if it takes moves
     *     of the world; or {@code explorer}
     * @param seeds how many seeds the explorer plays at most
     */
    Hunt(Traffic traffic, String expected, long seeds) {
        this.traffic = traffic;
        this.moves = expected.startsWith(MOVES);
        this.expected = moves ? expected.substring(MOVES.length()) : expected;
        this.seeds = seeds;
    }

    /** What it found, in a line; empty if all is as it must be. */
    Optional<String> find() {
        boolean exploresFirst = expected.equals("explorer");
        Optional<String> found = exploresFirst ? explore() : sweep();
        return found.or(() -> exploresFirst ? sweep() : explore());
    }

    private Optional<String> sweep() {
        return scenarios()
                .sorted(Comparator.comparing(scenario -> !scenario.name().contains(expected)))
                .flatMap(scenario -> swept(scenario, moves && scenario.name().contains(expected)).stream())
                .findFirst();
    }

    /** Those of a store like DynamoDB and S3, and like Parameter Store. */
    private Stream<Scenario> scenarios() {
        return Stream.of(true, false).flatMap(leasesExpire -> Scenarios.of(traffic, leasesExpire).all().stream());
    }

    private static Optional<String> swept(Scenario scenario, boolean moves) {
        try {
            CrashSweep sweep = CrashSweep.of(scenario);
            SweepReport report = (moves ? sweep.withMoves().every(SHARE) : sweep).run();
            return report.violations().stream()
                    .findFirst()
                    .map(first -> String.format(
                            Locale.ROOT,
                            "the sweep: %,d of %,d cases unclean, first %s",
                            report.unclean(),
                            report.cases(),
                            line(first)));
        } catch (RuntimeException e) {
            // Neither the world of the scenario nor its undisturbed run could be had.
            return Optional.of("the sweep: " + scenario.name() + ": " + e);
        }
    }

    private Optional<String> explore() {
        for (long first = 1; first <= seeds; first += HANDFUL) {
            Explorer.Report report = Explorer.explore(traffic, first, Math.min(HANDFUL, seeds - first + 1));
            if (report.failed() > 0) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "the explorer: %,d of seeds %,d to %,d, first %s",
                        report.failed(),
                        first,
                        first + report.seeds() - 1,
                        line(report.violations().get(0))));
            }
        }
        return Optional.empty();
    }

    private static String line(Violation violation) {
        List<String> problems = violation.problems();
        return violation.scenario() + ", " + violation.sweepCase() + ": " + problems.get(0);
    }
}
