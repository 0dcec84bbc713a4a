package dev.verdigris.examples.cli;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.Finding;
import dev.verdigris.model.Environment;
import java.util.List;
import picocli.CommandLine.Command;

/** What would stand in the way of a deployment. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Shows everything that would stand in the way of a deployment, and changes nothing.")
final class ValidateCommand extends EnvironmentVerb {

    @Override
    int run(Environment environment, BlueGreen blueGreen) {
        List<Finding> findings = blueGreen.validate(environment);
        if (options().json()) {
            terminal().out().println(Json.findings(environment.name(), findings));
        } else if (findings.isEmpty()) {
            terminal().out().println(environment.name() + ": nothing stands in the way of a deployment");
        } else {
            findings.forEach(finding -> terminal().out().println(environment.name() + ": " + finding));
        }
        return findings.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
