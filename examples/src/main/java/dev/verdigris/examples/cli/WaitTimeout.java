package dev.verdigris.examples.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a command waits for what others have in progress. */
final class WaitTimeout {

    @Option(
            names = "--wait",
            paramLabel = "D",
            defaultValue = "0s",
            converter = Durations.class,
            description =
                    "How long to wait for what others have in progress to end, before it is refused; by default not at all.")
    private Duration atMost = Duration.ZERO;

    Duration atMost() {
        return atMost;
    }
}
