package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Bounds;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Launch;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.Target;
import dev.verdigris.port.Resize;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An Auto Scaling group of the simulated cloud, as it really is, and the means to change it as someone else would. */
public final class SimulatedGroup {

    /** So many launches are remembered, as many as one page of AWS's activities holds. */
    private static final int REMEMBERED = 100;

    private final World world;
    private final SimulatedCloud cloud;
    private final GroupName name;
    private final int ordinal;
    private final Past<Fleet> past;
    private final List<SimulatedInstance> members = new ArrayList<>();
    private final Set<String> suspended = new LinkedHashSet<>();
    private final Map<String, SimulatedTargetGroup> attached = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Set<InstanceId> guarded = new LinkedHashSet<>();
    private final Deque<Activity> activities = new ArrayDeque<>();
    private final Map<Integer, InstanceFault> faultsByNumber = new HashMap<>();
    private final Map<String, InstanceFault> faultsByVersion = new HashMap<>();
    private Bounds bounds;
    private String version;
    private int launched;
    private int activityNumber;
    private int refusals;
    private String refusal = "";
    private World.@Nullable Event pending;
    private @Nullable Fleet view;
    private @Nullable List<Launch> launches;

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
        this.name = name;
        this.ordinal = ordinal;
        this.past = new Past<>(world, settings.staleness().toNanos());
        this.bounds = fitting(bounds);
        this.version = version;
    }

    /** Its name. */
    public GroupName name() {
        return name;
    }

    /** Its size as it is set. */
    public Bounds bounds() {
        return bounds;
    }

    /** Its members in any lifecycle state, oldest first; a copy. */
    public List<SimulatedInstance> instances() {
        return List.copyOf(members);
    }

    /**
     * The n-th instance that it ever launched, if it still is a member.
     *
     * @throws IllegalArgumentException if it is not, or not yet
     */
    public SimulatedInstance instance(int number) {
        InstanceId id = id(number);
        for (SimulatedInstance member : members) {
            if (member.id().equals(id)) {
                return member;
            }
        }
        throw new IllegalArgumentException("expected instance number " + number + " of " + name + ", found " + members);
    }

    /** How many of its members are in service. */
    public int inService() {
        int count = 0;
        for (SimulatedInstance member : members) {
            count += member.lifecycle() == Lifecycle.IN_SERVICE ? 1 : 0;
        }
        return count;
    }

    /** What the instances run that it launches from now on. */
    public void launches(String newVersion) {
        version = newVersion;
    }

    /** Something is wrong with the n-th instance that it ever launches, counted from 1. */
    public void afflict(int number, InstanceFault fault) {
        faultsByNumber.put(number, fault);
    }

    /** Something is wrong with every instance of a version that it launches. */
    public void afflict(String faultyVersion, InstanceFault fault) {
        faultsByVersion.put(faultyVersion, fault);
    }

    /** Every launch fails from now on, with what AWS says of it. */
    public void refuseLaunches(String message) {
        refuseLaunches(message, Integer.MAX_VALUE);
    }

    /** The next launches fail, so many attempts of them, with what AWS says of it. */
    public void refuseLaunches(String message, int attempts) {
        refusal = message;
        refusals = attempts;
    }

    /** Launches succeed again. */
    public void allowLaunches() {
        refusals = 0;
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
        setBounds(new Bounds(bounds.min(), max, Math.min(bounds.desired(), max)));
    }

    /** Someone sets its desired capacity. */
    public void setDesired(int desired) {
        resize(new Resize(null, desired));
        world.settle();
    }

    /** An alarm makes a scaling policy start more instances, as many as the maximum allows. */
    public void scaleOut(int by) {
        scale(Math.min(bounds.max(), bounds.desired() + by));
    }

    /** An alarm makes a scaling policy end instances, as many as the minimum allows. */
    public void scaleIn(int by) {
        scale(Math.max(bounds.min(), bounds.desired() - by));
    }

    private void scale(int desired) {
        if (!suspended.contains("AlarmNotification") && desired != bounds.desired()) {
            set(new Bounds(bounds.min(), bounds.max(), desired));
            world.settle();
        }
    }

    /** Suspends a process, such as {@code Launch}. */
    public void suspend(String process) {
        aboutToChange();
        suspended.add(process);
        world.log(name, "suspended", process);
        world.settle();
    }

    /** Resumes a process; what it has missed is made up for. */
    public void resume(String process) {
        aboutToChange();
        suspended.remove(process);
        world.log(name, "resumed", process);
        act();
        world.settle();
    }

    /** Sets a tag. */
    public void tag(String key, String value) {
        aboutToChange();
        tags.put(key, value);
        world.settle();
    }

    /** Attaches a target group: its members are registered there, and from now on each as it comes, and drained as it goes. */
    public void attach(SimulatedTargetGroup targetGroup) {
        aboutToChange();
        attached.put(targetGroup.arn(), targetGroup);
        world.log(name, "attached to", targetGroup.name());
        for (SimulatedInstance member : members) {
            if (member.power() == SimulatedInstance.Power.RUNNING) {
                targetGroup.register(List.of(new Target(member.id(), targetGroup.port())));
            }
        }
        world.settle();
    }

    /** Detaches a target group: its members are deregistered there. */
    public void detach(SimulatedTargetGroup targetGroup) {
        aboutToChange();
        attached.remove(targetGroup.arn());
        world.log(name, "detached from", targetGroup.name());
        for (SimulatedInstance member : members) {
            targetGroup.deregister(List.of(new Target(member.id(), targetGroup.port())));
        }
        world.settle();
    }

    /** Protects a member from scale-in, so that the group never ends it by itself. */
    public void protect(InstanceId instance) {
        guarded.add(instance);
    }

    /** Takes that protection away. */
    public void unprotect(InstanceId instance) {
        guarded.remove(instance);
        act();
        world.settle();
    }

    /** Puts a member on standby. The group starts another one in its place. */
    public void standby(InstanceId instance) {
        for (SimulatedInstance member : members) {
            if (member.id().equals(instance) && member.lifecycle() == Lifecycle.IN_SERVICE) {
                enter(member, Lifecycle.STANDBY);
                world.log(name, "on standby:", instance);
                act();
                world.settle();
                return;
            }
        }
        throw new IllegalArgumentException("expected " + instance + " in service in " + name + ", found " + members);
    }

    /** As UpdateAutoScalingGroup does: a minimum alone takes the desired capacity with it. */
    void resize(Resize to) {
        int min = to.min() != null ? to.min() : bounds.min();
        int desired = to.desired() != null ? to.desired() : Math.max(min, bounds.desired());
        Bounds wanted = new Bounds(min, bounds.max(), desired);
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
        if (!wanted.equals(bounds)) {
            aboutToChange();
            bounds = wanted;
            world.log(name, "set to", wanted);
            act();
        }
    }

    /** The group looks at itself once it has reacted. */
    private void act() {
        if (pending == null) {
            actAfter(cloud.latencies().reaction());
        }
    }

    private void actAfter(Latency latency) {
        pending = world.after(latency, () -> {
            pending = null;
            reconcile();
        });
    }

    private void reconcile() {
        int count = 0;
        for (SimulatedInstance member : members) {
            count += member.lifecycle() == Lifecycle.PENDING || member.lifecycle() == Lifecycle.IN_SERVICE ? 1 : 0;
        }
        if (count < bounds.desired() && !suspended.contains("Launch")) {
            launch(bounds.desired() - count);
        } else if (count > bounds.desired() && !suspended.contains("Terminate")) {
            scaleInBy(count - bounds.desired());
        }
    }

    private void launch(int number) {
        if (refusals > 0) {
            refusals -= refusals == Integer.MAX_VALUE ? 0 : 1;
            remember().fail(refusal);
            world.log(name, "launch refused:", refusal);
            actAfter(cloud.latencies().retry());
            return;
        }
        for (int i = 0; i < number; i++) {
            SimulatedInstance instance = newMember();
            Activity activity = remember();
            world.log(name, "launches", instance.id());
            world.after(cloud.latencies().launch(), () -> running(instance, activity));
        }
    }

    private SimulatedInstance newMember() {
        launched++;
        SimulatedInstance instance = new SimulatedInstance(world, cloud.latencies(), id(launched), version, this);
        InstanceFault byNumber = faultsByNumber.get(launched);
        instance.afflict(byNumber != null ? byNumber : faultsByVersion.get(version));
        aboutToChange();
        members.add(instance);
        cloud.add(instance);
        return instance;
    }

    /** Fills the group at once, as if it had always been there. */
    void fill() {
        for (int i = 0; i < bounds.desired(); i++) {
            SimulatedInstance instance = newMember();
            remember().succeed();
            instance.settled();
        }
    }

    private InstanceId id(int number) {
        return InstanceIds.of(ordinal, number);
    }

    private void running(SimulatedInstance instance, Activity activity) {
        if (instance.power() != SimulatedInstance.Power.PENDING) {
            activity.fail("the instance was terminated");
            launches = null;
            return;
        }
        instance.run();
        for (SimulatedTargetGroup targetGroup : attached.values()) {
            targetGroup.register(List.of(new Target(instance.id(), targetGroup.port())));
        }
        world.after(cloud.latencies().inService(), () -> {
            launches = null;
            if (instance.lifecycle() == Lifecycle.PENDING) {
                activity.succeed();
                enter(instance, Lifecycle.IN_SERVICE);
                world.log(instance.id(), "in service in", name);
                act();
            } else {
                activity.fail("the instance was terminated");
            }
        });
    }

    /** Any of those it may end: which one AWS takes is its own affair. */
    private void scaleInBy(int number) {
        List<SimulatedInstance> candidates = new ArrayList<>(members.size());
        for (SimulatedInstance member : members) {
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
    private void end(SimulatedInstance instance) {
        enter(instance, Lifecycle.LEAVING);
        world.log(name, "terminates", instance.id());
        if (instance.power() == SimulatedInstance.Power.TERMINATED) {
            remove(instance);
            return;
        }
        long drain = 0;
        for (SimulatedTargetGroup targetGroup : attached.values()) {
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
        world.after(cloud.latencies().notice(), () -> {
            if (instance.lifecycle() != Lifecycle.LEAVING
                    && members.contains(instance)
                    && !suspended.contains("HealthCheck")
                    && !suspended.contains("ReplaceUnhealthy")) {
                instance.lostToGroup();
                enter(instance, Lifecycle.LEAVING);
                world.log(name, "has lost", instance.id());
                if (instance.power() == SimulatedInstance.Power.TERMINATED) {
                    remove(instance);
                }
                act();
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
        aboutToChange();
        members.remove(instance);
        act();
    }

    private void enter(SimulatedInstance instance, Lifecycle next) {
        aboutToChange();
        instance.enter(next);
    }

    private Activity remember() {
        Activity activity = new Activity(name.value() + "-" + ++activityNumber, World.BEGINNING.plusNanos(world.now()));
        activities.addFirst(activity);
        if (activities.size() > REMEMBERED) {
            activities.removeLast();
        }
        launches = null;
        return activity;
    }

    private void aboutToChange() {
        if (past.wanted()) {
            past.keep(fleet());
        }
        view = null;
    }

    private Fleet fleet() {
        if (view == null) {
            List<Instance> instances = new ArrayList<>(members.size());
            for (SimulatedInstance member : members) {
                instances.add(member.view());
            }
            view = new Fleet(name, bounds, instances, suspended, attached.keySet(), tags);
        }
        return view;
    }

    /** The group as a read through the port sees it. */
    Fleet glimpse() {
        Fleet stale = past.glimpse();
        return stale != null ? stale : fleet();
    }

    List<Launch> recentLaunches() {
        if (launches == null) {
            List<Launch> recent = new ArrayList<>(activities.size());
            for (Activity activity : activities) {
                recent.add(activity.view());
            }
            launches = Collections.unmodifiableList(recent);
        }
        return launches;
    }

    /** Ends everything; the group is gone. */
    void delete() {
        if (pending != null) {
            pending.cancel();
        }
        bounds = new Bounds(0, 0, 0);
        for (SimulatedInstance member : List.copyOf(members)) {
            end(member);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name.value()).append(": ").append(bounds);
        if (!suspended.isEmpty()) {
            text.append(", suspended ").append(suspended);
        }
        for (SimulatedInstance member : members) {
            text.append("\n    ").append(member);
        }
        return text.toString();
    }

    /** One attempt to launch. */
    private static final class Activity {
        private final String id;
        private Launch.State state = Launch.State.RUNNING;
        private final Instant started;
        private String message = "";

        Activity(String id, Instant started) {
            this.id = id;
            this.started = started;
        }

        void succeed() {
            state = Launch.State.SUCCEEDED;
        }

        void fail(String why) {
            state = Launch.State.FAILED;
            message = why;
        }

        Launch view() {
            return new Launch(id, state, message, started);
        }
    }
}
