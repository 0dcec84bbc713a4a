package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.RefreshPreferences.Treatment;
import dev.verdigris.request.Policy;
import dev.verdigris.request.RollingRefresh;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a rolling refresh: with the other strategy they are refused. */
final class RollingOptions {
    /** Their names. */
    static final List<String> NAMES = List.of(
            "--min-healthy-percent",
            "--max-healthy-percent",
            "--template-version",
            "--warmup",
            "--checkpoints",
            "--checkpoint-delay",
            "--skip-matching",
            "--standby",
            "--scale-in-protected",
            "--refresh-timeout");

    private static final String ROLLING = "With --strategy rolling: ";

    @Option(
            names = "--min-healthy-percent",
            paramLabel = "P",
            description = ROLLING + "how much of the desired capacity stays in service, 0 to 100; by default 90.")
    private @Nullable Integer minHealthy;

    @Option(
            names = "--max-healthy-percent",
            paramLabel = "P",
            description = ROLLING
                    + "how much there may be of it at most, 100 to 200; above 100, or with a minimum of 100, new"
                    + " instances are launched before others end. By default the group decides.")
    private @Nullable Integer maxHealthy;

    @Option(
            names = "--template-version",
            paramLabel = "N",
            description = ROLLING
                    + "the version of the group's launch template to launch from. AWS can roll back only to and from"
                    + " numbered versions. By default what the group says, and no way back.")
    private @Nullable String templateVersion;

    @Option(
            names = "--warmup",
            paramLabel = "D",
            converter = Durations.class,
            description =
                    ROLLING + "how long a new instance has to become healthy before the next ones are replaced; by"
                            + " default the health timeout.")
    private @Nullable Duration warmup;

    @Option(
            names = "--checkpoints",
            paramLabel = "P",
            split = ",",
            splitSynopsisLabel = ",",
            description = ROLLING + "percentages at which it pauses, such as 20,50,100; the last one is 100.")
    private @Nullable List<Integer> checkpoints;

    @Option(
            names = "--checkpoint-delay",
            paramLabel = "D",
            converter = Durations.class,
            description = ROLLING + "how long it pauses at each; by default 1h.")
    private @Nullable Duration checkpointDelay;

    @Option(
            names = "--skip-matching",
            description = ROLLING + "leave instances that were launched from that version already.")
    private boolean skipMatching;

    @Option(
            names = "--standby",
            paramLabel = "wait|replace|ignore",
            converter = TreatmentReader.class,
            description = ROLLING + "what becomes of instances on standby; by default 'wait', and they are refused.")
    private Treatment standby = Treatment.WAIT;

    @Option(
            names = "--scale-in-protected",
            paramLabel = "wait|replace|ignore",
            converter = TreatmentReader.class,
            description =
                    ROLLING + "what becomes of instances that are protected from scale-in; by default 'wait', and they"
                            + " are refused.")
    private Treatment scaleInProtected = Treatment.WAIT;

    @Option(
            names = "--refresh-timeout",
            paramLabel = "D",
            converter = Durations.class,
            description = ROLLING + "how long it may take, and its way back again; by default 2h, pauses on top.")
    private @Nullable Duration deadline;

    /** Reads {@code wait}, {@code replace} and {@code ignore}, in any case of letters. */
    static final class TreatmentReader implements ITypeConverter<Treatment> {
        @Override
        public Treatment convert(String value) {
            for (Treatment treatment : Treatment.values()) {
                if (treatment.name().toLowerCase(Locale.ROOT).equalsIgnoreCase(value)) {
                    return treatment;
                }
            }
            throw new TypeConversionException("expected wait, replace or ignore, found '" + value + "'");
        }
    }

    /**
     * The refresh that they ask for.
     *
     * @throws IllegalArgumentException if they do not go together
     */
    RollingRefresh refresh(Environment environment, Policy policy, @Nullable Duration bake) {
        if (checkpointDelay != null && checkpoints == null) {
            throw new IllegalArgumentException("--checkpoint-delay: expected --checkpoints with it, found none");
        }
        RefreshPreferences preferences = RefreshPreferences.defaults()
                .withWarmup(warmup)
                .withTemplateVersion(templateVersion)
                .withSkipMatching(skipMatching)
                .withStandby(standby)
                .withScaleInProtected(scaleInProtected);
        preferences = minHealthy == null ? preferences : preferences.withMinHealthyPercent(minHealthy);
        preferences = maxHealthy == null ? preferences : preferences.withMaxHealthyPercent(maxHealthy);
        preferences = checkpoints == null ? preferences : preferences.withCheckpoints(checkpoints);
        preferences = checkpointDelay == null ? preferences : preferences.withCheckpointDelay(checkpointDelay);
        preferences = bake == null ? preferences : preferences.withBake(bake);
        RollingRefresh refresh =
                RollingRefresh.of(environment).withPolicy(policy).withPreferences(preferences);
        return deadline == null ? refresh : refresh.withDeadline(deadline);
    }
}
