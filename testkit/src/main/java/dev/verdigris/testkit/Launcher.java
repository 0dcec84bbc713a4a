package dev.verdigris.testkit;

import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Launches the instances of a group, each with what is wrong with it, as long as nothing refuses the launch. */
final class Launcher {
    private final World world;
    private final SimulatedCloud cloud;
    private final SimulatedGroup group;
    private final GroupState state;
    private final Activities activities;
    private final int ordinal;
    private final Map<Integer, InstanceFault> faultsByNumber = new HashMap<>();
    private final Map<String, InstanceFault> faultsByVersion = new HashMap<>();
    private String version;
    private int launched;
    private int refusals;
    private String refusal = "";

    Launcher(World world, SimulatedCloud cloud, SimulatedGroup group, GroupState state, int ordinal, String version) {
        this.world = world;
        this.cloud = cloud;
        this.group = group;
        this.state = state;
        this.activities = new Activities(world, state.name());
        this.ordinal = ordinal;
        this.version = version;
    }

    Activities activities() {
        return activities;
    }

    void launches(String newVersion) {
        version = newVersion;
    }

    void afflict(int number, InstanceFault fault) {
        faultsByNumber.put(number, fault);
    }

    void afflict(String faultyVersion, InstanceFault fault) {
        faultsByVersion.put(faultyVersion, fault);
    }

    void refuse(String message, int attempts) {
        refusal = message;
        refusals = attempts;
    }

    void allow() {
        refusals = 0;
    }

    /** The id of the n-th instance that it ever launches. */
    InstanceId id(int number) {
        return InstanceIds.of(ordinal, number);
    }

    /** Launches so many, or is refused and tries again later. */
    void launch(int number) {
        if (refusals > 0) {
            refusals -= refusals == Integer.MAX_VALUE ? 0 : 1;
            activities.begin().fail(refusal);
            world.log(state.name(), "launch refused:", refusal);
            group.actAfter(cloud.latencies().retry());
            return;
        }
        for (int i = 0; i < number; i++) {
            SimulatedInstance instance = newMember();
            Activities.Activity activity = activities.begin();
            world.log(state.name(), "launches", instance.id());
            world.after(cloud.latencies().launch(), () -> running(instance, activity));
        }
    }

    /** Launches what the group desires at once, as if it had always been there. */
    void fill() {
        for (int i = 0; i < state.bounds().desired(); i++) {
            SimulatedInstance instance = newMember();
            activities.begin().succeed();
            instance.settled();
        }
    }

    private SimulatedInstance newMember() {
        launched++;
        SimulatedInstance instance = new SimulatedInstance(world, cloud.latencies(), id(launched), version, group);
        InstanceFault byNumber = faultsByNumber.get(launched);
        instance.afflict(byNumber != null ? byNumber : faultsByVersion.get(version));
        state.add(instance);
        cloud.add(instance);
        return instance;
    }

    private void running(SimulatedInstance instance, Activities.Activity activity) {
        if (instance.power() != SimulatedInstance.Power.PENDING) {
            activity.fail("the instance was terminated");
            return;
        }
        instance.run();
        for (SimulatedTargetGroup targetGroup : state.attached()) {
            targetGroup.register(List.of(new Target(instance.id(), targetGroup.port())));
        }
        world.after(cloud.latencies().inService(), () -> {
            if (instance.lifecycle() == Lifecycle.PENDING) {
                activity.succeed();
                state.enter(instance, Lifecycle.IN_SERVICE);
                world.log(instance.id(), "in service in", state.name());
                group.act();
            } else {
                activity.fail("the instance was terminated");
            }
        });
    }
}
