package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits;
import dev.verdigris.model.GroupTraits.CapacityUnit;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.Fleets.Resize;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a group, and how somebody else may change them. */
abstract sealed class GroupSettings permits GroupMoves {
    private static final List<String> PROCESSES = List.of(
            "Launch",
            "Terminate",
            "AddToLoadBalancer",
            "AlarmNotification",
            "AZRebalance",
            "HealthCheck",
            "InstanceRefresh",
            "ReplaceUnhealthy",
            "ScheduledActions");

    final World world;
    final GroupState state;
    final Hooks hooks;
    final GroupAttachments attachments;

    GroupSettings(World world, GroupName name, GroupSize bounds, Settings settings) {
        this.world = world;
        this.state = new GroupState(world, name, fitting(bounds), settings);
        this.hooks = new Hooks(world, name);
        this.attachments = new GroupAttachments(world, settings, state);
    }

    /** Has the group look at itself once it has reacted. */
    abstract void act();

    /** Finds out who is unhealthy. */
    abstract HealthWatch health();

    /** Makes up for what a process has missed that runs again. */
    abstract void makeUp(String process);

    /** The name of the group. */
    public GroupName name() {
        return state.name();
    }

    /** The size of the group as it is set. */
    public GroupSize size() {
        return state.size();
    }

    /**
     * Sets the size, as someone else would. What does not fit is refused, as AWS refuses it.
     *
     * @throws PortException.Invalid if minimum, maximum and desired capacity do not fit together
     */
    public void setBounds(GroupSize to) {
        set(fitting(to));
        world.runDue();
    }

    /** Sets the minimum, as someone else would; the desired capacity rises with it if it must. */
    public void setMin(int min) {
        resize(Resize.min(min));
        world.runDue();
    }

    /** Sets the maximum, as someone else would; the desired capacity sinks with it if it must. */
    public void setMax(int max) {
        setBounds(new GroupSize(size().min(), max, Math.min(size().desired(), max)));
    }

    /** Sets the desired capacity, as someone else would. */
    public void setDesired(int desired) {
        resize(new Resize(null, desired));
        world.runDue();
    }

    /** Lets a scaling policy start more instances, as many as the maximum allows. */
    public void scaleOut(int by) {
        scale(Math.min(size().max(), size().desired() + by));
    }

    /** Lets a scaling policy end instances, as many as the minimum allows. */
    public void scaleIn(int by) {
        scale(Math.max(size().min(), size().desired() - by));
    }

    private void scale(int desired) {
        if (!state.isSuspended("AlarmNotification") && desired != size().desired()) {
            set(new GroupSize(size().min(), size().max(), desired));
            world.runDue();
        }
    }

    /**
     * Lets a scheduled action set the size, unless {@code ScheduledActions} is suspended: then it is lost, as on AWS.
     *
     * @throws PortException.Invalid if minimum, maximum and desired capacity do not fit together
     */
    public void runScheduledAction(GroupSize to) {
        if (!state.isSuspended("ScheduledActions")) {
            setBounds(to);
        }
    }

    /**
     * Suspends a process, such as {@code Launch}.
     *
     * @throws IllegalArgumentException if Auto Scaling has no process of that name
     */
    public void suspend(String process) {
        if (!PROCESSES.contains(process)) {
            throw new IllegalArgumentException("expected one of " + PROCESSES + ", found '" + process + "'");
        }
        state.suspend(process);
        world.log(name(), "suspended", process);
        world.runDue();
    }

    /** Resumes a process; what it has missed is made up for. */
    public void resume(String process) {
        state.resume(process);
        world.log(name(), "resumed", process);
        makeUp(process);
        act();
        world.runDue();
    }

    /** Sets a tag. */
    public void tag(String key, String value) {
        state.tag(key, value);
        world.runDue();
    }

    /** Whether a target group is attached. */
    public boolean isAttached(SimulatedTargetGroup targetGroup) {
        return state.attached().contains(targetGroup);
    }

    /** The state of the attachment of a target group, as it is now; null if there is none. */
    public Attachments.@Nullable State attachment(SimulatedTargetGroup targetGroup) {
        return attachments.state(targetGroup);
    }

    /**
     * Attaches a target group: after a while the group's members are registered there, and from now on each as it comes,
     * and drained as it goes. Attaching what is attached changes nothing; what is on its way out comes back.
     *
     * @throws PortException.Invalid if it is on its way out, and that is {@linkplain #setRefuseReturn refused}
     */
    public void attach(SimulatedTargetGroup targetGroup) {
        attachments.attach(targetGroup);
        world.runDue();
    }

    /** Its members, if it has any, are registered there already. */
    final void hasLongBeenAttached(SimulatedTargetGroup targetGroup) {
        state.attach(targetGroup);
        world.log(name(), "attached to", targetGroup.name());
    }

    /**
     * Detaches a target group: after a while the group's members are deregistered there, and drain. Detaching what is not
     * attached changes nothing.
     */
    public void detach(SimulatedTargetGroup targetGroup) {
        attachments.detach(targetGroup);
        world.runDue();
    }

    /**
     * Sets whether a target group is refused that is attached again while it is on its way out; by default it is not. Which
     * of the two AWS does it does not say.
     */
    public void setRefuseReturn(boolean refuses) {
        attachments.refuseReturn(refuses);
    }

    /**
     * Sets by what the group finds its instances unhealthy, and replaces them; by default by the checks of EC2 alone. Those
     * of a load balancer count once the attachment is in service: once they have found one member healthy.
     */
    public void setHealthChecks(GroupTraits.HealthChecks checks) {
        state.become(state.traits().withHealth(checks));
        health().look();
        world.runDue();
    }

    /**
     * Gives the group a mixed-instances policy that names instance types, and what each counts for. All its members,
     * those to come too, are of these types in turn, by name. Its sizes are restated in units of weight, so that it
     * holds as many instances as before.
     *
     * @throws IllegalArgumentException if a weight is less than 1
     */
    public void setWeights(Map<String, Integer> weights) {
        setCapacityUnit(CapacityUnit.UNITS, weights);
    }

    /**
     * Lets the size count virtual processors or memory. All its members, those to come too, are of these instance types
     * in turn, by name, and its sizes are restated in the unit, so that it holds as many instances as before.
     *
     * @param unitsByType what each instance type has of it
     * @throws IllegalArgumentException if a type has less than 1
     */
    public void setCapacityUnit(CapacityUnit unit, Map<String, Integer> unitsByType) {
        Capacity capacity = Capacity.of(unit, unitsByType);
        state.count(capacity);
        int number = 0;
        for (SimulatedInstance member : state.members()) {
            number++;
            member.weigh(capacity.type(number), capacity.weight(number));
        }
        GroupSize instances = size();
        state.set(new GroupSize(
                capacity.units(instances.min()), capacity.units(instances.max()), capacity.units(instances.desired())));
        world.log(name(), "counts in", unit + " " + capacity.types());
        act();
        world.runDue();
    }

    /**
     * Sets the Availability Zones that the group launches into, evenly, from now on; by default all three of the
     * simulated region.
     *
     * @throws IllegalArgumentException if there is none
     */
    public void setZones(String... zones) {
        if (zones.length == 0) {
            throw new IllegalArgumentException("zones of " + name() + ": expected one or more, found none");
        }
        state.span(List.of(zones));
        world.runDue();
    }

    /**
     * Sets the principal that manages the group: changes through the ports are refused from now on, as AWS refuses
     * them. Null for none.
     */
    public void setOperator(@Nullable String principal) {
        state.become(state.traits().withOperator(principal));
        world.runDue();
    }

    /**
     * Sets whether the instances that the group launches from now on are protected from scale-in; by default they are
     * not.
     */
    public void setProtectNewInstances(boolean fromScaleIn) {
        state.become(state.traits().withProtects(fromScaleIn));
    }

    /**
     * Sets whether the group launches another instance before it ends one that it replaces, for its health or in an
     * instance refresh, so that it holds more than it desires meanwhile (an instance maintenance policy, or the
     * account's setting {@code launchBeforeTerminate}); by default it ends the old one first.
     */
    public void setLaunchBeforeTerminating(boolean launchesFirst) {
        state.launchFirst(launchesFirst);
        world.log(name(), launchesFirst ? "launches before it terminates" : "terminates before it launches", null);
    }

    /**
     * Gives the group a lifecycle hook, in place of the one for the same transition if there is one.
     *
     * @throws IllegalArgumentException if the heartbeat time-out is one that AWS refuses: less than 30 s, or more than 2 h
     */
    public void addHook(LifecycleHook hook) {
        hooks.put(hook);
        world.log(name(), "has a", hook);
    }

    /**
     * Deletes the group's hook for a transition: launches that wait for it are abandoned, terminations go on, as on
     * AWS.
     */
    public void removeHook(LifecycleHook.Transition transition) {
        hooks.remove(transition);
        world.runDue();
    }

    /**
     * Sets whether an instance whose termination hook is abandoned is retained rather than ended
     * ({@code TerminateHookAbandon=retain}); by default it is not. Without a termination hook it has no effect.
     */
    public void setRetainAbandoned(boolean retains) {
        state.become(state.traits().withRetains(retains));
        world.runDue();
    }

    /** Has the group desire so many units more, or fewer. */
    final void desire(int more) {
        set(fitting(new GroupSize(size().min(), size().max(), Math.max(0, size().desired() + more))));
    }

    /** Refuses a change by whoever is not the group's operator. */
    void admit(String operation) {
        String operator = state.traits().operator();
        if (operator != null) {
            throw new PortException.Denied(
                    operation,
                    "AccessDenied: the Auto Scaling group " + name() + " is managed by the operator " + operator
                            + "; mutating calls from other callers are rejected",
                    null);
        }
    }

    /** Resizes the group as UpdateAutoScalingGroup does: a minimum alone takes the desired capacity with it. */
    void resize(Resize to) {
        int min = to.min() != null ? to.min() : size().min();
        int desired = to.desired() != null ? to.desired() : Math.max(min, size().desired());
        GroupSize wanted = new GroupSize(min, size().max(), desired);
        set(fitting(wanted));
    }

    private static GroupSize fitting(GroupSize wanted) {
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

    private void set(GroupSize wanted) {
        if (!wanted.equals(size())) {
            state.set(wanted);
            world.log(name(), "set to", wanted);
            act();
        }
    }
}
