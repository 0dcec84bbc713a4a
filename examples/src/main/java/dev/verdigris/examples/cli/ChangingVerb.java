package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.outcome.Report;
import dev.verdigris.outcome.StepReport;
import dev.verdigris.plan.Request;
import dev.verdigris.plan.SwitchPlan;
import picocli.CommandLine.Option;

/** A command that changes something: it shows the plan, asks, performs it and says how it ended. */
abstract class ChangingVerb extends Verb {

    @Option(names = "--dry-run", description = "Print the plan and change nothing.")
    private boolean dryRun;

    ChangingVerb(Main main) {
        super(main);
    }

    /** @throws IllegalArgumentException if what was typed makes no sense */
    abstract Request request(Environment environment);

    @Override
    final Work prepare(Environment environment) {
        Request request = request(environment);
        if (!dryRun && !options().yes() && !terminal().interactive()) {
            throw new IllegalArgumentException("expected --yes, or a terminal to ask on; found neither");
        }
        return blueGreen -> {
            SwitchPlan plan = blueGreen.plan(request);
            if (dryRun) {
                answer(Json.plan(plan), plan.toString());
                return ExitCode.DONE;
            }
            return perform(plan, blueGreen);
        };
    }

    private int perform(SwitchPlan plan, BlueGreen blueGreen) {
        prose().println(plan);
        if (!options().yes() && !terminal().agrees("Go on?", prose())) {
            throw new RefusedException("expected a yes, found none", "run it again to be asked again");
        }
        Outcome outcome = blueGreen.execute(plan);
        if (options().json()) {
            terminal().out().println(Json.outcome(outcome));
        }
        prose().println(outcome.fold(
                succeeded -> succeeded(succeeded.report(), blueGreen),
                rolledBack -> "rolled back, everything is as before: "
                        + rolledBack.cause().getMessage(),
                ChangingVerb::failedDirty,
                leftOpen -> "left open: " + leftOpen.cause().getMessage()));
        return ExitCode.of(outcome);
    }

    private static String failedDirty(Outcome.FailedDirty failed) {
        StringBuilder text = new StringBuilder("failed: ").append(failed.cause().getMessage());
        for (Throwable later : failed.cause().getSuppressed()) {
            text.append(String.format("%n  then: %s", later.getMessage()));
        }
        failed.residue().forEach(left -> text.append(String.format("%n  left: %s", left)));
        return text.toString();
    }

    private String succeeded(Report report, BlueGreen blueGreen) {
        Color to = report.to();
        String done = to == null ? "done" : "done: traffic reaches " + to;
        return to != null && keptWarm(report) ? done + whatStillRuns(to.other(), blueGreen) : done;
    }

    private static boolean keptWarm(Report report) {
        return report.steps().stream()
                .anyMatch(step -> step.id().equals("keep-warm") && step.state() == StepReport.State.DONE);
    }

    private String whatStillRuns(Color idle, BlueGreen blueGreen) {
        return String.format(
                "%n%s%n  to go back to it:  %s%n  to let it go:      %s",
                stillRunning(options().environment(), idle, blueGreen),
                options().commandLine("environment rollback"),
                options().commandLine("environment cleanup"));
    }

    /** The deployment is over, so that trouble in reading how many there are must not make it look failed. */
    private static String stillRunning(Environment environment, Color idle, BlueGreen blueGreen) {
        try {
            Status.Side side = blueGreen.status(environment).side(idle);
            return side.group() + " still runs, with " + side.inService() + " in service and its minimum held at "
                    + side.bounds().min();
        } catch (VerdigrisException e) {
            return environment.group(idle) + " still runs";
        }
    }
}
