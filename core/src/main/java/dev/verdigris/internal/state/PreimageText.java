package dev.verdigris.internal.state;

import dev.verdigris.internal.text.Times;
import dev.verdigris.internal.world.Preimage;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.HealthyShare;
import dev.verdigris.model.TargetGroup;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything as it was, as facts. */
final class PreimageText {
    private static final String TAB = "\t";

    private PreimageText() {}

    static void put(Facts facts, Preimage preimage) {
        facts.put("was.blue", size(preimage.blue()))
                .put("was.green", size(preimage.green()))
                .put("was.idle-populated", preimage.idlePopulated() ? "yes" : null)
                .put("was.idle-min", preimage.idleMin())
                .put("was.active", preimage.active())
                .put("was.recorded", preimage.recorded())
                .put("was.next", next(preimage.colors()));
        put(facts, preimage.targetGroup());
        facts.put(
                        "was.traffic.ports",
                        preimage.ports().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .put("was.served", preimage.served())
                .put("was.unit", preimage.unit().equals(Preimage.INSTANCE) ? null : preimage.unit());
    }

    private static void put(Facts facts, TargetGroup group) {
        facts.put("was.traffic.target-group", group.arn())
                .put("was.traffic.target-group-name", group.name())
                .put("was.traffic.port", group.port())
                .put("was.traffic.delay", group.deregistrationDelay())
                .put("was.traffic.in-use", group.inUse() ? "yes" : null)
                .put("was.traffic.healthy-share", share(group.healthyShare()));
    }

    static Preimage preimage(Facts facts) {
        return new Preimage(
                facts.get("was.blue", PreimageText::size),
                facts.get("was.green", PreimageText::size),
                facts.has("was.idle-populated"),
                facts.get("was.idle-min", Integer::valueOf),
                colors(facts),
                targetGroup(facts),
                facts.get("was.traffic.ports", PreimageText::ports),
                facts.find("was.served", Integer::valueOf),
                facts.has("was.unit") ? facts.get("was.unit") : Preimage.INSTANCE);
    }

    private static TargetGroup targetGroup(Facts facts) {
        return new TargetGroup(
                facts.get("was.traffic.target-group"),
                facts.get("was.traffic.target-group-name"),
                facts.get("was.traffic.port", Integer::valueOf),
                facts.get("was.traffic.delay", Times::duration),
                facts.has("was.traffic.in-use"),
                TargetGroup.INSTANCES,
                facts.has("was.traffic.healthy-share")
                        ? facts.get("was.traffic.healthy-share", PreimageText::share)
                        : HealthyShare.defaults());
    }

    /**
     * The next color: where one served it is the other; where none did, it is the recorded one unless this says
     * otherwise.
     */
    private static @Nullable Color next(Preimage.Colors colors) {
        return colors.active() != null || colors.next() == colors.recorded() ? null : colors.next();
    }

    private static Preimage.Colors colors(Facts facts) {
        Color active = facts.find("was.active", Color::parse);
        Color recorded = facts.get("was.recorded", Color::parse);
        Color next = facts.find("was.next", Color::parse);
        Color known = active == null ? recorded : active.other();
        return new Preimage.Colors(active, recorded, next == null ? known : next);
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

    static String size(GroupSize bounds) {
        return bounds.min() + TAB + bounds.max() + TAB + bounds.desired();
    }

    static GroupSize size(String value) {
        String[] cells = value.split(TAB, -1);
        return new GroupSize(Integer.parseInt(cells[0]), Integer.parseInt(cells[1]), Integer.parseInt(cells[2]));
    }
}
