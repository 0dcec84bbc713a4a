package dev.verdigris.examples.fleet;

import dev.verdigris.examples.fleet.cloud.Server;
import java.util.List;

/** Many switches under load. */
final class Trial {
    private static final int TOLD_EVERY = 10;

    private final int switches;

    private Trial(int switches) {
        this.switches = switches;
    }

    /** Whether no request failed, and every switch ended as it should; prints what came of it. */
    static boolean of(List<Strategy> strategies, int switches) {
        SideBySide all = SideBySide.run(strategies, new Trial(switches)::run);
        System.out.print(all.title(switches + " switches by each strategy, every third a rollback")
                .count("of them slow ones, of " + Server.SLOW.toMillis() / 1000.0 + " s", Measured::slow)
                .count("failed", measured -> measured.failed().size())
                .count("sent after the first answer of the new version, answered by the old one", Measured::mixed)
                .millis("99th percentile between switches", Measured::usual)
                .millis("99th percentile during a switch", Measured::during)
                .row(
                        "switches that ended as they should",
                        measured ->
                                measured.switches().size() - measured.astray().size() + " of "
                                        + measured.switches().size())
                .row("process killed half-way, resumed by another one", measured -> outcome(measured, "resumed"))
                .row("process killed half-way, aborted by another one", measured -> outcome(measured, "aborted")));
        return all.well();
    }

    /**
     * In turns a deployment that ends the old fleet, one that keeps it warm, and a rollback to that, so that either color is
     * deployed to; in the end those that are killed.
     */
    private void run(UnderLoad fleet) {
        for (int number = 1; number <= switches; number++) {
            tell(fleet, next(fleet, number), number);
        }
        tell(fleet, fleet.deployKilledAndResumed(), 0);
        tell(fleet, fleet.deployKilledAndAborted(), 0);
    }

    private static Switch next(UnderLoad fleet, int number) {
        return switch (number % 3) {
            case 1 -> fleet.deploy();
            case 2 -> fleet.deployForAWhile();
            default -> fleet.rollback();
        };
    }

    private static void tell(UnderLoad fleet, Switch one, int number) {
        if (!one.expected() || number % TOLD_EVERY == 0) {
            System.out.println(fleet.strategy() + ": " + (number == 0 ? "" : "switch " + number + ", ") + one);
        }
    }

    private static String outcome(Measured all, String end) {
        return all.switches().stream()
                .filter(one -> one.verb().endsWith(end))
                .map(one -> one.outcome().replaceFirst(":.*", ""))
                .findFirst()
                .orElse("-");
    }
}
