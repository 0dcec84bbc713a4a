package dev.verdigris.examples.fleet;

import dev.verdigris.plan.PlannedStep;
import java.util.List;

/** Deployments under load whose process is killed at each of their steps, and that another process resumes or aborts. */
final class Kills {
    private Kills() {}

    /** Whether no request failed, and every deployment ended as it should; prints what came of it. */
    static boolean of(List<Strategy> strategies) {
        SideBySide all = SideBySide.run(strategies, Kills::run);
        System.out.print(all.title("deployments whose process is killed with SIGKILL as a step begins")
                .count("failed", measured -> measured.failed().size())
                .count("sent after the first answer of the new version, answered by the old one", Measured::mixed)
                .row("killed at", measured -> ended(measured, " resumed", "") + " steps")
                .row("resumed by another process: Succeeded", measured -> share(measured, " resumed"))
                .row("aborted by another process: RolledBack", measured -> share(measured, " aborted"))
                .count(
                        "past the point of no return before the process was gone, so that it was resumed",
                        measured -> ended(measured, " too late", "")));
        return all.well();
    }

    /** The first deployment leaves a warm fleet, so that every later one has all the steps. */
    private static void run(UnderLoad fleet) {
        fleet.deployForAWhile();
        for (PlannedStep step : fleet.fleet().steps()) {
            System.out.println(fleet.strategy() + ": " + fleet.deployKilledAtAndResumed(step.id()));
            if (step.phase().reversible()) {
                System.out.println(fleet.strategy() + ": " + fleet.deployKilledAtAndAborted(step.id()));
            }
        }
    }

    private static String share(Measured all, String end) {
        return ended(all, end, end.equals(" resumed") ? "Succeeded" : "RolledBack") + " of " + ended(all, end, "");
    }

    private static long ended(Measured all, String end, String outcome) {
        return all.switches().stream()
                .filter(one -> one.verb().endsWith(end) && one.outcome().startsWith(outcome))
                .count();
    }
}
