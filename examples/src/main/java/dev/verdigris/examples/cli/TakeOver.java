package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.request.Recovery;
import picocli.CommandLine.Option;

/** The operator's word that a holder is dead. */
final class TakeOver {

    @Option(
            names = "--take-over",
            description =
                    "You know that the holder of what is in progress is dead: do not wait for its lease. Needed with"
                            + " Parameter Store, where leases do not expire.")
    private boolean given;

    boolean given() {
        return given;
    }

    Recovery recovery(Environment environment) {
        return new Recovery(environment, given);
    }
}
