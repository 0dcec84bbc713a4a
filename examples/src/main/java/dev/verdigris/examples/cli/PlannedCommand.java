package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.plan.Cost;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.request.Request;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command with a plan: it prints the plan, asks, performs it and prints how it ended. */
abstract class PlannedCommand extends ConfirmedCommand {

    @Option(names = "--dry-run", description = "Print the plan and change nothing.")
    private boolean dryRun;

    @Mixin
    private final WaitTimeout waitTimeout = new WaitTimeout();

    PlannedCommand(Main main) {
        super(main);
    }

    /** @throws IllegalArgumentException if what was typed makes no sense */
    abstract Request request(Environment environment);

    /** The question that is asked before anything is changed. */
    String question(Session session) {
        return CONTINUE;
    }

    final boolean dryRun() {
        return dryRun;
    }

    @Override
    final Duration waitTimeout() {
        return waitTimeout.atMost();
    }

    @Override
    Work prepare(Environment environment) {
        Request request = request(environment);
        if (!dryRun) {
            requireSomebodyToAsk();
        }
        return session -> plan(request, session);
    }

    private int plan(Request request, Session session) {
        SwitchPlan plan = session.blueGreen().plan(request);
        if (dryRun) {
            answer(Json.plan(plan), text(plan));
            return ExitCode.DONE;
        }
        prose().println(text(plan));
        ask(() -> question(session));
        return ended(session.blueGreen().execute(plan), session);
    }

    /** The plan, and what it costs. */
    private static String text(SwitchPlan plan) {
        Cost cost = plan.cost();
        return cost == null ? plan.toString() : plan + System.lineSeparator() + " cost, estimated: " + cost;
    }
}
