package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.traffic.TargetGroupText;
import dev.verdigris.model.Color;
import java.util.Set;

/** The target group, and whose groups it was attached to while nobody served, as facts of the deployment state. */
final class AttachmentText {
    private static final String UNSERVED = "was.traffic.unserved";

    private AttachmentText() {}

    static void write(Facts facts, AttachmentRoute route) {
        TargetGroupText.write(facts, route.group());
        for (Color color : Color.values()) {
            if (route.unserved().contains(color)) {
                facts.put(UNSERVED, color.label());
            }
        }
    }

    static AttachmentRoute read(Facts facts) {
        return new AttachmentRoute(TargetGroupText.read(facts), Set.copyOf(facts.all(UNSERVED, Color::parse)));
    }
}
