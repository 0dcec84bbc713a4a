package dev.verdigris.examples.cli;

import dev.verdigris.error.Finding;
import dev.verdigris.model.Environment;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** What would stand in the way of a deployment. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Shows everything that would stand in the way of a deployment, and all that 'reconcile' would act on or"
                        + " report. Changes nothing. Exits with 3 if there is anything but warnings.")
final class ValidateCommand extends Verb {

    ValidateCommand(Main main) {
        super(main);
    }

    @Override
    Work prepare(Environment environment) {
        return session -> {
            List<Finding> findings = session.blueGreen().validate(environment);
            String text = findings.isEmpty()
                    ? environment.name() + ": nothing stands in the way of a deployment"
                    : findings.stream()
                            .map(finding -> environment.name() + ": " + finding)
                            .collect(Collectors.joining(System.lineSeparator()));
            answer(Json.findings(environment.name(), findings), text);
            return findings.stream().allMatch(Finding::warning) ? ExitCode.DONE : ExitCode.REFUSED;
        };
    }
}
