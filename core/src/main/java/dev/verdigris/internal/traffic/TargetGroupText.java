package dev.verdigris.internal.traffic;

import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.text.Times;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroup.HealthyShare.Threshold;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one target group of a route as facts of the deployment state. */
public final class TargetGroupText {
    private static final String WAS = "was.traffic.";
    private static final String SHARE = WAS + "healthy-share";
    private static final String TAB = "\t";

    private TargetGroupText() {}

    /** Writes a target group. */
    public static void write(Facts facts, TargetGroup group) {
        facts.put(WAS + "target-group", group.arn())
                .put(WAS + "target-group-name", group.name())
                .put(WAS + "port", group.port())
                .put(WAS + "delay", group.deregistrationDelay())
                .put(WAS + "in-use", group.inUse() ? "yes" : null)
                .put(SHARE, share(group.healthyShare()));
    }

    /**
     * Reads the target group.
     *
     * @throws IllegalArgumentException if it is not there, or not readable
     */
    public static TargetGroup read(Facts facts) {
        return new TargetGroup(
                facts.get(WAS + "target-group"),
                facts.get(WAS + "target-group-name"),
                facts.get(WAS + "port", Integer::valueOf),
                facts.get(WAS + "delay", Times::duration),
                facts.has(WAS + "in-use"),
                TargetGroup.INSTANCES,
                facts.has(SHARE) ? facts.get(SHARE, TargetGroupText::share) : HealthyShare.defaults());
    }

    private static @Nullable String share(HealthyShare share) {
        return share.equals(HealthyShare.defaults())
                ? null
                : share.failover().count()
                        + TAB
                        + share.failover().percent()
                        + TAB
                        + share.routing().count()
                        + TAB
                        + share.routing().percent();
    }

    private static HealthyShare share(String value) {
        int[] cells =
                Stream.of(value.split(TAB, -1)).mapToInt(Integer::parseInt).toArray();
        return new HealthyShare(new Threshold(cells[0], cells[1]), new Threshold(cells[2], cells[3]));
    }
}
