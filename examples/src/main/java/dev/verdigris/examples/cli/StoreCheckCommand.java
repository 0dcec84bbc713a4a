package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.StoreVerdict;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.model.Naming;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks whether a store keeps what deployments rely on. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description = {
            "Checks whether the store that --store names keeps what deployments rely on: it must return what was written,"
                    + " byte for byte, refuse a write whose condition does not hold, and let one win of 16 that claim the"
                    + " same at the same moment, while others read whole texts.",
            "",
            "It needs no --env. It uses entries of its own, '_store-check-…', and deletes them; no environment is touched."
                    + " It takes two minutes at most, and exits with 3 if anything is wrong or could not be tried."
        })
final class StoreCheckCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 10_000;

    private final Main main;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "50",
            description =
                    "How many rounds each of the two races has, by default 50: the more, the surer. With 0 there is no race.")
    private int rounds;

    StoreCheckCommand(Main main) {
        this.main = main;
    }

    @Override
    public Integer call() {
        if (rounds < 0 || rounds > MOST_ROUNDS) {
            throw new UsageException("--rounds: expected 0 to " + MOST_ROUNDS + ", found " + rounds);
        }
        Naming naming;
        try {
            options().requirePlace();
            naming = options().naming();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        try (Connection connection = main.connect()) {
            return tried(
                    naming,
                    BlueGreen.builder(connection.cloud())
                            .store(connection.store())
                            .build());
        }
    }

    private int tried(Naming naming, BlueGreen blueGreen) {
        PrintStream out = main.terminal().out();
        try {
            StoreVerdict verdict = blueGreen.checkStore(naming, rounds);
            out.println(
                    options().json()
                            ? Json.store(options().store(), verdict)
                            : options().store() + ":");
            if (!options().json()) {
                verdict.toString().lines().forEach(line -> out.println("  " + line));
            }
            return verdict.good() ? ExitCode.DONE : ExitCode.REFUSED;
        } catch (VerdigrisException e) {
            main.terminal().err().println("the store could not be checked: " + e.getMessage());
            if (options().json()) {
                out.println(Json.untried(options().store(), String.valueOf(e.getMessage())));
            }
            return ExitCode.REFUSED;
        }
    }

    private Options options() {
        return main.options();
    }
}
