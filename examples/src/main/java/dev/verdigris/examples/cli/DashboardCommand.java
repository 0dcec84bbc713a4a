package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import picocli.CommandLine.Command;

/** Prints the dashboard of an environment. */
@Command(
        name = "dashboard",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Prints a dashboard of the environment, healthy hosts, requests and failures by color where that can be had,"
                        + " deployments and drift, as JSON for 'aws cloudwatch put-dashboard --cli-input-json'. It looks up"
                        + " target groups, and creates nothing.")
final class DashboardCommand extends EnvironmentCommand {

    DashboardCommand(Main main) {
        super(main);
    }

    @Override
    Work prepare(Environment environment) {
        return session -> {
            terminal().out().println(session.watch(environment).dashboard());
            return ExitCode.DONE;
        };
    }
}
