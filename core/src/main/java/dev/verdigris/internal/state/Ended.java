package dev.verdigris.internal.state;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.report.EndedDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that has ended, as it is in the deployment state; the parameters are those of {@link EndedDeployment}.
 */
public record Ended(
        String id,
        Ending ending,
        @Nullable Color from,
        @Nullable Color to,
        String who,
        Instant started,
        Duration took,
        @Nullable String cause,
        @Nullable String release)
        implements EndedDeployment {

    /** An ended deployment without a release. */
    public Ended(
            String id,
            Ending ending,
            @Nullable Color from,
            @Nullable Color to,
            String who,
            Instant started,
            Duration took,
            @Nullable String cause) {
        this(id, ending, from, to, who, started, took, cause, null);
    }

    @Override
    public String toString() {
        String colors = to == null ? "" : " " + (from == null ? "" : from + " → ") + to;
        return id + " " + ending.name().toLowerCase(Locale.ROOT).replace('_', ' ') + colors
                + (release == null ? "" : to == null ? " in selecting " + release : " with " + release) + " after "
                + Words.duration(took) + ", begun " + started + " by " + who + (cause == null ? "" : ": " + cause);
    }
}
