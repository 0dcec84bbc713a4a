package dev.verdigris.examples.cli;

import dev.verdigris.Status;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.Report;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A command that changes something: it asks for confirmation first, and prints how it ended. */
abstract class ConfirmedCommand extends EnvironmentCommand {
    static final String CONTINUE = "Continue?";

    ConfirmedCommand(Main main) {
        super(main);
    }

    /**
     * Makes sure that somebody can be asked.
     *
     * @throws IllegalArgumentException if there is nobody to ask, and --yes was not given
     */
    final void requireSomebodyToAsk() {
        if (mustAsk() && !terminal().interactive()) {
            throw new IllegalArgumentException("expected --yes, or a terminal to ask on; found neither");
        }
    }

    final boolean mustAsk() {
        return !options().yes();
    }

    /**
     * Asks whether to continue, unless that was answered by --yes.
     *
     * @throws RefusedException if the answer is not yes
     */
    final void ask() {
        ask(() -> CONTINUE);
    }

    /**
     * Asks a question, unless it was answered by --yes.
     *
     * @throws RefusedException if the answer is not yes
     */
    final void ask(Supplier<String> question) {
        if (mustAsk() && !terminal().agrees(question.get(), prose())) {
            throw new RefusedException("expected a yes, found none", "run it again to be asked again");
        }
    }

    /** Asks whether to continue with what is in progress; where nothing is, the library says so later. */
    final void askAboutWhatIsInProgress(Environment environment, Session session) {
        if (!mustAsk()) {
            return;
        }
        DeploymentInProgress deployment =
                session.blueGreen().status(environment).deployment();
        if (deployment != null) {
            prose().println(environment.name() + ": " + deployment);
            ask();
        }
    }

    /** The exit code for an outcome. */
    int exitCode(Outcome outcome) {
        return ExitCode.of(outcome);
    }

    /** Prints how a deployment ended. Returns the exit code. */
    final int ended(Outcome outcome, Session session) {
        if (options().json()) {
            terminal().out().println(Json.outcome(outcome));
        }
        prose().println(outcome.<String>fold()
                .succeeded(done -> succeeded(done.report(), session))
                .rolledBack(back ->
                        "rolled back, everything is as before: " + back.cause().getMessage())
                .failedDirty(dirty -> failedDirty(dirty) + inProgress(session))
                .interrupted(left -> "interrupted: " + left.why() + inProgress(session))
                .paused(waits -> "paused at the gate '" + waits.gate() + "'" + inProgress(session))
                .orElse(other -> other + inProgress(session)));
        return exitCode(outcome);
    }

    private static String failedDirty(Outcome.FailedDirty failed) {
        StringBuilder text = new StringBuilder("failed: ").append(failed.cause().getMessage());
        for (Throwable later : failed.cause().getSuppressed()) {
            text.append(String.format("%n  then: %s", later.getMessage()));
        }
        failed.residue().forEach(left -> text.append(String.format("%n  left: %s", left)));
        return text.toString();
    }

    /**
     * The deployment in progress, with how to resolve it; trouble in reading that must not hide how the deployment
     * ended.
     */
    private static String inProgress(Session session) {
        DeploymentInProgress deployment;
        try {
            deployment =
                    session.blueGreen().status(session.options().environment()).deployment();
        } catch (VerdigrisException e) {
            return String.format("%n  what is in progress now could not be read: %s", e.problem());
        }
        return deployment == null
                ? ""
                : session.resolving(deployment).stream()
                        .map(line -> String.format("%n  %s", line))
                        .collect(Collectors.joining("", String.format("%n  in progress: %s", deployment), ""));
    }

    /** What is said where it has done what was asked, and traffic did not go anywhere. */
    String done(Session session) {
        return "done";
    }

    private String succeeded(Report report, Session session) {
        Color to = report.to();
        if (to != null && to == report.from()) {
            return "done: the instances of " + to + ", which serves, are new";
        }
        String done = to == null ? done(session) : "done: traffic reaches " + to;
        return to != null && keptWarm(report) ? done + stillRuns(to.other(), session) : done;
    }

    private static boolean keptWarm(Report report) {
        return report.steps().stream()
                .anyMatch(step -> step.id().equals("keep-warm") && step.state() == Report.Step.State.DONE);
    }

    private static String stillRuns(Color idle, Session session) {
        return String.format(
                "%n%s%n  to go back to it:  %s%n  to terminate it:   %s",
                stillRunning(session, idle),
                session.options().commandLine("environment rollback"),
                session.options().commandLine("environment cleanup"));
    }

    /**
     * The sentence about what still runs there; the deployment is over, so that trouble in reading that must not make
     * it look failed.
     */
    private static String stillRunning(Session session, Color idle) {
        Environment environment = session.options().environment();
        try {
            Status status = session.blueGreen().status(environment);
            Status.Side side = status.side(idle);
            Status.Warm warm = status.warm();
            return side.group() + " still runs, with " + side.inService() + " in service and its minimum held at "
                    + side.size().min() + (warm == null || warm.until() == null ? "" : ", until " + warm.until());
        } catch (VerdigrisException e) {
            return environment.group(idle) + " still runs";
        }
    }
}
