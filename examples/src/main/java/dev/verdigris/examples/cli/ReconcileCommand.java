package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Reconcile;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Closes what differs between an environment and how it should be. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Closes what differs between the environment and how it should be: it registers members of the serving fleet,"
                        + " deregisters targets of the other color, corrects the recorded color and restores minimums."
                        + " It is made to be run on a schedule, with --yes, and exits with 8 when something is left for"
                        + " a person to decide.")
final class ReconcileCommand extends ConfirmedCommand {

    @Option(names = "--dry-run", description = "Print what differs and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--stable-for",
            paramLabel = "D",
            defaultValue = "30s",
            converter = Durations.class,
            description = "How long every poll must have shown a difference before it is acted on; by default 30s.")
    private Duration stableFor = Duration.ZERO;

    @Mixin
    private final WaitTimeout waitTimeout = new WaitTimeout();

    ReconcileCommand(Main main) {
        super(main);
    }

    @Override
    Duration waitTimeout() {
        return waitTimeout.atMost();
    }

    @Override
    String refused(String cause) {
        return Json.reconcileRefused(cause);
    }

    @Override
    Work prepare(Environment environment) {
        Reconcile reconcile = Reconcile.of(environment)
                .withStableFor(stableFor)
                .withPollInterval(options().policy().pollInterval())
                .withDryRun(dryRun);
        if (!dryRun) {
            requireSomebodyToAsk();
        }
        return session -> {
            askAbout(reconcile, session);
            Reconciliation done = session.blueGreen().reconcile(reconcile);
            answer(Json.reconciliation(done), text(done));
            return ExitCode.of(done);
        };
    }

    private void askAbout(Reconcile reconcile, Session session) {
        if (dryRun || !mustAsk()) {
            return;
        }
        Reconciliation now =
                session.blueGreen().reconcile(reconcile.withDryRun(true).withStableFor(Duration.ZERO));
        prose().println(text(now));
        ask();
    }

    private static String text(Reconciliation reconciliation) {
        StringBuilder text = new StringBuilder(reconciliation.environment())
                .append(reconciliation.differences().isEmpty() ? ": nothing differs" : ": what differs");
        lines(text, "", reconciliation.differences());
        lines(text, "changed: ", reconciliation.changes());
        lines(
                text,
                "left: ",
                reconciliation.residue().stream().map(Residue::toString).toList());
        lines(
                text,
                "for you to decide: ",
                reconciliation.unresolved().stream().map(Finding::toString).toList());
        return text.toString();
    }

    private static void lines(StringBuilder text, String prefix, List<String> lines) {
        lines.forEach(line -> text.append(String.format("%n  %s%s", prefix, line)));
    }
}
