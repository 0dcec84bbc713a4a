package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.request.Request;
import dev.verdigris.request.Start;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves from the recorded color again. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Serves from the recorded color again, after 'shutdown' from as many new instances as served before it;"
                        + " refused while somebody serves.")
final class StartCommand extends PlannedCommand {

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description = "How many instances to start; by default as many as served before the shutdown.")
    private @Nullable Integer capacity;

    StartCommand(Main main) {
        super(main);
    }

    @Override
    Request request(Environment environment) {
        Start start = Start.of(environment).withPolicy(options().policy());
        return capacity == null ? start : start.withCapacity(capacity);
    }
}
