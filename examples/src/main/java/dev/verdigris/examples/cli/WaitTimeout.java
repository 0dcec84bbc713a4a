package dev.verdigris.examples.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The option that says how long a command waits for what others have in progress. */
final class WaitTimeout {

    @Option(
            names = "--wait",
            paramLabel = "D",
            defaultValue = "0s",
            converter = Durations.class,
            description =
                    "How long to wait until what others have in progress has ended; by default not at all: the command is refused.")
    private Duration atMost = Duration.ZERO;

    Duration atMost() {
        return atMost;
    }
}
