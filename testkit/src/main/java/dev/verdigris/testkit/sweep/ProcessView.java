package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetHealth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one process has been told of the world by the replies to its own reads: all that it can be blamed by. Each reply
 * makes another view, so that a change keeps the one that it was sent by.
 */
final class ProcessView {
    private final Seen seen;
    private final @Nullable Fleet blue;
    private final @Nullable Fleet green;
    private final @Nullable ColoredTargets targets;
    /** Those that have left by changes that were sent since the targets were read. */
    private final Set<InstanceId> gone;

    private final int blueFloor;
    private final int greenFloor;

    private ProcessView(
            Seen seen,
            @Nullable Fleet blue,
            @Nullable Fleet green,
            @Nullable ColoredTargets targets,
            Set<InstanceId> gone,
            int blueFloor,
            int greenFloor) {
        this.seen = seen;
        this.blue = blue;
        this.green = green;
        this.targets = targets;
        this.gone = gone;
        this.blueFloor = blueFloor;
        this.greenFloor = greenFloor;
    }

    /** What it has ever seen of single instances. */
    private static final class Seen {
        private final Map<InstanceId, Color> colors = new HashMap<>();
        private final Map<InstanceId, Integer> weights = new HashMap<>();
        private final Set<InstanceId> registered = new HashSet<>();
        /** The targets of each target group by its name, as they were last told. */
        private final Map<String, List<TargetHealth>> health = new HashMap<>();
        /** The colors that the routes gave a weight when they were last told; null if they never were. */
        private @Nullable Set<Color> weighted;

        /** All targets by their colors, as they were last sorted; null once any of them or of the colors is another. */
        private @Nullable ColoredTargets all;

        /** All targets, once those of one target group have been told, by their colors. */
        private ColoredTargets all(String targetGroup, List<TargetHealth> told) {
            ColoredTargets sorted = told.equals(health.put(targetGroup, told)) ? all : null;
            if (sorted == null) {
                sorted = ColoredTargets.of(health.values(), colors::get);
                all = sorted;
            }
            for (Color color : Color.values()) {
                for (TargetHealth target : sorted.registered(color)) {
                    registered.add(target.target().instance());
                }
            }
            return sorted;
        }

        private void add(Color color, Fleet fleet) {
            all = null;
            for (Instance instance : fleet.instances()) {
                colors.put(instance.id(), color);
                weights.put(instance.id(), instance.weight());
            }
        }
    }

    /** That of a process which has read nothing yet. */
    static ProcessView ofNothing() {
        return new ProcessView(new Seen(), null, null, null, new HashSet<>(), 0, 0);
    }

    /** The view with the fleets that a reply shows. */
    ProcessView seeing(Environment environment, Map<?, ?> groups) {
        return new ProcessView(
                seen,
                seeing(Color.BLUE, groups.get(environment.blue()), blue),
                seeing(Color.GREEN, groups.get(environment.green()), green),
                targets,
                gone,
                blueFloor,
                greenFloor);
    }

    private @Nullable Fleet seeing(Color color, @Nullable Object found, @Nullable Fleet before) {
        if (found instanceof Fleet fleet && !fleet.equals(before)) {
            seen.add(color, fleet);
            return fleet;
        }
        return before;
    }

    /**
     * The view with the targets that a reply shows.
     *
     * @param targetGroup the name of the target group that has them
     * @param counts whether what serves now counts for the floor: whether its deployment has begun
     */
    ProcessView seeing(String targetGroup, List<TargetHealth> health, boolean counts) {
        ColoredTargets sorted = seen.all(targetGroup, health);
        ProcessView now = new ProcessView(seen, blue, green, sorted, new HashSet<>(), blueFloor, greenFloor);
        return counts ? now.counting() : now;
    }

    /** The routes are told, by which these colors get requests. */
    void routes(Set<Color> weighted) {
        seen.weighted = weighted;
    }

    private ProcessView counting() {
        return new ProcessView(
                seen,
                blue,
                green,
                targets,
                gone,
                Math.max(blueFloor, serving(Color.BLUE)),
                Math.max(greenFloor, serving(Color.GREEN)));
    }

    /** Whether it has seen both fleets, and the targets: what it needs to tell who serves. */
    boolean isComplete() {
        return blue != null && green != null && targets != null;
    }

    /** Those have come by a change of its: as long as it has not seen that, what it saw of them before says nothing. */
    void come(Iterable<InstanceId> instances) {
        instances.forEach(seen.registered::remove);
    }

    /** Those have left by a change of its. Says whether any of them is healthy, as far as it knows. */
    boolean leave(Iterable<InstanceId> instances) {
        boolean healthy = false;
        for (InstanceId instance : instances) {
            healthy |= gone.add(instance) && healthy(instance);
        }
        return healthy;
    }

    /** Whether it has found an instance healthy when it last read the targets. */
    boolean healthy(InstanceId instance) {
        Color color = seen.colors.get(instance);
        return targets != null && color != null && targets.healthy(color).contains(instance);
    }

    /**
     * How much of a color is healthy, in the units that the size of its fleet counts, those aside that have left since by
     * changes of its.
     */
    int serving(Color color) {
        int serving = 0;
        if (targets != null) {
            for (InstanceId instance : targets.healthy(color)) {
                serving += gone.contains(instance) ? 0 : seen.weights.getOrDefault(instance, 1);
            }
        }
        return serving;
    }

    /** How much of both colors is healthy. */
    int serving() {
        return serving(Color.BLUE) + serving(Color.GREEN);
    }

    /** Whether it has seen an instance of either color registered, and sees it drain now. */
    boolean sawGo(InstanceId instance) {
        Color color = seen.colors.get(instance);
        return targets != null
                && color != null
                && seen.registered.contains(instance)
                && targets.draining(color).stream()
                        .anyMatch(target -> target.target().instance().equals(instance));
    }

    /** How much of a color must stay healthy: as much as it ever had, but no more than its fleet is meant to have. */
    int floor(Color color) {
        Fleet fleet = fleet(color);
        return fleet == null ? most(color) : Math.min(most(color), fleet.size().desired());
    }

    /** The most of a color that it has ever seen healthy. */
    int most(Color color) {
        return color == Color.BLUE ? blueFloor : greenFloor;
    }

    private @Nullable Fleet fleet(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** What a color's fleet is meant to have, in the units that its size counts; 0 if that was not seen. */
    int desired(Color color) {
        Fleet fleet = fleet(color);
        return fleet == null ? 0 : fleet.size().desired();
    }

    /** Whether a color serves with all that its fleet is meant to have, and with one at least. */
    boolean servesInFull(Color color) {
        Fleet fleet = fleet(color);
        int serving = serving(color);
        return fleet != null && serving > 0 && serving >= fleet.size().desired();
    }

    /** Whether it has seen the targets, and that no requests are sent to that color. */
    boolean out(Color color) {
        Set<Color> weighted = seen.weighted;
        return weighted == null ? targets != null && targets.registered(color).isEmpty() : !weighted.contains(color);
    }

    /** How a color serves, for people. */
    String serves(Color color) {
        Fleet fleet = fleet(color);
        return serving(color) + " of " + (fleet == null ? "?" : fleet.size().desired()) + " of " + color + " healthy";
    }
}
