package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.traffic.Route;
import dev.verdigris.model.Color;
import dev.verdigris.model.TargetGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One target group that both colors are registered in.
 *
 * @param group the target group
 * @param ports the ports that targets are registered on, at least one
 * @param attached the color whose group is in the target group by attachment: one that stands in for that color; null if
 *     none is
 */
public record PoolRoute(
        TargetGroup group,
        SortedSet<Integer> ports,
        @Nullable Color attached) implements Route {

    /** A target group that no group is attached to. */
    public PoolRoute(TargetGroup group, SortedSet<Integer> ports) {
        this(group, ports, null);
    }

    /** @throws IllegalArgumentException if there is no port */
    public PoolRoute {
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("ports of " + group.name() + ": expected at least one, found none");
        }
        ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
    }

    static PoolRoute of(Route route) {
        return (PoolRoute) route;
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
        PoolRoute other = of(now);
        List<String> differences = new ArrayList<>();
        if (!group.equals(other.group)) {
            differences.add("the target group was " + group + " and is " + other.group);
        }
        if (!ports.equals(other.ports)) {
            differences.add("the ports were " + ports + " and are " + other.ports);
        }
        if (attached != other.attached) {
            differences.add("the group that it was attached to is "
                    + (other.attached == null ? "not attached any more" : "attached now"));
        }
        return differences;
    }
}
