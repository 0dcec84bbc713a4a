package dev.verdigris.testkit;

import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.Target;
import dev.verdigris.testkit.LifecycleHook.Result;
import dev.verdigris.testkit.LifecycleHook.Transition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Launches the instances of a group, each with what is wrong with it, as long as nothing refuses the launch. */
final class Launcher {
    private final World world;
    private final SimulatedCloud cloud;
    private final SimulatedGroup group;
    private final GroupState state;
    private final Hooks hooks;
    private final Activities activities;
    private final int ordinal;
    private final Map<Integer, InstanceFault> faultsByNumber = new HashMap<>();
    private final Map<String, InstanceFault> faultsByVersion = new HashMap<>();
    private String version;
    private int launched;
    private int refusals;
    private String refusal = "";

    Launcher(
            World world,
            SimulatedCloud cloud,
            SimulatedGroup group,
            GroupState state,
            Hooks hooks,
            int ordinal,
            String version) {
        this.world = world;
        this.cloud = cloud;
        this.group = group;
        this.state = state;
        this.hooks = hooks;
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

    /** Launches instances until they cover so many units, or is refused and tries again later. */
    void launch(int units) {
        if (refusals > 0) {
            refusals -= refusals == Integer.MAX_VALUE ? 0 : 1;
            activities.begin().fail(refusal);
            world.log(state.name(), "launch refused:", refusal);
            group.actAfter(cloud.latencies().retry());
            return;
        }
        Spread spread = new Spread(state.zones(), state.members());
        int missing = units;
        while (missing > 0) {
            SimulatedInstance instance = newMember(spread.next());
            missing -= instance.weight();
            Activities.Activity activity = activities.begin();
            world.log(state.name(), "launches", instance.id());
            world.after(cloud.latencies().launch(), () -> running(instance, activity));
        }
    }

    /** Launches what the group desires at once, as if it had always been there. */
    void fill() {
        Spread spread = new Spread(state.zones(), state.members());
        for (int i = 0; i < state.bounds().desired(); i++) {
            SimulatedInstance instance = newMember(spread.next());
            activities.begin().succeed();
            instance.settled();
        }
    }

    private SimulatedInstance newMember(String zone) {
        launched++;
        SimulatedInstance instance =
                new SimulatedInstance(world, cloud.latencies(), id(launched), version, zone, group);
        instance.weigh(state.capacity().type(launched), state.capacity().weight(launched));
        instance.protect(state.protectsNew());
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
        if (!hooks.hold(Transition.LAUNCHING)) {
            goIntoService(instance, activity);
            return;
        }
        state.enter(instance, LifecycleState.PENDING_WAIT);
        world.log(instance.id(), "held by the launch hook of", state.name());
        hooks.hold(instance.id(), Transition.LAUNCHING, (result, why) -> {
            if (result == Result.CONTINUE) {
                state.enter(instance, LifecycleState.PENDING_PROCEED);
                goIntoService(instance, activity);
            } else {
                activity.fail(
                        "Instance failed to complete user's Lifecycle Action: Lifecycle Action was abandoned: " + why);
                if (instance.lifecycle() == Lifecycle.PENDING) {
                    group.replace(instance);
                }
            }
        });
    }

    private void goIntoService(SimulatedInstance instance, Activities.Activity activity) {
        for (SimulatedTargetGroup targetGroup : state.attached()) {
            targetGroup.register(List.of(new Target(instance.id(), targetGroup.port())));
        }
        world.after(cloud.latencies().inService(), () -> {
            if (instance.lifecycle() == Lifecycle.PENDING) {
                activity.succeed();
                state.enter(instance, LifecycleState.IN_SERVICE);
                world.log(instance.id(), "in service in", state.name());
                group.act();
            } else {
                activity.fail("the instance was terminated");
            }
        });
    }
}
