package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Recovery;
import picocli.CommandLine.Mixin;

/** A command that settles what is open: it shows it, asks, settles it and says how that ended. */
abstract class RecoveringVerb extends AskingVerb {

    @Mixin
    private final TakeOver takeOver = new TakeOver();

    RecoveringVerb(Main main) {
        super(main);
    }

    abstract Outcome settle(BlueGreen blueGreen, Recovery recovery);

    @Override
    final Work prepare(Environment environment) {
        requireSomebodyToAsk();
        return session -> {
            askAboutWhatIsOpen(environment, session);
            return ended(settle(session.blueGreen(), takeOver.recovery(environment)), session);
        };
    }
}
