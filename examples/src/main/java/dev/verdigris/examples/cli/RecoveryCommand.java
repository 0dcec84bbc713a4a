package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Recovery;
import picocli.CommandLine.Mixin;

/** A command that resolves what is in progress: it prints it, asks, resolves it and prints how that ended. */
abstract class RecoveryCommand extends ConfirmedCommand {

    @Mixin
    private final TakeOver takeOver = new TakeOver();

    @Mixin
    private final Force force = new Force();

    RecoveryCommand(Main main) {
        super(main);
    }

    abstract Outcome resolve(BlueGreen blueGreen, Recovery recovery);

    @Override
    final Work prepare(Environment environment) {
        requireSomebodyToAsk();
        String forced = force.reason();
        return session -> {
            askAboutWhatIsInProgress(environment, session);
            Recovery recovery = takeOver.recovery(environment);
            return ended(resolve(session.blueGreen(), forced == null ? recovery : recovery.withForce(forced)), session);
        };
    }
}
