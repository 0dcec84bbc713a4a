package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.targets.Ports;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.TargetGroup;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known where neither Auto Scaling group is attached to its target group: nobody registers a member there
 * but us, and nobody has it drain.
 *
 * @param blue the ports that blue members are registered on, at least one
 * @param green the ports that green members are registered on, at least one
 */
public record ByHand(SortedSet<Integer> blue, SortedSet<Integer> green) {

    /** @throws IllegalArgumentException if there is no port */
    public ByHand {
        if (blue.isEmpty() || green.isEmpty()) {
            throw new IllegalArgumentException(
                    "ports: expected at least one of each color, found blue " + blue + " and green " + green);
        }
        blue = Collections.unmodifiableSortedSet(new TreeSet<>(blue));
        green = Collections.unmodifiableSortedSet(new TreeSet<>(green));
    }

    /**
     * One color, as it was observed.
     *
     * @param fleet its fleet
     * @param group its target group
     * @param targets the targets there
     */
    record Side(Color color, Fleet fleet, TargetGroup group, ColoredTargets targets) {

        boolean attached() {
            return fleet.attachedTargetGroups().contains(group.arn());
        }

        private SortedSet<Integer> used() {
            return Ports.of(targets.registered(color)).meant();
        }

        /** The ports of its members; where it has none registered, what the other color has in place of its group's own. */
        private SortedSet<Integer> ports(Side other) {
            SortedSet<Integer> others = other.used();
            boolean usual = others.isEmpty() || others.equals(new TreeSet<>(Set.of(other.group.port())));
            return !used().isEmpty() ? used() : usual ? new TreeSet<>(Set.of(group.port())) : others;
        }
    }

    /** Whether members are registered by hand, and where; null if Auto Scaling registers those of either color. */
    static @Nullable ByHand observed(Side blue, Side green) {
        return blue.attached() || green.attached() ? null : new ByHand(blue.ports(green), green.ports(blue));
    }

    SortedSet<Integer> ports(Color color) {
        return color == Color.BLUE ? blue : green;
    }
}
