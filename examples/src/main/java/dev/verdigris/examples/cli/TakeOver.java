package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.request.Recovery;
import picocli.CommandLine.Option;

/** The option by which an operator confirms that a holder is dead. */
final class TakeOver {

    @Option(
            names = "--take-over",
            description =
                    "Confirms that the holder of what is in progress is dead, so that its lease is not waited for. Required"
                            + " with Parameter Store, where leases do not expire.")
    private boolean given;

    boolean given() {
        return given;
    }

    Recovery recovery(Environment environment) {
        return Recovery.of(environment).withTakeOver(given);
    }
}
