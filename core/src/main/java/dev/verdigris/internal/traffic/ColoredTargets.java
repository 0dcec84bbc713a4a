package dev.verdigris.internal.traffic;

import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The targets of a target group, sorted by the color they belong to. */
public final class ColoredTargets {
    private final Map<Color, List<TargetHealth>> registered = new EnumMap<>(Color.class);
    private final Map<Color, List<TargetHealth>> draining = new EnumMap<>(Color.class);
    private final Map<Color, Set<InstanceId>> healthy = new EnumMap<>(Color.class);
    private final List<TargetHealth> unrecognized = new ArrayList<>();

    private ColoredTargets() {}

    /**
     * The targets of a group. Those that are not instances cannot be counted by color, and then the kind says enough.
     *
     * @param read reads them
     */
    public static List<TargetHealth> health(TargetGroup group, Function<TargetGroup, List<TargetHealth>> read) {
        return group.kind().equals(TargetGroup.INSTANCES) ? read.apply(group) : List.of();
    }

    /**
     * Sorts targets.
     *
     * @param targets all targets of the group
     * @param colors the color of an instance, or null if it has none
     */
    public static ColoredTargets of(List<TargetHealth> targets, Function<InstanceId, @Nullable Color> colors) {
        ColoredTargets sorted = new ColoredTargets();
        for (Color color : Color.values()) {
            sorted.registered.put(color, new ArrayList<>());
            sorted.draining.put(color, new ArrayList<>());
        }
        for (TargetHealth target : targets) {
            sorted.add(target, colors.apply(target.target().instance()));
        }
        for (Color color : Color.values()) {
            sorted.healthy.put(color, healthyInstances(sorted.registered(color)));
        }
        return sorted;
    }

    /** The targets of each color in a target group of its own. */
    public static ColoredTargets apart(ColoredTargets blue, ColoredTargets green) {
        ColoredTargets apart = new ColoredTargets();
        for (Color color : Color.values()) {
            ColoredTargets own = color == Color.BLUE ? blue : green;
            apart.registered.put(color, own.registered(color));
            apart.draining.put(color, own.draining(color));
            apart.healthy.put(color, own.healthy(color));
            apart.unrecognized.addAll(own.unrecognized());
        }
        return apart;
    }

    /** The targets once all those of some instances have been deregistered, and drain. */
    public ColoredTargets without(Set<Target> leaving) {
        Set<InstanceId> instances = new HashSet<>();
        leaving.forEach(target -> instances.add(target.instance()));
        ColoredTargets left = copy();
        for (Color color : Color.values()) {
            left.registered(color)
                    .removeIf(target -> instances.contains(target.target().instance())
                            && left.draining(color).add(target));
            left.healthy.put(color, healthyInstances(left.registered(color)));
        }
        return left;
    }

    /**
     * The targets once some more have been registered: they get requests, and nobody knows yet how healthy they are.
     */
    public ColoredTargets with(Set<Target> coming, Membership members) {
        ColoredTargets more = copy();
        for (Target target : coming) {
            Color color = members.color(target.instance());
            if (color != null) {
                more.registered(color).add(new TargetHealth(target, TargetHealth.State.INITIAL, null));
                more.draining(color).removeIf(drains -> drains.target().equals(target));
            }
        }
        return more;
    }

    private ColoredTargets copy() {
        ColoredTargets copy = new ColoredTargets();
        copy.unrecognized.addAll(unrecognized);
        for (Color color : Color.values()) {
            copy.registered.put(color, new ArrayList<>(registered(color)));
            copy.draining.put(color, new ArrayList<>(draining(color)));
            copy.healthy.put(color, healthy(color));
        }
        return copy;
    }

    private void add(TargetHealth target, @Nullable Color color) {
        if (color == null) {
            if (!target.out()) {
                unrecognized.add(target);
            }
        } else if (!target.out()) {
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
    public List<TargetHealth> registered(Color color) {
        return of(registered, color);
    }

    /** The registered targets but those of the other color. */
    public List<TargetHealth> alone(Color color) {
        List<TargetHealth> alone = new ArrayList<>(registered(color));
        alone.addAll(unrecognized);
        return alone;
    }

    /** The targets of a color that have been deregistered and still finish requests. */
    public List<TargetHealth> draining(Color color) {
        return of(draining, color);
    }

    /** The instances of a color that are registered, and healthy on every port they are registered on. */
    public Set<InstanceId> healthy(Color color) {
        return of(healthy, color);
    }

    /**
     * The view of who gets requests, where both colors share the target group: each its part by its healthy capacity.
     *
     * @param members what an instance counts for
     */
    public TrafficView view(Membership members) {
        return new TrafficView(
                side(Color.BLUE, members),
                side(Color.GREEN, members),
                unrecognized.stream().map(TargetHealth::target).toList());
    }

    private TrafficView.Side side(Color color, Membership members) {
        int capacity = members.units(healthy(color));
        return new TrafficView.Side(
                capacity, capacity, instances(registered(color)), healthy(color), instances(draining(color)));
    }

    /** The instances of targets, each once. */
    public static Set<InstanceId> instances(List<TargetHealth> targets) {
        Set<InstanceId> instances = new LinkedHashSet<>();
        targets.forEach(target -> instances.add(target.target().instance()));
        return instances;
    }

    /** The registered targets that belong to neither color. They are left alone. */
    public List<TargetHealth> unrecognized() {
        return unrecognized;
    }
}
