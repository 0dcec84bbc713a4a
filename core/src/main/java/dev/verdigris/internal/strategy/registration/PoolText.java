package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.text.Times;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The target group and its ports as facts of the deployment state. */
final class PoolText {
    private static final String TAB = "\t";

    private PoolText() {}

    static void write(Facts facts, PoolRoute route) {
        TargetGroup group = route.group();
        facts.put("was.traffic.target-group", group.arn())
                .put("was.traffic.target-group-name", group.name())
                .put("was.traffic.port", group.port())
                .put("was.traffic.delay", group.deregistrationDelay())
                .put("was.traffic.in-use", group.inUse() ? "yes" : null)
                .put("was.traffic.healthy-share", share(group.healthyShare()))
                .put(
                        "was.traffic.ports",
                        route.ports().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    static PoolRoute read(Facts facts) {
        return new PoolRoute(
                new TargetGroup(
                        facts.get("was.traffic.target-group"),
                        facts.get("was.traffic.target-group-name"),
                        facts.get("was.traffic.port", Integer::valueOf),
                        facts.get("was.traffic.delay", Times::duration),
                        facts.has("was.traffic.in-use"),
                        TargetGroup.INSTANCES,
                        facts.has("was.traffic.healthy-share")
                                ? facts.get("was.traffic.healthy-share", PoolText::share)
                                : HealthyShare.defaults()),
                facts.get("was.traffic.ports", PoolText::ports));
    }

    private static SortedSet<Integer> ports(String value) {
        SortedSet<Integer> ports = new TreeSet<>();
        for (String port : value.split(",", -1)) {
            ports.add(Integer.valueOf(port));
        }
        return ports;
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
        return new HealthyShare(
                new HealthyShare.Threshold(cells[0], cells[1]), new HealthyShare.Threshold(cells[2], cells[3]));
    }
}
