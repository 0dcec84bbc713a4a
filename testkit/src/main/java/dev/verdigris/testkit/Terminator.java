package dev.verdigris.testkit;

import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.LifecycleHook.Result;
import dev.verdigris.model.LifecycleHook.Transition;
import dev.verdigris.model.Target;
import java.util.ArrayList;
import java.util.List;

/** Ends the instances of a group: those that it no longer desires, and those that it has lost. */
final class Terminator {
    private final World world;
    private final SimulatedGroup group;
    private final GroupState state;
    private final Hooks hooks;

    Terminator(World world, SimulatedGroup group, GroupState state, Hooks hooks) {
        this.world = world;
        this.group = group;
        this.state = state;
        this.hooks = hooks;
    }

    /**
     * Ends as many units as it may without falling below what is desired: which instances AWS takes is its own affair.
     */
    void scaleInBy(int units) {
        List<SimulatedInstance> candidates = new ArrayList<>(state.members().size());
        for (SimulatedInstance member : state.members()) {
            if ((member.lifecycle() == Lifecycle.PENDING || member.lifecycle() == Lifecycle.IN_SERVICE)
                    && !member.isProtected()) {
                candidates.add(member);
            }
        }
        int excess = units;
        while (excess > 0 && !candidates.isEmpty()) {
            SimulatedInstance candidate = candidates.remove(world.random().nextInt(candidates.size()));
            if (candidate.weight() <= excess) {
                excess -= candidate.weight();
                end(candidate, true);
            }
        }
    }

    /** Ends a member: where a target group is attached it drains first, elsewhere nobody asks. */
    void end(SimulatedInstance instance) {
        end(instance, false);
    }

    /** Ends a member, or returns it to the warm pool, if that takes it. */
    private void end(SimulatedInstance instance, boolean reuse) {
        state.enter(instance, LifecycleState.TERMINATING);
        world.log(state.name(), "terminates", instance.id());
        hooks.giveUp(instance.id(), "the instance was terminated");
        long drain = instance.power() == SimulatedInstance.Power.TERMINATED ? 0 : deregister(instance);
        if (drain == 0) {
            drained(instance, reuse);
        } else {
            world.after(drain, () -> {
                if (state.members().contains(instance)) {
                    drained(instance, reuse);
                }
            });
        }
    }

    /** Deregisters an instance where the group has registered it; answers how long it drains. */
    long deregister(SimulatedInstance instance) {
        long drain = 0;
        for (SimulatedTargetGroup targetGroup : state.attached()) {
            targetGroup.deregister(List.of(new Target(instance.id(), targetGroup.port())));
            drain = Math.max(drain, targetGroup.deregistrationDelay().toNanos());
        }
        return drain;
    }

    private void drained(SimulatedInstance instance, boolean reuse) {
        if (!hooks.hold(Transition.TERMINATING)) {
            leave(instance, reuse);
            return;
        }
        state.enter(instance, LifecycleState.TERMINATING_WAIT);
        world.log(instance.id(), "held by the termination hook of", state.name());
        hooks.hold(instance.id(), Transition.TERMINATING, (result, why) -> {
            boolean gone = instance.power() == SimulatedInstance.Power.TERMINATED;
            if (result == Result.ABANDON && state.traits().retains() && !gone) {
                state.enter(instance, LifecycleState.TERMINATING_RETAINED);
                world.log(instance.id(), "retained by", state.name());
            } else {
                state.enter(instance, LifecycleState.TERMINATING_PROCEED);
                leave(instance, reuse);
            }
        });
    }

    private void leave(SimulatedInstance instance, boolean reuse) {
        SimulatedWarmPool pool = group.warmPoolOrNull();
        if (reuse && pool != null && pool.takesBack(instance)) {
            remove(instance);
            pool.takeBack(instance);
        } else {
            shutDown(instance);
        }
    }

    private void shutDown(SimulatedInstance instance) {
        if (instance.power() == SimulatedInstance.Power.TERMINATED) {
            remove(instance);
        } else {
            instance.shutDown("shutting down");
        }
    }

    /** Someone ends a member: one that is retained, or any other, which is replaced if the group still desires it. */
    void endNow(SimulatedInstance instance) {
        if (instance.lifecycle() == Lifecycle.RETAINED) {
            state.enter(instance, LifecycleState.TERMINATING_PROCEED);
            world.log(state.name(), "terminates", instance.id());
            shutDown(instance);
        } else if (instance.lifecycle() != Lifecycle.LEAVING) {
            end(instance);
        }
    }

    /** The group has found out that a member has ended: it leaves, as soon as it is gone. */
    void endLost(SimulatedInstance instance) {
        state.enter(instance, LifecycleState.TERMINATING);
        world.log(state.name(), "has lost", instance.id());
        hooks.giveUp(instance.id(), "the instance was terminated");
        if (hooks.hold(Transition.TERMINATING) || instance.power() == SimulatedInstance.Power.TERMINATED) {
            drained(instance, false);
        }
    }

    /** A member is drained by the attached target groups, and goes on standby. */
    void setAside(SimulatedInstance instance) {
        long drain = deregister(instance);
        if (drain == 0) {
            state.enter(instance, LifecycleState.STANDBY);
            return;
        }
        state.enter(instance, LifecycleState.ENTERING_STANDBY);
        world.after(drain, () -> {
            if (instance.state() == LifecycleState.ENTERING_STANDBY) {
                state.enter(instance, LifecycleState.STANDBY);
            }
        });
    }

    /** A member is drained by the attached target groups, and runs on outside the group. */
    void detach(SimulatedInstance instance) {
        state.enter(instance, LifecycleState.DETACHING);
        world.after(deregister(instance), () -> {
            if (instance.state() == LifecycleState.DETACHING && state.members().contains(instance)) {
                remove(instance);
                instance.release();
            }
        });
    }

    /** The instance is gone; if the group knows, it is no longer a member. */
    void gone(SimulatedInstance instance) {
        if (instance.lifecycle() == Lifecycle.RETAINED
                || (instance.lifecycle() == Lifecycle.LEAVING && instance.state() != LifecycleState.TERMINATING_WAIT)) {
            remove(instance);
        }
    }

    private void remove(SimulatedInstance instance) {
        if (state.members().contains(instance)) {
            state.remove(instance);
            group.act();
        }
    }
}
