package dev.verdigris.examples.cli;

import dev.verdigris.aws.EnvironmentWatch;
import dev.verdigris.model.Environment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the alarms of an environment. */
@Command(
        name = "alarms",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Prints the alarms of the environment, each as JSON on a line for 'aws cloudwatch put-metric-alarm"
                        + " --cli-input-json': failures and unhealthy hosts, both versions at once, deployments that failed"
                        + " or do not end, drift. It looks up target groups, and creates nothing.")
final class AlarmsCommand extends EnvironmentCommand {

    @Option(
            names = "--failures-per-minute",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many answers with 5xx within a minute no alarm is made of; by default 5.")
    private int failuresPerMinute;

    @Option(
            names = "--longest",
            paramLabel = "D",
            defaultValue = "1h",
            converter = Durations.class,
            description = "How long a deployment may be in progress, other than at a gate; by default 1h.")
    private Duration longest = Duration.ZERO;

    @Option(
            names = "--notify",
            paramLabel = "ARN",
            description =
                    "What is told of an alarm that goes red or green, such as a topic of SNS. Say it once for each.")
    private @Nullable List<String> told;

    AlarmsCommand(Main main) {
        super(main);
    }

    @Override
    Work prepare(Environment environment) {
        return session -> {
            EnvironmentWatch watch = session.watch(environment)
                    .withFailuresPerMinute(failuresPerMinute)
                    .withLongest(longest)
                    .withActions(told == null ? List.of() : told);
            watch.alarms().forEach(terminal().out()::println);
            return ExitCode.DONE;
        };
    }
}
