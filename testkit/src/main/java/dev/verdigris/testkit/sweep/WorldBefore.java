package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an environment really was when a verb began, whatever the verb makes of it.
 *
 * @param deployment the verb's id
 * @param registered the colors that had targets
 * @param recorded the recorded color; null if none was
 * @param members the members of each fleet, in any state; not those launched so lately that a read may not show them yet
 * @param inService those of them that were in service
 * @param sizes the desired capacity of each fleet; once the plan was made, as its process had read it
 */
record WorldBefore(
        String deployment,
        Set<Color> registered,
        @Nullable Color recorded,
        Map<Color, List<SimulatedInstance>> members,
        Map<Color, List<SimulatedInstance>> inService,
        Map<Color, Integer> sizes) {

    static WorldBefore of(SimulatedCloud cloud, Environment environment, String deployment) {
        Map<Color, List<SimulatedInstance>> members = new EnumMap<>(Color.class);
        Map<Color, List<SimulatedInstance>> inService = new EnumMap<>(Color.class);
        Map<Color, Integer> sizes = new EnumMap<>(Color.class);
        for (Color color : Color.values()) {
            sizes.put(color, cloud.group(environment, color).size().desired());
            List<SimulatedInstance> all = cloud.group(environment, color).instances();
            members.put(
                    color,
                    all.stream()
                            .filter(instance -> instance.age().compareTo(cloud.staleness()) >= 0)
                            .toList());
            inService.put(
                    color,
                    all.stream()
                            .filter(instance -> instance.lifecycle() == Lifecycle.IN_SERVICE)
                            .toList());
        }
        return new WorldBefore(
                deployment, registered(cloud, environment), recorded(cloud, environment), members, inService, sizes);
    }

    /** How it was, with the sizes that a plan goes by which was made after that: those which its process has read meanwhile. */
    WorldBefore planned(ProcessView read) {
        Map<Color, Integer> planned = new EnumMap<>(Color.class);
        for (Color color : Color.values()) {
            planned.put(color, read.desired(color));
        }
        return new WorldBefore(deployment, registered, recorded, members, inService, planned);
    }

    /** The colors that have targets, draining ones not counted. */
    static Set<Color> registered(SimulatedCloud cloud, Environment environment) {
        Set<Color> registered = EnumSet.noneOf(Color.class);
        for (Color color : Color.values()) {
            if (routed(cloud, environment, color)) {
                registered.add(color);
            }
        }
        return registered;
    }

    /** Where both colors share a target group it has all requests there are, whoever uses it. */
    private static boolean routed(SimulatedCloud cloud, Environment environment, Color color) {
        List<SimulatedTargetGroup> groups = cloud.targetGroups(environment);
        SimulatedGroup fleet = cloud.group(environment, color);
        for (SimulatedTargetGroup group : groups) {
            if (group.registered(fleet) > 0 && (groups.size() == 1 || weighs(cloud, environment, group))) {
                return true;
            }
        }
        return false;
    }

    private static boolean weighs(SimulatedCloud cloud, Environment environment, SimulatedTargetGroup group) {
        return cloud.listeners(environment).stream()
                .anyMatch(listener -> listener.weights().getOrDefault(group, 0) > 0);
    }

    private static @Nullable Color recorded(SimulatedCloud cloud, Environment environment) {
        try {
            return Color.parse(String.valueOf(cloud.recorded(environment)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The color that served: the one that had targets, or the recorded one where both had; null if neither had. */
    @Nullable
    Color serving() {
        return registered.size() == 1 ? registered.iterator().next() : registered.isEmpty() ? null : recorded;
    }

    /**
     * The members that nothing of ours may end while the other color does not serve in full: those that were in service in
     * the fleets of the active and of the recorded color. Where nothing says which that is, in both.
     */
    List<SimulatedInstance> kept(Color color) {
        boolean unknown = registered.isEmpty() && recorded == null;
        return unknown || registered.contains(color) || recorded == color
                ? inService.getOrDefault(color, List.of())
                : List.of();
    }

    /** What a fleet was meant to have, by what is known of the plan. */
    int desired(Color color) {
        return sizes.getOrDefault(color, 0);
    }

    /** Whether an instance was in service already. */
    boolean wasInService(Color color, SimulatedInstance instance) {
        return inService.getOrDefault(color, List.of()).contains(instance);
    }

    /** Whether an instance was there already. */
    boolean had(Color color, SimulatedInstance instance) {
        return members.getOrDefault(color, new ArrayList<>()).contains(instance);
    }
}
