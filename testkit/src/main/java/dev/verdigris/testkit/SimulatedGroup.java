package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Bounds;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Launch;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.Target;
import dev.verdigris.port.Resize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An Auto Scaling group of the simulated cloud, as it really is, and the means to change it as someone else would. */
public final class SimulatedGroup {
    private final World world;
    private final SimulatedCloud cloud;
    private final GroupState state;
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
        this.world = world;
        this.cloud = cloud;
        this.state = new GroupState(world, name, fitting(bounds), settings);
        this.launcher = new Launcher(world, cloud, this, state, ordinal, version);
        this.terminator = new Terminator(world, cloud.latencies(), this, state);
    }

    /** Its name. */
    public GroupName name() {
        return state.name();
    }

    /** Its size as it is set. */
    public Bounds bounds() {
        return state.bounds();
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

    /**
     * Someone sets its size. What does not fit is refused, as AWS refuses it.
     *
     * @throws PortException.Invalid if minimum, maximum and desired capacity do not fit together
     */
    public void setBounds(Bounds to) {
        set(fitting(to));
        world.settle();
    }

    /** Someone sets its minimum; the desired capacity rises with it if it must. */
    public void setMin(int min) {
        resize(Resize.min(min));
        world.settle();
    }

    /** Someone sets its maximum; the desired capacity sinks with it if it must. */
    public void setMax(int max) {
        setBounds(new Bounds(bounds().min(), max, Math.min(bounds().desired(), max)));
    }

    /** Someone sets its desired capacity. */
    public void setDesired(int desired) {
        resize(new Resize(null, desired));
        world.settle();
    }

    /** An alarm makes a scaling policy start more instances, as many as the maximum allows. */
    public void scaleOut(int by) {
        scale(Math.min(bounds().max(), bounds().desired() + by));
    }

    /** An alarm makes a scaling policy end instances, as many as the minimum allows. */
    public void scaleIn(int by) {
        scale(Math.max(bounds().min(), bounds().desired() - by));
    }

    private void scale(int desired) {
        if (!state.isSuspended("AlarmNotification") && desired != bounds().desired()) {
            set(new Bounds(bounds().min(), bounds().max(), desired));
            world.settle();
        }
    }

    /** Suspends a process, such as {@code Launch}. */
    public void suspend(String process) {
        state.suspend(process);
        world.log(name(), "suspended", process);
        world.settle();
    }

    /** Resumes a process; what it has missed is made up for. */
    public void resume(String process) {
        state.resume(process);
        world.log(name(), "resumed", process);
        act();
        world.settle();
    }

    /** Sets a tag. */
    public void tag(String key, String value) {
        state.tag(key, value);
        world.settle();
    }

    /** Attaches a target group: its members are registered there, and from now on each as it comes, and drained as it goes. */
    public void attach(SimulatedTargetGroup targetGroup) {
        state.attach(targetGroup);
        world.log(name(), "attached to", targetGroup.name());
        for (SimulatedInstance member : state.members()) {
            if (member.power() == SimulatedInstance.Power.RUNNING) {
                targetGroup.register(List.of(new Target(member.id(), targetGroup.port())));
            }
        }
        world.settle();
    }

    /** Detaches a target group: its members are deregistered there. */
    public void detach(SimulatedTargetGroup targetGroup) {
        state.detach(targetGroup);
        world.log(name(), "detached from", targetGroup.name());
        for (SimulatedInstance member : state.members()) {
            targetGroup.deregister(List.of(new Target(member.id(), targetGroup.port())));
        }
        world.settle();
    }

    /** Protects a member from scale-in, so that the group never ends it by itself. */
    public void protect(InstanceId instance) {
        terminator.protect(instance);
    }

    /** Takes that protection away. */
    public void unprotect(InstanceId instance) {
        terminator.unprotect(instance);
        act();
        world.settle();
    }

    /** Puts a member on standby. The group starts another one in its place. */
    public void standby(InstanceId instance) {
        for (SimulatedInstance member : state.members()) {
            if (member.id().equals(instance) && member.lifecycle() == Lifecycle.IN_SERVICE) {
                state.enter(member, Lifecycle.STANDBY);
                world.log(name(), "on standby:", instance);
                act();
                world.settle();
                return;
            }
        }
        throw new IllegalArgumentException(
                "expected " + instance + " in service in " + name() + ", found " + state.members());
    }

    /** As UpdateAutoScalingGroup does: a minimum alone takes the desired capacity with it. */
    void resize(Resize to) {
        int min = to.min() != null ? to.min() : bounds().min();
        int desired = to.desired() != null ? to.desired() : Math.max(min, bounds().desired());
        Bounds wanted = new Bounds(min, bounds().max(), desired);
        set(fitting(wanted));
    }

    private static Bounds fitting(Bounds wanted) {
        if (wanted.min() > wanted.max()) {
            throw invalid(
                    "Max bound, " + wanted.max() + ", must be greater than or equal to min bound, " + wanted.min());
        }
        if (wanted.desired() < wanted.min() || wanted.desired() > wanted.max()) {
            throw invalid("Desired capacity:" + wanted.desired() + " must be between the specified min size:"
                    + wanted.min() + " and max size:" + wanted.max());
        }
        return wanted;
    }

    private static PortException invalid(String message) {
        return new PortException.Invalid(Operations.UPDATE_GROUP, "ValidationError: " + message, null);
    }

    private void set(Bounds wanted) {
        if (!wanted.equals(bounds())) {
            state.set(wanted);
            world.log(name(), "set to", wanted);
            act();
        }
    }

    /** The group looks at itself once it has reacted. */
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
        int count = 0;
        for (SimulatedInstance member : state.members()) {
            count += member.lifecycle() == Lifecycle.PENDING || member.lifecycle() == Lifecycle.IN_SERVICE ? 1 : 0;
        }
        if (count < bounds().desired() && !state.isSuspended("Launch")) {
            launcher.launch(bounds().desired() - count);
        } else if (count > bounds().desired() && !state.isSuspended("Terminate")) {
            terminator.scaleInBy(count - bounds().desired());
        }
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
        return state.toString();
    }
}
