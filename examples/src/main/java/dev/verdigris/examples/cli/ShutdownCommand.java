package dev.verdigris.examples.cli;

import dev.verdigris.Status;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Request;
import dev.verdigris.request.Shutdown;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Takes an environment out of service. */
@Command(
        name = "shutdown",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Takes the environment out of service: nobody serves afterwards, and both fleets are scaled to zero. 'start'"
                        + " brings back what served.")
final class ShutdownCommand extends PlannedCommand {

    ShutdownCommand(Main main) {
        super(main);
    }

    @Override
    Request request(Environment environment) {
        return Shutdown.of(environment).withPolicy(options().policy());
    }

    /** What ends is named before anybody is asked. */
    @Override
    String question(Session session) {
        Status status = session.blueGreen().status(options().environment());
        List<String> ends = new ArrayList<>();
        for (Color color : Color.values()) {
            Status.Side side = status.side(color);
            if (side.inService() > 0) {
                ends.add(side.inService() + " in service of " + side.group()
                        + (side.registered() > 0 ? ", which serve" : ""));
            }
        }
        return "This ends " + String.join("; ", ends) + ". Nobody serves "
                + options().name() + " then. Continue?";
    }

    @Override
    String done(Session session) {
        return String.format(
                "done: nobody serves %s%n  to bring it back:  %s",
                options().name(), options().commandLine("environment start"));
    }
}
