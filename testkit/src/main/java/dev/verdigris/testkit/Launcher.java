package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.LifecycleHook.Result;
import dev.verdigris.model.LifecycleHook.Transition;
import dev.verdigris.model.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Launches the instances of a group, each with what is wrong with it, as long as nothing refuses the launch. */
final class Launcher {
    private static final String TARGET_GROUP_GONE =
            "One or more target groups not found. Validating load balancer configuration failed.";

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
    private Supplier<@Nullable String> selected = () -> null;
    private int launched;
    private int refusals;
    private World.@Nullable Event relief;
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

    void follow(Supplier<@Nullable String> release) {
        selected = release;
    }

    /** What an instance runs that is launched now. */
    String boots() {
        String release = selected.get();
        return release == null ? version : release;
    }

    void afflict(int number, InstanceFault fault) {
        faultsByNumber.put(number, fault);
    }

    void afflict(String faultyVersion, InstanceFault fault) {
        faultsByVersion.put(faultyVersion, fault);
    }

    void refuse(String message, int attempts) {
        allow();
        refusal = message;
        refusals = attempts;
    }

    void refuse(String message, Duration duration) {
        refuse(message, Integer.MAX_VALUE);
        relief = world.after(duration.toNanos(), this::allow);
    }

    void allow() {
        refusals = 0;
        if (relief != null) {
            relief.cancel();
            relief = null;
        }
    }

    boolean isRefused() {
        return refusals > 0;
    }

    /** The words of AWS about a launch that it refuses. */
    String refusal() {
        return refusal;
    }

    /** The id of the n-th instance that it ever launches. */
    InstanceId id(int number) {
        return InstanceIds.of(ordinal, number);
    }

    /** Why the launch that is due is refused; null if it is not. */
    private @Nullable String refusedNow() {
        if (isRefused()) {
            refusals -= refusals == Integer.MAX_VALUE ? 0 : 1;
            return refusal;
        }
        return state.attached().stream().anyMatch(SimulatedTargetGroup::isDeleted) ? TARGET_GROUP_GONE : null;
    }

    /**
     * Takes from the warm pool, then launches, until so many units are covered, or is refused and tries again later.
     */
    void launch(int units) {
        int missing = units - takePrepared(units);
        if (missing <= 0) {
            return;
        }
        String refused = refusedNow();
        if (refused != null) {
            activities.begin().fail(refused);
            world.log(state.name(), "launch refused:", refused);
            group.actAfter(cloud.latencies().retry());
            return;
        }
        Spread spread = new Spread(state.zones(), state.members());
        while (missing > 0) {
            SimulatedInstance instance = newMember(spread.next());
            missing -= instance.weight();
            Activities.Activity activity = activities.begin();
            world.log(state.name(), "launches", instance.id());
            world.after(cloud.latencies().launch(), () -> running(instance, activity));
        }
    }

    /** Starts prepared instances of the warm pool; answers how many units they cover. */
    private int takePrepared(int units) {
        SimulatedWarmPool pool = group.warmPoolOrNull();
        int taken = 0;
        while (pool != null && taken < units) {
            SimulatedInstance instance = pool.take();
            if (instance == null) {
                return taken;
            }
            taken += instance.weight();
            instance.enter(LifecycleState.PENDING);
            state.add(instance);
            Activities.Activity activity = activities.begin();
            world.log(state.name(), "takes from its warm pool", instance.id());
            running(instance, activity);
        }
        return taken;
    }

    /** Launches what the group desires at once, as if it had always been there. */
    void fill() {
        Spread spread = new Spread(state.zones(), state.members());
        for (int i = 0; i < state.size().desired(); i++) {
            SimulatedInstance instance = newMember(spread.next());
            activities.begin().succeed();
            instance.arrived();
        }
    }

    private SimulatedInstance newMember(String zone) {
        SimulatedInstance instance = newInstance(zone);
        state.add(instance);
        return instance;
    }

    /** An instance that is no member yet, where there are fewest, others like it included. */
    SimulatedInstance newInstance(List<SimulatedInstance> others) {
        return newInstance(
                new Spread(state.zones(), state.members()).and(others).next());
    }

    private SimulatedInstance newInstance(String zone) {
        launched++;
        String boots = boots();
        SimulatedInstance instance = new SimulatedInstance(world, cloud.latencies(), id(launched), boots, zone, group);
        instance.weigh(state.capacity().type(launched), state.capacity().weight(launched));
        instance.protect(state.protectsNew());
        InstanceFault byNumber = faultsByNumber.get(launched);
        instance.afflict(byNumber != null ? byNumber : faultsByVersion.get(boots));
        cloud.add(instance);
        return instance;
    }

    private void running(SimulatedInstance instance, Activities.Activity activity) {
        if (instance.lifecycle() != Lifecycle.PENDING || instance.isEnding()) {
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
                    group.endAndReplace(instance);
                }
            }
        });
    }

    /** A member comes back from standby. */
    void comeBack(SimulatedInstance instance) {
        state.enter(instance, LifecycleState.PENDING);
        goIntoService(instance, activities.beginUnseen());
    }

    private void goIntoService(SimulatedInstance instance, Activities.Activity activity) {
        if (!state.isSuspended("AddToLoadBalancer")) {
            register(instance);
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

    /**
     * With every attached target group that takes it; AWS does not say what becomes of an instance that one refuses.
     */
    private void register(SimulatedInstance instance) {
        for (SimulatedTargetGroup targetGroup : state.attached()) {
            try {
                targetGroup.register(List.of(new Target(instance.id(), targetGroup.port())));
            } catch (PortException.Invalid e) {
                world.log(instance.id(), "not registered in " + targetGroup.name() + ":", e.getMessage());
            }
        }
    }
}
