package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetHealth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The targets of a target group, sorted by the color they belong to: the proof's own reading of what a process was told, so that
 * a fault in the core's is not one of the proof, too. What belongs to neither color is of no interest to it.
 */
final class ColoredTargets {
    private final Map<Color, List<TargetHealth>> registered = new EnumMap<>(Color.class);
    private final Map<Color, List<TargetHealth>> draining = new EnumMap<>(Color.class);
    private final Map<Color, Set<InstanceId>> healthy = new EnumMap<>(Color.class);

    private ColoredTargets() {}

    /**
     * Sorts targets.
     *
     * @param groups all targets of each target group
     * @param colors the color of an instance, or null if it has none
     */
    static ColoredTargets of(Iterable<List<TargetHealth>> groups, Function<InstanceId, @Nullable Color> colors) {
        ColoredTargets sorted = new ColoredTargets();
        for (Color color : Color.values()) {
            sorted.registered.put(color, new ArrayList<>());
            sorted.draining.put(color, new ArrayList<>());
        }
        for (List<TargetHealth> targets : groups) {
            for (TargetHealth target : targets) {
                sorted.add(target, colors.apply(target.target().instance()));
            }
        }
        for (Color color : Color.values()) {
            sorted.healthy.put(color, healthyInstances(sorted.registered(color)));
        }
        return sorted;
    }

    private void add(TargetHealth target, @Nullable Color color) {
        if (color == null) {
            return;
        }
        if (!target.out()) {
            registered(color).add(target);
        } else if (target.state() == TargetHealth.State.DRAINING) {
            draining(color).add(target);
        }
    }

    private static Set<InstanceId> healthyInstances(List<TargetHealth> targets) {
        Set<InstanceId> healthy = new LinkedHashSet<>();
        for (TargetHealth target : targets) {
            if (target.healthy()) {
                healthy.add(target.target().instance());
            }
        }
        for (TargetHealth target : targets) {
            if (!target.healthy()) {
                healthy.remove(target.target().instance());
            }
        }
        return healthy;
    }

    private static <T> T of(Map<Color, T> byColor, Color color) {
        T value = byColor.get(color);
        if (value == null) {
            throw new IllegalStateException("no entry for " + color);
        }
        return value;
    }

    /** The targets of a color that have not been deregistered, whatever their health. */
    List<TargetHealth> registered(Color color) {
        return of(registered, color);
    }

    /** The targets of a color that have been deregistered and still finish requests. */
    List<TargetHealth> draining(Color color) {
        return of(draining, color);
    }

    /** The instances of a color that are registered, and healthy on every port they are registered on. */
    Set<InstanceId> healthy(Color color) {
        return of(healthy, color);
    }

    /** An answer that tells the health of targets; null if it tells something else. */
    static @Nullable List<TargetHealth> health(List<?> told) {
        List<TargetHealth> health = new ArrayList<>(told.size());
        for (Object each : told) {
            if (!(each instanceof TargetHealth target)) {
                return null;
            }
            health.add(target);
        }
        return health;
    }
}
