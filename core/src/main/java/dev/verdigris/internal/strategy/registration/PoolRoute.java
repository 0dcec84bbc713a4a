package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.traffic.Route;
import dev.verdigris.model.TargetGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One target group that both colors are registered in.
 *
 * @param group the target group
 * @param ports the ports that targets are registered on, at least one
 */
public record PoolRoute(TargetGroup group, SortedSet<Integer> ports) implements Route {

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
        return differences;
    }
}
