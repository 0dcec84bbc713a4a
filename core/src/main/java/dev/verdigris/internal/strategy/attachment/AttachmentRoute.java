package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.traffic.Route;
import dev.verdigris.model.Color;
import dev.verdigris.model.TargetGroup;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One target group that is attached to the group of the color that serves.
 *
 * @param group the target group
 * @param unserved the colors to whose groups it is attached while nobody serves, as after both were scaled to zero; empty
 *     where somebody does
 */
public record AttachmentRoute(TargetGroup group, Set<Color> unserved) implements Route {

    /** Copies the colors. */
    public AttachmentRoute {
        unserved = Set.copyOf(unserved);
    }

    static AttachmentRoute of(Route route) {
        return (AttachmentRoute) route;
    }

    @Override
    public String name() {
        return group.name();
    }

    /** Both colors share it. */
    @Override
    public TargetGroup group(Color color) {
        return group;
    }

    @Override
    public Duration drain() {
        return group.deregistrationDelay();
    }

    @Override
    public List<String> differences(Route now) {
        AttachmentRoute other = of(now);
        if (!group.equals(other.group)) {
            return List.of("the target group was " + group + " and is " + other.group);
        }
        return unserved.equals(other.unserved)
                ? List.of()
                : List.of("it was attached to " + unserved + " while nobody served, and is to " + other.unserved);
    }
}
