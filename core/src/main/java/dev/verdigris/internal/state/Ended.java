package dev.verdigris.internal.state;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.PromotedGate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that has ended, as it is in the deployment state; the parameters are those of {@link EndedDeployment}.
 */
public record Ended(
        String id,
        String verb,
        Ending ending,
        @Nullable Color from,
        @Nullable Color to,
        String who,
        Instant started,
        Duration took,
        @Nullable String cause,
        @Nullable String release,
        List<PromotedGate> promotions)
        implements EndedDeployment {

    /** An ended deployment without a release. */
    public Ended(
            String id,
            String verb,
            Ending ending,
            @Nullable Color from,
            @Nullable Color to,
            String who,
            Instant started,
            Duration took,
            @Nullable String cause) {
        this(id, verb, ending, from, to, who, started, took, cause, null, List.of());
    }

    /** Copies the list. */
    public Ended {
        promotions = List.copyOf(promotions);
    }

    /** This deployment with the gates that were promoted. */
    Ended promoting(List<? extends PromotedGate> promoted) {
        return new Ended(id, verb, ending, from, to, who, started, took, cause, release, List.copyOf(promoted));
    }

    @Override
    public String toString() {
        String colors = to == null ? "" : " " + (from == null ? "" : from + " → ") + to;
        return id + " " + verb + " " + ending.name().toLowerCase(Locale.ROOT).replace('_', ' ') + colors
                + (release == null ? "" : to == null ? " in selecting " + release : " with " + release) + " after "
                + Words.duration(took) + ", begun " + started + " by " + who + (cause == null ? "" : ": " + cause)
                + promotions.stream().map(each -> "; " + each).collect(Collectors.joining());
    }
}
