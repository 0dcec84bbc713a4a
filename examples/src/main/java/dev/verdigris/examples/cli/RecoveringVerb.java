package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Recovery;
import picocli.CommandLine.Mixin;

/** A command that resolves what is in progress: it shows it, asks, resolves it and says how that ended. */
abstract class RecoveringVerb extends AskingVerb {

    @Mixin
    private final TakeOver takeOver = new TakeOver();

    RecoveringVerb(Main main) {
        super(main);
    }

    abstract Outcome resolve(BlueGreen blueGreen, Recovery recovery);

    @Override
    final Work prepare(Environment environment) {
        requireSomebodyToAsk();
        return session -> {
            askAboutWhatIsOpen(environment, session);
            return ended(resolve(session.blueGreen(), takeOver.recovery(environment)), session);
        };
    }
}
