package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.text.Times;
import dev.verdigris.model.Color;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroup.HealthyShare.Threshold;
import java.util.Set;

/** The target group as facts of the deployment state. */
final class AttachmentText {
    private static final String WAS = "was.traffic.";

    private AttachmentText() {}

    static void write(Facts facts, AttachmentRoute route) {
        TargetGroup group = route.group();
        facts.put(WAS + "target-group", group.arn())
                .put(WAS + "target-group-name", group.name())
                .put(WAS + "port", group.port())
                .put(WAS + "delay", group.deregistrationDelay())
                .put(WAS + "in-use", group.inUse() ? "yes" : null)
                .put(WAS + "failover", threshold(group.healthyShare().failover()))
                .put(WAS + "routing", threshold(group.healthyShare().routing()));
        for (Color color : Color.values()) {
            facts.put(WAS + "unserved", route.unserved().contains(color) ? color.label() : null);
        }
    }

    static AttachmentRoute read(Facts facts) {
        TargetGroup group = new TargetGroup(
                facts.get(WAS + "target-group"),
                facts.get(WAS + "target-group-name"),
                facts.get(WAS + "port", Integer::valueOf),
                facts.get(WAS + "delay", Times::duration),
                facts.has(WAS + "in-use"),
                TargetGroup.INSTANCES,
                new HealthyShare(
                        facts.get(WAS + "failover", AttachmentText::threshold),
                        facts.get(WAS + "routing", AttachmentText::threshold)));
        return new AttachmentRoute(group, Set.copyOf(facts.all(WAS + "unserved", Color::parse)));
    }

    private static String threshold(Threshold threshold) {
        return threshold.count() + "," + threshold.percent();
    }

    private static Threshold threshold(String text) {
        String[] cells = text.split(",", -1);
        return new Threshold(Integer.parseInt(cells[0]), Integer.parseInt(cells[1]));
    }
}
