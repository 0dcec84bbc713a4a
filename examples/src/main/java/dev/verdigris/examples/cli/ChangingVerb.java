package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Request;
import dev.verdigris.plan.SwitchPlan;
import java.util.function.Consumer;

/** A command that changes something: it shows the plan, asks, performs it and says how it ended. */
abstract class ChangingVerb extends EnvironmentVerb {

    abstract Request request(Environment environment);

    boolean dryRun() {
        return false;
    }

    @Override
    void check() {
        if (!dryRun() && !options().yes() && !terminal().interactive()) {
            throw new IllegalArgumentException(
                    "expected --yes or a terminal to ask on, found neither; nothing was changed");
        }
    }

    @Override
    final int run(Environment environment, BlueGreen blueGreen) {
        SwitchPlan plan = blueGreen.plan(request(environment));
        if (dryRun()) {
            terminal().out().println(options().json() ? Json.plan(plan) : plan.toString());
            return ExitCode.DONE;
        }
        prose().println(plan);
        if (!options().yes() && !terminal().agrees("Go on?")) {
            throw new dev.verdigris.error.RefusedException("expected a yes, found none", "run it again to go on");
        }
        Outcome outcome = blueGreen.execute(plan);
        if (options().json()) {
            terminal().out().println(Json.outcome(outcome));
        }
        ending(outcome, prose()::println);
        if (outcome instanceof Outcome.Succeeded && plan.to() != null) {
            whatStillRuns(blueGreen.status(environment), plan.to().other(), prose()::println);
        }
        return ExitCode.of(outcome);
    }

    private static void ending(Outcome outcome, Consumer<String> print) {
        outcome.report().notes().forEach(note -> print.accept("note: " + note));
        outcome.fold(
                succeeded -> {
                    print.accept("done");
                    return "";
                },
                rolledBack -> {
                    print.accept("rolled back, everything is as before: "
                            + rolledBack.cause().getMessage());
                    return "";
                },
                failedDirty -> {
                    print.accept("failed: " + failedDirty.cause().getMessage());
                    failedDirty.residue().forEach(left -> print.accept("left: " + left));
                    return "";
                });
    }

    private void whatStillRuns(Status status, Color idle, Consumer<String> print) {
        Status.Side side = status.side(idle);
        if (side.inService() > 0) {
            print.accept(side.group() + " stays warm with " + side.inService() + " in service, its minimum held at "
                    + side.bounds().min());
            print.accept("  roll back: " + options().commandLine("environment rollback"));
            print.accept("  clean up:  " + options().commandLine("environment cleanup"));
        }
    }
}
