package dev.verdigris.testkit;

import dev.verdigris.model.Bounds;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;

/** What somebody else may do with the members of a group. */
abstract sealed class GroupMoves extends GroupSettings permits SimulatedGroup {
    GroupMoves(World world, GroupName name, Bounds bounds, Settings settings) {
        super(world, name, bounds, settings);
    }

    abstract Terminator terminator();

    /**
     * Protects a member from scale-in, so that the group never ends it by itself.
     *
     * @throws IllegalArgumentException if it is not a member
     */
    public void protect(InstanceId instance) {
        protect(instance, true);
    }

    /**
     * Takes that protection away.
     *
     * @throws IllegalArgumentException if it is not a member
     */
    public void unprotect(InstanceId instance) {
        protect(instance, false);
        act();
        world.settle();
    }

    private void protect(InstanceId instance, boolean fromScaleIn) {
        SimulatedInstance member = member(instance);
        state.changing();
        member.protect(fromScaleIn);
        world.log(name(), fromScaleIn ? "protects" : "no longer protects", instance);
    }

    /**
     * Puts a member on standby. The group starts another one in its place.
     *
     * @throws IllegalArgumentException if it is not in service
     */
    public void standby(InstanceId instance) {
        SimulatedInstance member = inService(instance);
        state.enter(member, LifecycleState.STANDBY);
        world.log(name(), "on standby:", instance);
        act();
        world.settle();
    }

    /**
     * Somebody ends a member by way of the group ({@code TerminateInstanceInAutoScalingGroup}), a protected or retained
     * one too: attached target groups drain it, a termination hook holds it unless it is retained, and the group starts
     * another one in its place if it still desires one. A member that already leaves is left alone.
     *
     * @throws IllegalArgumentException if it is not a member
     */
    public void terminate(InstanceId instance) {
        terminator().endNow(member(instance));
        act();
        world.settle();
    }

    /**
     * Somebody completes the lifecycle action of an instance that a hook holds ({@code CompleteLifecycleAction}).
     *
     * @throws IllegalArgumentException if no hook holds it
     */
    public void complete(InstanceId instance, LifecycleHook.Result result) {
        hooks.complete(instance, result);
        world.settle();
    }

    /**
     * Somebody says that an instance held by a hook needs longer: its heartbeat time-out begins anew
     * ({@code RecordLifecycleActionHeartbeat}), up to 100 time-outs or 48 hours.
     *
     * @throws IllegalArgumentException if no hook holds it
     */
    public void heartbeat(InstanceId instance) {
        hooks.heartbeat(instance);
    }

    final SimulatedInstance member(InstanceId instance) {
        for (SimulatedInstance member : state.members()) {
            if (member.id().equals(instance)) {
                return member;
            }
        }
        throw new IllegalArgumentException(
                "expected a member of " + name() + ", found " + instance + "; members: " + state.members());
    }

    final SimulatedInstance inService(InstanceId instance) {
        SimulatedInstance member = member(instance);
        if (member.lifecycle() != Lifecycle.IN_SERVICE) {
            throw new IllegalArgumentException(
                    "expected " + instance + " in service in " + name() + ", found " + state.members());
        }
        return member;
    }
}
