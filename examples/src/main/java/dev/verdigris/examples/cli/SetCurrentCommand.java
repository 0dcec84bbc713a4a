package dev.verdigris.examples.cli;

import dev.verdigris.Status;
import dev.verdigris.error.VerdigrisException;
import dev.verdigris.model.Environment;
import dev.verdigris.request.ReleaseSelection;
import dev.verdigris.request.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Selects the release that instances boot with which are launched from now on. */
@Command(
        name = "set_current",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Selects the release that instances boot with which are launched from now on. No fleet changes by it:"
                        + " 'environment refresh' deploys it, and selects again what serves if it is rolled back. While a"
                        + " deployment is in progress it is refused.")
final class SetCurrentCommand extends PlannedCommand {

    @Parameters(
            paramLabel = "VERSION",
            description =
                    "What the release is called where it is selected; of a launch template, the number of a version.")
    private String version = "";

    SetCurrentCommand(Main main) {
        super(main);
    }

    @Override
    Request request(Environment environment) {
        return ReleaseSelection.of(environment, version).withPolicy(options().policy());
    }

    /** The selection is made, so that trouble in reading what serves must not make it look failed. */
    @Override
    String done(Session session) {
        String done = "done: " + version + " is selected";
        try {
            Status status = session.blueGreen().status(session.options().environment());
            boolean serves = version.equals(status.release());
            return serves
                    ? done + ", which serves"
                    : String.format(
                            "%s%n%s%n  to deploy it:  %s",
                            done, ahead(status), session.options().commandLine("environment refresh"));
        } catch (VerdigrisException e) {
            return done;
        }
    }

    private static String ahead(Status status) {
        return status.release() == null
                ? "which release serves is not known"
                : status.release() + " serves, and what is launched until then may differ from it";
    }
}
