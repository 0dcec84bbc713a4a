package dev.verdigris.examples.cli;

import dev.verdigris.request.Bake;
import dev.verdigris.request.Bake.NoData;
import dev.verdigris.request.Bake.RedBefore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how the new fleet serves on trial. */
final class BakeOptions {
    /** The names of those that a deployment to the other fleet alone knows. */
    static final List<String> NAMES = List.of("--alarm", "--alarm-no-data", "--red-before", "--fix-reason");

    @Option(
            names = "--bake",
            paramLabel = "D",
            converter = Durations.class,
            description =
                    "How long the new fleet serves on trial once all requests have moved, such as '10m': until then all of"
                            + " them go back if it falls ill or an alarm is red. With --strategy rolling: how long to wait once"
                            + " all is replaced, with a way back still. By default not at all.")
    private @Nullable Duration bake;

    @Option(
            names = "--alarm",
            paramLabel = "NAME",
            split = ",",
            description =
                    "An alarm of CloudWatch that must stay green while it bakes, of any type; repeatable, or comma separated. {color} in it stands"
                            + " for the color that traffic goes to, {environment} for the environment's name.")
    private List<String> alarms = new ArrayList<>();

    @Option(
            names = "--alarm-no-data",
            paramLabel = "green|wait|red",
            defaultValue = "green",
            description =
                    "What an alarm counts as that has not enough data: 'green' (the default), 'red', or 'wait', by which there"
                            + " must be some when the bake ends.")
    private NoData noData = NoData.GREEN;

    @Option(
            names = "--red-before",
            paramLabel = "refuse|ignore|fix",
            defaultValue = "refuse",
            description =
                    "Where an alarm is red before anything is changed: 'refuse' (the default), 'ignore' it, or 'fix', by which"
                            + " this deployment must have made it green when the bake ends; needs --fix-reason.")
    private Red redBefore = Red.REFUSE;

    @Option(
            names = "--fix-reason",
            paramLabel = "TEXT",
            description = "With --red-before fix, why it is deployed over a red alarm; kept in the history.")
    private @Nullable String reason;

    /** What to do about red alarms. */
    private enum Red {
        REFUSE,
        IGNORE,
        FIX
    }

    /** The time of it; null if there is none. */
    @Nullable
    Duration time() {
        return bake;
    }

    /** The bake that is asked for; null if there is none. */
    @Nullable
    Bake bake() {
        if (bake == null) {
            refuse(!alarms.isEmpty(), "--alarm", "--bake");
            refuse(noData != NoData.GREEN, "--alarm-no-data", "--bake");
            refuse(redBefore != Red.REFUSE, "--red-before", "--bake");
            refuse(reason != null, "--fix-reason", "--bake");
            return null;
        }
        return Bake.of(bake).withAlarms(alarms).withNoData(noData).withRedBefore(redBefore());
    }

    private RedBefore redBefore() {
        if (redBefore != Red.FIX) {
            refuse(reason != null, "--fix-reason", "--red-before fix");
            return redBefore == Red.IGNORE ? RedBefore.ignore() : RedBefore.refuse();
        }
        if (reason == null) {
            throw new IllegalArgumentException("--red-before fix: expected --fix-reason with it, found none");
        }
        return RedBefore.fix(reason);
    }

    private static void refuse(boolean given, String option, String needed) {
        if (given) {
            throw new IllegalArgumentException(option + ": expected " + needed + " with it, found none");
        }
    }
}
