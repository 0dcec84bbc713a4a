package dev.verdigris.examples.cli;

import dev.verdigris.request.KeepWarm;
import picocli.CommandLine.Option;

/** The option that says what becomes of the fleet that traffic leaves. */
final class KeepWarmOption {

    @Option(
            names = "--keep-warm",
            paramLabel = "none|forever|D",
            defaultValue = "forever",
            converter = KeepWarmReader.class,
            description =
                    "What becomes of the fleet that traffic leaves: 'forever' (the default) keeps it running, for a rollback in"
                            + " seconds; a duration such as '2h' keeps it for that time, after which reconcile, or the next"
                            + " command that changes something, scales it down; 'none' scales it down once it has drained.")
    private KeepWarm keepWarm = KeepWarm.forever();

    KeepWarm keepWarm() {
        return keepWarm;
    }
}
