package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Shows what would stand in the way of a deployment. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Shows everything that would stand in the way of a deployment, and all that 'reconcile' would act on or"
                        + " report. It changes nothing, and exits with 3 if there is anything but warnings.")
final class ValidateCommand extends EnvironmentCommand {

    ValidateCommand(Main main) {
        super(main);
    }

    @Override
    Work prepare(Environment environment) {
        return session -> {
            List<Finding> findings = session.blueGreen().validate(environment);
            boolean good = findings.stream().allMatch(Finding::warning);
            List<String> lines = new ArrayList<>();
            if (good) {
                lines.add("nothing stands in the way of a deployment");
            }
            findings.forEach(finding -> lines.add(finding.toString()));
            answer(
                    Json.findings(environment.name(), findings),
                    lines.stream()
                            .map(line -> environment.name() + ": " + line)
                            .collect(Collectors.joining(System.lineSeparator())));
            return good ? ExitCode.DONE : ExitCode.REFUSED;
        };
    }
}
