package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.LifecycleHook;

/** The moves that somebody else may make with the members of a group. */
abstract sealed class GroupMoves extends GroupSettings permits SimulatedGroup {
    GroupMoves(World world, GroupName name, GroupSize bounds, Settings settings) {
        super(world, name, bounds, settings);
    }

    abstract Launcher launcher();

    abstract Terminator terminator();

    abstract Replacements replacements();

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
        world.runDue();
    }

    private void protect(InstanceId instance, boolean fromScaleIn) {
        SimulatedInstance member = member(instance);
        state.changing();
        member.protect(fromScaleIn);
        world.log(name(), fromScaleIn ? "protects" : "no longer protects", instance);
    }

    /**
     * Puts a member on standby, drained by the attached target groups first. The group starts another one in its place.
     *
     * @throws IllegalArgumentException if it is not in service
     */
    public void enterStandby(InstanceId instance) {
        SimulatedInstance member = inService(instance);
        world.log(name(), "on standby:", instance);
        terminator().setAside(member);
        act();
        world.runDue();
    }

    /**
     * Puts a member on standby and has the group desire less by what it counts for, so that nobody takes its place.
     *
     * @throws IllegalArgumentException if it is not in service
     * @throws PortException.Invalid if the desired capacity would be less than the minimum
     */
    public void enterStandbyWithoutReplacement(InstanceId instance) {
        desire(-inService(instance).weight());
        enterStandby(instance);
    }

    /**
     * Takes a member back from standby: the group desires more by what it counts for, registers it with the attached
     * target groups, and has it in service after a while.
     *
     * @throws IllegalArgumentException if it is not on standby
     * @throws PortException.Invalid if the desired capacity would be more than the maximum, or {@code Launch} is
     *     suspended
     */
    public void leaveStandby(InstanceId instance) {
        SimulatedInstance member = member(instance);
        if (member.state() != LifecycleState.STANDBY) {
            throw new IllegalArgumentException("expected " + instance + " on standby, found it " + member.state());
        }
        if (state.isSuspended("Launch")) {
            throw new PortException.Invalid(
                    "autoscaling:ExitStandby",
                    "ValidationError: the process Launch of " + name() + " is suspended",
                    null);
        }
        desire(member.weight());
        world.log(name(), "back from standby:", instance);
        launcher().comeBack(member);
        world.runDue();
    }

    /**
     * Takes a member out of the group: drained by the attached target groups, it runs on by itself. The group starts
     * another one in its place.
     *
     * @throws IllegalArgumentException if it is not in service
     */
    public void detach(InstanceId instance) {
        SimulatedInstance member = inService(instance);
        world.log(name(), "detaches", instance);
        terminator().detach(member);
        act();
        world.runDue();
    }

    /**
     * Takes a member out of the group like {@link #detach}, and the group desires less by what it counts for, so that
     * nobody takes its place.
     *
     * @throws IllegalArgumentException if it is not in service
     * @throws PortException.Invalid if the desired capacity would be less than the minimum
     */
    public void detachWithoutReplacement(InstanceId instance) {
        desire(-inService(instance).weight());
        detach(instance);
    }

    /**
     * Auto Scaling replaces a member, for the balance of the zones, its age, or a spot recommendation: it launches
     * another one first, and ends this one once that is in service. Meanwhile the group holds more than it desires.
     * Nothing happens while {@code AZRebalance} is suspended.
     *
     * @throws IllegalArgumentException if it is not in service
     */
    public void replace(InstanceId instance) {
        SimulatedInstance member = inService(instance);
        if (!state.isSuspended("AZRebalance")) {
            world.log(name(), "replaces", instance);
            replacements().add(member);
            act();
            world.runDue();
        }
    }

    /**
     * Somebody says that a member is unhealthy ({@code SetInstanceHealth}), though it answers as before: it is
     * replaced, unless {@code ReplaceUnhealthy} is suspended.
     *
     * @throws IllegalArgumentException if it is not in service
     */
    public void setUnhealthy(InstanceId instance) {
        SimulatedInstance member = inService(instance);
        world.log(name(), "is told unhealthy:", instance);
        health().mark(member);
        world.runDue();
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
        world.runDue();
    }

    /**
     * Somebody completes the lifecycle action of an instance that a hook holds ({@code CompleteLifecycleAction}).
     *
     * @throws IllegalArgumentException if no hook holds it
     */
    public void complete(InstanceId instance, LifecycleHook.Result result) {
        hooks.complete(instance, result);
        world.runDue();
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
