package dev.verdigris.testkit;

import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ends the instances of a group: those that it no longer desires, and those that it has lost. */
final class Terminator {
    private final World world;
    private final Latencies latencies;
    private final SimulatedGroup group;
    private final GroupState state;
    private final Set<InstanceId> guarded = new LinkedHashSet<>();

    Terminator(World world, Latencies latencies, SimulatedGroup group, GroupState state) {
        this.world = world;
        this.latencies = latencies;
        this.group = group;
        this.state = state;
    }

    void protect(InstanceId instance) {
        guarded.add(instance);
    }

    void unprotect(InstanceId instance) {
        guarded.remove(instance);
    }

    /** Any of those it may end: which one AWS takes is its own affair. */
    void scaleInBy(int number) {
        List<SimulatedInstance> candidates = new ArrayList<>(state.members().size());
        for (SimulatedInstance member : state.members()) {
            if ((member.lifecycle() == Lifecycle.PENDING || member.lifecycle() == Lifecycle.IN_SERVICE)
                    && !guarded.contains(member.id())) {
                candidates.add(member);
            }
        }
        for (int i = 0; i < number && !candidates.isEmpty(); i++) {
            end(candidates.remove(world.random().nextInt(candidates.size())));
        }
    }

    /** Ends a member: where a target group is attached it drains first, elsewhere nobody asks. */
    void end(SimulatedInstance instance) {
        state.enter(instance, Lifecycle.LEAVING);
        world.log(state.name(), "terminates", instance.id());
        if (instance.power() == SimulatedInstance.Power.TERMINATED) {
            remove(instance);
            return;
        }
        long drain = 0;
        for (SimulatedTargetGroup targetGroup : state.attached()) {
            targetGroup.deregister(List.of(new Target(instance.id(), targetGroup.port())));
            drain = Math.max(drain, targetGroup.deregistrationDelay().toNanos());
        }
        if (drain == 0) {
            instance.shutDown("shutting down");
        } else {
            world.after(drain, () -> instance.shutDown("shutting down"));
        }
    }

    /** Someone else has ended a member: the group will notice, and replace it. */
    void lost(SimulatedInstance instance) {
        world.after(latencies.notice(), () -> {
            if (instance.lifecycle() != Lifecycle.LEAVING
                    && state.members().contains(instance)
                    && !state.isSuspended("HealthCheck")
                    && !state.isSuspended("ReplaceUnhealthy")) {
                instance.lostToGroup();
                state.enter(instance, Lifecycle.LEAVING);
                world.log(state.name(), "has lost", instance.id());
                if (instance.power() == SimulatedInstance.Power.TERMINATED) {
                    remove(instance);
                }
                group.act();
            }
        });
    }

    /** The instance is gone; if the group knows, it is no longer a member. */
    void gone(SimulatedInstance instance) {
        if (instance.lifecycle() == Lifecycle.LEAVING) {
            remove(instance);
        }
    }

    private void remove(SimulatedInstance instance) {
        state.remove(instance);
        group.act();
    }
}
