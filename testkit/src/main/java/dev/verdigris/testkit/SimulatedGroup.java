package dev.verdigris.testkit;

import dev.verdigris.model.Bounds;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Launch;
import dev.verdigris.model.Lifecycle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An Auto Scaling group of the simulated cloud, as it really is, and the means to change it as someone else would. */
public final class SimulatedGroup extends GroupMoves {
    private final SimulatedCloud cloud;
    private final Launcher launcher;
    private final Terminator terminator;
    private World.@Nullable Event pending;

    SimulatedGroup(
            World world,
            SimulatedCloud cloud,
            GroupName name,
            int ordinal,
            Bounds bounds,
            String version,
            Settings settings) {
        super(world, name, bounds, settings);
        this.cloud = cloud;
        this.launcher = new Launcher(world, cloud, this, state, hooks, ordinal, version);
        this.terminator = new Terminator(world, cloud.latencies(), this, state, hooks);
    }

    @Override
    Terminator terminator() {
        return terminator;
    }

    /** Its members in any lifecycle state, oldest first; a copy. */
    public List<SimulatedInstance> instances() {
        return List.copyOf(state.members());
    }

    /**
     * The n-th instance that it ever launched, if it still is a member.
     *
     * @throws IllegalArgumentException if it is not, or not yet
     */
    public SimulatedInstance instance(int number) {
        InstanceId id = launcher.id(number);
        for (SimulatedInstance member : state.members()) {
            if (member.id().equals(id)) {
                return member;
            }
        }
        throw new IllegalArgumentException(
                "expected instance number " + number + " of " + name() + ", found " + state.members());
    }

    /** How many of its members are in service. */
    public int inService() {
        int count = 0;
        for (SimulatedInstance member : state.members()) {
            count += member.lifecycle() == Lifecycle.IN_SERVICE ? 1 : 0;
        }
        return count;
    }

    /** What the instances run that it launches from now on. */
    public void launches(String newVersion) {
        launcher.launches(newVersion);
    }

    /** Something is wrong with the n-th instance that it ever launches, counted from 1. */
    public void afflict(int number, InstanceFault fault) {
        launcher.afflict(number, fault);
    }

    /** Something is wrong with every instance of a version that it launches. */
    public void afflict(String faultyVersion, InstanceFault fault) {
        launcher.afflict(faultyVersion, fault);
    }

    /** Every launch fails from now on, with what AWS says of it. */
    public void refuseLaunches(String message) {
        refuseLaunches(message, Integer.MAX_VALUE);
    }

    /** The next launches fail, so many attempts of them, with what AWS says of it. */
    public void refuseLaunches(String message, int attempts) {
        launcher.refuse(message, attempts);
    }

    /** Launches succeed again. */
    public void allowLaunches() {
        launcher.allow();
        act();
    }

    /** The group looks at itself once it has reacted. */
    @Override
    void act() {
        if (pending == null) {
            actAfter(cloud.latencies().reaction());
        }
    }

    void actAfter(Latency latency) {
        pending = world.after(latency, () -> {
            pending = null;
            reconcile();
        });
    }

    private void reconcile() {
        int units = 0;
        for (SimulatedInstance member : state.members()) {
            units += member.lifecycle() == Lifecycle.PENDING || member.lifecycle() == Lifecycle.IN_SERVICE
                    ? member.weight()
                    : 0;
        }
        if (units < bounds().desired() && !state.isSuspended("Launch")) {
            launcher.launch(bounds().desired() - units);
        } else if (units > bounds().desired() && !state.isSuspended("Terminate")) {
            terminator.scaleInBy(units - bounds().desired());
        }
    }

    /** Ends a member, and starts another one in its place if it still desires one. */
    void replace(SimulatedInstance instance) {
        terminator.end(instance);
        act();
    }

    /** Fills the group at once, as if it had always been there. */
    void fill() {
        launcher.fill();
    }

    /** Someone else has ended a member: the group will notice, and replace it. */
    void lost(SimulatedInstance instance) {
        terminator.lost(instance);
    }

    /** The instance is gone; if the group knows, it is no longer a member. */
    void gone(SimulatedInstance instance) {
        terminator.gone(instance);
    }

    /** The group as a read through the port sees it. */
    Fleet glimpse() {
        return state.glimpse();
    }

    List<Launch> recentLaunches() {
        return launcher.activities().recent();
    }

    /** Ends everything; the group is gone. */
    void delete() {
        if (pending != null) {
            pending.cancel();
        }
        state.set(new Bounds(0, 0, 0));
        for (SimulatedInstance member : instances()) {
            terminator.end(member);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(state.toString());
        hooks.all().forEach(hook -> text.append(", ").append(hook));
        state.members().forEach(member -> text.append("\n    ").append(member));
        return text.toString();
    }
}
