package dev.verdigris.testkit;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetGroupRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups and instances of the simulated cloud, and how it comes by them. */
final class Inventory {
    private final World world;
    private final SimulatedCloud cloud;
    private final Settings settings;
    private final LoadBalancing balancing;
    private final Map<GroupName, SimulatedGroup> groups = new LinkedHashMap<>();
    private final Map<InstanceId, SimulatedInstance> instances = new HashMap<>();
    private int groupsMade;
    private int unrecognizedMade;

    Inventory(World world, SimulatedCloud cloud, Settings settings, LoadBalancing balancing) {
        this.world = world;
        this.cloud = cloud;
        this.settings = settings;
        this.balancing = balancing;
    }

    Map<GroupName, SimulatedGroup> groups() {
        return groups;
    }

    SimulatedGroup group(GroupName name) {
        return Lookup.required("group", groups.get(name), name.value(), groups.keySet());
    }

    SimulatedTargetGroup targetGroup(Environment environment) {
        TargetGroupRef ref = ref(environment);
        return Lookup.required("target group", balancing.find(ref), ref.value(), balancing.targetGroups());
    }

    SimulatedTargetGroup targetGroup(Environment environment, Color color) {
        List<TargetGroupRef> refs = environment.traffic().targetGroups();
        TargetGroupRef ref = refs.get(color == Color.BLUE ? 0 : refs.size() - 1);
        return Lookup.required("target group", balancing.find(ref), ref.value(), balancing.targetGroups());
    }

    @Nullable
    SimulatedInstance find(InstanceId id) {
        return instances.get(id);
    }

    void add(SimulatedInstance instance) {
        instances.put(instance.id(), instance);
    }

    /** An environment that one of its colors serves; the other has nobody. */
    void found(Environment environment, GroupSize serving, Color active) {
        Map<Color, SimulatedTargetGroup> targetGroups = new Ways(balancing).found(environment, active);
        for (Color color : Color.values()) {
            boolean serves = color == active;
            SimulatedGroup group = createGroup(
                    environment.group(color),
                    serves ? serving : new GroupSize(0, serving.max(), 0),
                    serves ? "v1" : "v2");
            SimulatedTargetGroup targetGroup =
                    Lookup.required("target group of", targetGroups.get(color), color.label(), targetGroups.values());
            if (serves) {
                targetGroup.place(group);
            }
            if (Ways.attached(environment, serves)) {
                group.hasLongBeenAttached(targetGroup);
            }
        }
    }

    /** The one target group of an environment. */
    static TargetGroupRef ref(Environment environment) {
        List<TargetGroupRef> refs = environment.traffic().targetGroups();
        if (refs.size() != 1) {
            throw new IllegalArgumentException(
                    "target group of " + environment.name() + ": expected one, found " + refs + "; name it");
        }
        return refs.get(0);
    }

    SimulatedGroup createGroup(GroupName name, GroupSize bounds, String version) {
        if (groups.containsKey(name)) {
            throw new IllegalArgumentException("expected no group '" + name + "', found one");
        }
        SimulatedGroup group = new SimulatedGroup(world, cloud, name, ++groupsMade, bounds, version, settings);
        groups.put(name, group);
        group.fill();
        cloud.environments().stream()
                .filter(environment ->
                        environment.blue().equals(name) || environment.green().equals(name))
                .findFirst()
                .ifPresent(environment -> group.follow(() -> cloud.release(environment)));
        world.log(name, "made:", bounds);
        world.runDue();
        return group;
    }

    void deleteGroup(GroupName name) {
        SimulatedGroup group = groups.remove(name);
        if (group != null) {
            group.delete();
            world.log(name, "deleted", null);
            world.runDue();
        }
    }

    SimulatedInstance startInstance(String version, @Nullable String zone) {
        SimulatedInstance unrecognized = new SimulatedInstance(
                world, settings.latencies(), InstanceIds.of(9999, ++unrecognizedMade), version, zone, null);
        unrecognized.arrived();
        add(unrecognized);
        world.log(unrecognized.id(), "running", version);
        world.runDue();
        return unrecognized;
    }
}
