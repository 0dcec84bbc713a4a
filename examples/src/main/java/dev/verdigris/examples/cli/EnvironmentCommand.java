package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.event.Listener;
import dev.verdigris.event.ProgressPrinter;
import dev.verdigris.model.Environment;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.Finding;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;

/** A command about an environment. What makes no sense is refused before it connects to anything. */
abstract class EnvironmentCommand implements Callable<Integer> {
    private final Main main;

    EnvironmentCommand(Main main) {
        this.main = main;
    }

    /** The work that is left once all that was typed has been found to make sense; returns the exit code. */
    @FunctionalInterface
    interface Work {
        int in(Session session);
    }

    /**
     * Makes sense of what was typed.
     *
     * @throws IllegalArgumentException if there is none in it
     */
    abstract Work prepare(Environment environment);

    /** The time to wait for what others have in progress. */
    Duration waitTimeout() {
        return Duration.ZERO;
    }

    /** The JSON of a refusal. */
    String refused(String cause) {
        return Json.refused(options().name(), cause);
    }

    @Override
    public final Integer call() {
        Work work;
        try {
            work = prepare(options().environment());
            options().followers();
            options().hooks();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        try (Connection connection = main.connect()) {
            return perform(work, session(connection, progress()));
        }
    }

    /** The library, connected, and who is told what happens. */
    final Session session(Connection connection, Listener listener) {
        BlueGreen.Builder builder = BlueGreen.builder(connection.cloud())
                .store(connection.store())
                .listener(listener)
                .waitTimeout(waitTimeout());
        options().probes().forEach(probe -> builder.probe(probe.text(), probe.probe()));
        options()
                .followers()
                .forEach(each ->
                        builder.follower(each.name(), connection.surroundings().follower(each)));
        options().hooks().forEach(each -> builder.hook(each.name(), each.point(), each.hook()));
        Recordings recordings = options().recordings();
        if (recordings != null) {
            builder.listener(recordings.recorder(terminal().err()));
        }
        options()
                .webhooks()
                .forEach(each -> builder.listener(each.telling(terminal().err()::println)));
        connection.surroundings().publishers().forEach(builder::listener);
        Duration lease = options().lease();
        if (lease != null) {
            builder.lease(lease);
        }
        return new Session(
                builder.build(),
                options(),
                connection.store().leasesExpire(),
                connection.cloud(),
                connection.surroundings());
    }

    /** Does the work; whatever the library throws, it throws before it has changed anything. */
    private int perform(Work work, Session session) {
        try {
            return work.in(session);
        } catch (RefusedException e) {
            terminal().err().println("refused; nothing was changed:");
            for (Finding finding : e.findings()) {
                terminal().err().println("  " + finding);
            }
            DeploymentInProgress deployment = e instanceof BusyException busy ? busy.deployment() : null;
            if (deployment != null) {
                session.resolving(deployment).forEach(line -> terminal().err().println("  " + line));
            }
            return refused(e);
        } catch (PortException e) {
            // An interrupt breaks off whatever call is under way.
            String why = Thread.currentThread().isInterrupted() ? "told to end" : "could not begin";
            terminal().err().println(why + "; nothing was changed: " + e.getMessage());
            return refused(e);
        }
    }

    private int refused(VerdigrisException cause) {
        if (options().json()) {
            terminal().out().println(refused(String.valueOf(cause.getMessage())));
        }
        return ExitCode.REFUSED;
    }

    final Options options() {
        return main.options();
    }

    final Terminal terminal() {
        return main.terminal();
    }

    /** Prints the answer to what was asked for. */
    final void answer(String json, String text) {
        terminal().out().println(options().json() ? json : text);
    }

    /** The stream for all but the answer: standard error where that is JSON. */
    final PrintStream prose() {
        return options().json() ? terminal().err() : terminal().out();
    }

    private Listener progress() {
        return terminal().interactive() ? new LiveProgress(prose()) : ProgressPrinter.to(prose());
    }
}
