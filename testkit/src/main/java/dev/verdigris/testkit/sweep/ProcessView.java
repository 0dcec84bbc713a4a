package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.Operations;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one process has been told of the world by the replies to its own reads: all that it can be blamed by. */
final class ProcessView {
    private final Environment environment;
    private final String targetGroup;
    private final Map<InstanceId, Color> colors = new HashMap<>();
    private final Map<InstanceId, Integer> weights = new HashMap<>();
    private final Map<Color, Fleet> fleets = new EnumMap<>(Color.class);
    private final Map<Color, Integer> floors = new EnumMap<>(Color.class);
    private final Set<InstanceId> gone = new HashSet<>();
    private final Set<InstanceId> registered = new HashSet<>();
    private @Nullable ColoredTargets targets;

    ProcessView(Environment environment, String targetGroup) {
        this.environment = environment;
        this.targetGroup = targetGroup;
    }

    /** Takes in the reply to a read. Says whether it has seen the environment's targets. */
    boolean sees(Call call, @Nullable Object answer) {
        if (call.operation().equals(Operations.DESCRIBE_GROUPS) && answer instanceof Map<?, ?> groups) {
            for (Color color : Color.values()) {
                sees(color, groups.get(environment.group(color)));
            }
        } else if (call.operation().equals(Operations.DESCRIBE_HEALTH)
                && call.subject().equals(targetGroup)
                && answer instanceof List<?> health) {
            sees(health.stream().map(TargetHealth.class::cast).toList());
            return true;
        }
        return false;
    }

    private void sees(Color color, @Nullable Object found) {
        if (found instanceof Fleet fleet) {
            fleets.put(color, fleet);
            for (Instance instance : fleet.instances()) {
                colors.put(instance.id(), color);
                weights.put(instance.id(), instance.weight());
            }
        }
    }

    private void sees(List<TargetHealth> health) {
        ColoredTargets sorted = ColoredTargets.of(health, colors::get);
        targets = sorted;
        gone.clear();
        for (Color color : Color.values()) {
            sorted.registered(color)
                    .forEach(target -> registered.add(target.target().instance()));
        }
    }

    /** What it sees now counts: its deployment has begun. */
    void counts() {
        for (Color color : Color.values()) {
            floors.merge(color, serving(color), Math::max);
        }
    }

    /** It asks for those to be registered: as long as it has not seen that, what it saw of them before says nothing. */
    void register(Iterable<InstanceId> instances) {
        instances.forEach(registered::remove);
    }

    /** It asks for those to leave. Says whether any of them is healthy, as far as it knows. */
    boolean leave(Iterable<InstanceId> instances) {
        boolean healthy = false;
        for (InstanceId instance : instances) {
            healthy |= gone.add(instance) && healthy(instance);
        }
        return healthy;
    }

    private boolean healthy(InstanceId instance) {
        Color color = colors.get(instance);
        return targets != null && color != null && targets.healthy(color).contains(instance);
    }

    /**
     * How much of a color is healthy, in the units that the size of its fleet counts, those aside that it has asked to
     * leave since.
     */
    int serving(Color color) {
        int serving = 0;
        if (targets != null) {
            for (InstanceId instance : targets.healthy(color)) {
                serving += gone.contains(instance) ? 0 : weights.getOrDefault(instance, 1);
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
        Color color = colors.get(instance);
        return targets != null
                && color != null
                && registered.contains(instance)
                && targets.draining(color).stream()
                        .anyMatch(target -> target.target().instance().equals(instance));
    }

    /** How much of a color must stay healthy: as much as it ever had, but no more than its fleet is meant to have. */
    int floor(Color color) {
        Fleet fleet = fleets.get(color);
        int floor = floors.getOrDefault(color, 0);
        return fleet == null ? floor : Math.min(floor, fleet.size().desired());
    }

    /** What a color's fleet is meant to have, in the units that its size counts; 0 if that was not seen. */
    int desired(Color color) {
        Fleet fleet = fleets.get(color);
        return fleet == null ? 0 : fleet.size().desired();
    }

    /** Whether a color serves with all that its fleet is meant to have, and with one at least. */
    boolean servesInFull(Color color) {
        Fleet fleet = fleets.get(color);
        int serving = serving(color);
        return fleet != null && serving > 0 && serving >= fleet.size().desired();
    }

    /** Whether it has seen the targets, and none of that color registered. */
    boolean out(Color color) {
        return targets != null && targets.registered(color).isEmpty();
    }

    /** How a color serves, for people. */
    String serves(Color color) {
        Fleet fleet = fleets.get(color);
        return serving(color) + " of " + (fleet == null ? "?" : fleet.size().desired()) + " of " + color + " healthy";
    }

    /** The color of a group; null if it is of neither. */
    static @Nullable Color color(Environment environment, Object group) {
        for (Color color : Color.values()) {
            GroupName name = environment.group(color);
            if (name.equals(group)) {
                return color;
            }
        }
        return null;
    }
}
