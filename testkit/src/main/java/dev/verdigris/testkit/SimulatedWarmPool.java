package dev.verdigris.testkit;

import dev.verdigris.model.GroupTraits.WarmPool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The warm pool of a group: stopped instances, prepared from the launch template as it was then, that a scale-out takes
 * first. They are no members of the group, and reads show only how many there are.
 */
public final class SimulatedWarmPool {
    private final World world;
    private final Latencies latencies;
    private final GroupState state;
    private final Launcher launcher;
    private final List<SimulatedInstance> prepared = new ArrayList<>();
    private int wanted;
    private boolean reused;
    private boolean deleted;

    SimulatedWarmPool(World world, Latencies latencies, GroupState state, Launcher launcher) {
        this.world = world;
        this.latencies = latencies;
        this.state = state;
        this.launcher = launcher;
    }

    /** The instances in the pool, oldest first; a copy. */
    public List<SimulatedInstance> instances() {
        return List.copyOf(prepared);
    }

    /** The number of instances in the pool, those on their way into it included ({@code WarmPoolSize}). */
    public int size() {
        return prepared.size();
    }

    /**
     * Lets a scale-in put instances back into the pool from now on, instead of ending them ({@code ReuseOnScaleIn}), as
     * long as the pool and the desired capacity together are below the group's maximum. They keep what they run.
     */
    public SimulatedWarmPool reuseOnScaleIn() {
        reused = true;
        show();
        return this;
    }

    /** Makes the pool hold so many, as if they had always been there. */
    void hold(int instances) {
        wanted = instances;
        while (prepared.size() < instances) {
            SimulatedInstance instance = launcher.newInstance(prepared);
            instance.enter(LifecycleState.WARMED_STOPPED);
            instance.prepared();
            prepared.add(instance);
        }
        prepared.subList(instances, prepared.size()).forEach(SimulatedWarmPool::end);
        show();
    }

    /** Prepares as many as are missing, from the launch template as it is now. */
    void refill() {
        while (!deleted && prepared.size() < wanted && !launcher.isRefused() && !state.isSuspended("Launch")) {
            SimulatedInstance instance = launcher.newInstance(prepared);
            Activities.Activity activity = launcher.activities().begin();
            world.log(state.name(), "launches into its warm pool", instance.id());
            instance.enter(LifecycleState.WARMED_PENDING);
            prepared.add(instance);
            show();
            long nanos =
                    latencies.launch().nanos(world.random()) + latencies.boot().nanos(world.random());
            world.after(nanos, () -> {
                if (instance.power() == SimulatedInstance.Power.PENDING) {
                    activity.succeed();
                    instance.prepared();
                    instance.enter(LifecycleState.WARMED_STOPPED);
                } else {
                    activity.fail("the instance was terminated");
                }
            });
        }
    }

    /** Takes the oldest one that is prepared; null if there is none. */
    @Nullable
    SimulatedInstance take() {
        for (SimulatedInstance instance : prepared) {
            if (!deleted && instance.isReady()) {
                remove(instance);
                return instance;
            }
        }
        return null;
    }

    /** Whether an instance that is scaled in comes back. */
    boolean takesBack(SimulatedInstance instance) {
        return reused
                && !deleted
                && instance.power() == SimulatedInstance.Power.RUNNING
                && prepared.size() + state.size().desired() < state.size().max();
    }

    /** An instance comes back: it is stopped, and keeps what it runs. */
    void takeBack(SimulatedInstance instance) {
        world.log(state.name(), "puts back into its warm pool", instance.id());
        instance.enter(LifecycleState.WARMED_PENDING);
        instance.stop();
        prepared.add(instance);
        show();
        world.after(latencies.termination(), () -> {
            if (instance.state() == LifecycleState.WARMED_PENDING) {
                instance.enter(LifecycleState.WARMED_STOPPED);
            }
        });
    }

    /** An instance is gone; answers whether it was in the pool. */
    boolean gone(SimulatedInstance instance) {
        return prepared.contains(instance) && remove(instance);
    }

    private boolean remove(SimulatedInstance instance) {
        boolean removed = prepared.remove(instance);
        show();
        return removed;
    }

    /** Ends all of it; it shows until the last one is gone. */
    void delete() {
        deleted = true;
        instances().forEach(SimulatedWarmPool::end);
        show();
    }

    private static void end(SimulatedInstance instance) {
        instance.enter(LifecycleState.WARMED_TERMINATING);
        instance.shutDown("shutting down");
    }

    boolean isDeleted() {
        return deleted;
    }

    /** Whether it is deleted, and the last instance gone. */
    boolean isOver() {
        return deleted && prepared.isEmpty();
    }

    private void show() {
        boolean there = !deleted || !prepared.isEmpty();
        state.become(state.traits().withWarmPool(there ? new WarmPool(prepared.size(), reused) : null));
    }

    @Override
    public String toString() {
        return "warm pool of " + prepared.size() + (reused ? ", reused on scale-in" : "")
                + (deleted ? ", being deleted" : "");
    }
}
