package dev.verdigris.internal.world;

import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was observed of an environment at one moment. Values only: it is what plans are made from.
 *
 * @param blue the blue fleet
 * @param green the green fleet
 * @param targetGroup the target group that traffic is registered in
 * @param targets its targets with their health, also those that belong to neither color
 * @param recorded what the parameter held, verbatim; null if there is no such parameter
 * @param keptWarm the fleet that is in the deployment state as kept warm; null if none is
 * @param served the color that served before, and how much of it; null if that is not in the deployment state
 */
public record Snapshot(
        Fleet blue,
        Fleet green,
        TargetGroup targetGroup,
        List<TargetHealth> targets,
        @Nullable String recorded,
        @Nullable KeptWarm keptWarm,
        @Nullable Served served) {

    /** Copies the targets. */
    public Snapshot {
        targets = List.copyOf(targets);
    }

    /** A snapshot of an environment of which nobody knows what served before. */
    public Snapshot(
            Fleet blue,
            Fleet green,
            TargetGroup targetGroup,
            List<TargetHealth> targets,
            @Nullable String recorded,
            @Nullable KeptWarm keptWarm) {
        this(blue, green, targetGroup, targets, recorded, keptWarm, null);
    }

    /** The fleet of a color. */
    public Fleet fleet(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** The recorded color; null if none is recorded, or something that is no color. */
    public @Nullable Color recordedColor() {
        try {
            return recorded == null ? null : Color.parse(recorded);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The targets by color: an instance has the color of the fleet it is in, in any lifecycle state. */
    public ColoredTargets colored() {
        return ColoredTargets.of(targets, members()::color);
    }

    /** Who gets requests. */
    public TrafficView view() {
        return colored().view(members());
    }

    private Membership members() {
        return Membership.of(blue, green);
    }
}
