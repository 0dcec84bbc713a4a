package dev.verdigris.testkit;

import dev.verdigris.model.GroupName;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An instance of the simulated cloud, as it really is. It can be made sick, healed and ended from outside. */
public final class SimulatedInstance {

    /** The power state that EC2 shows of an instance. */
    public enum Power {
        /** Being launched; it cannot be registered yet. */
        PENDING,
        /** The instance runs. Whether its application answers is another matter. */
        RUNNING,
        /** Stopped, in a warm pool. */
        STOPPED,
        /** Being ended; it answers no more. */
        SHUTTING_DOWN,
        /** Gone. */
        TERMINATED
    }

    private static final Duration SPOT_NOTICE = Duration.ofMinutes(2);

    private final World world;
    private final Latencies latencies;
    private final InstanceId id;
    private final String version;
    private final @Nullable String zone;
    private final long made;
    private @Nullable SimulatedGroup owner;
    private final List<SimulatedTarget> targets = new ArrayList<>(2);
    private Power power = Power.PENDING;
    private LifecycleState state = LifecycleState.PENDING;
    private @Nullable String type;
    private int weight = 1;
    private boolean guarded;
    private boolean healthyToGroup = true;
    private boolean booted;
    private boolean seenHealthy;
    private long inServiceSince;
    private boolean impaired;
    private @Nullable String sickness;
    private @Nullable InstanceFault fault;
    private @Nullable Instance view;

    SimulatedInstance(
            World world,
            Latencies latencies,
            InstanceId id,
            String version,
            @Nullable String zone,
            @Nullable SimulatedGroup owner) {
        this.world = world;
        this.latencies = latencies;
        this.id = id;
        this.version = version;
        this.zone = zone;
        this.made = world.now();
        this.owner = owner;
    }

    /** The id of the instance. */
    public InstanceId id() {
        return id;
    }

    /** The version that the instance runs. */
    public String version() {
        return version;
    }

    /** The virtual time that has passed since the instance was launched. */
    public Duration age() {
        return Duration.ofNanos(world.now() - made);
    }

    /** The group that launched it, unless it was detached; null if there is none. */
    public @Nullable GroupName group() {
        return owner == null ? null : owner.name();
    }

    /** The lifecycle of the instance in its group, as a deployment sees it. */
    public Lifecycle lifecycle() {
        return state.lifecycle();
    }

    /** The state of the instance in its group, in AWS's words. */
    public LifecycleState state() {
        return state;
    }

    /** The Availability Zone it runs in; null for one that belongs to no group. */
    public @Nullable String zone() {
        return zone;
    }

    /** The number of units of its group's size that the instance counts for. */
    public int weight() {
        return weight;
    }

    /** Whether the instance is protected from scale-in. */
    public boolean isProtected() {
        return guarded;
    }

    /** The power state that EC2 shows of the instance. */
    public Power power() {
        return power;
    }

    /** Whether the application answers requests well at this moment, whatever the load balancer thinks. */
    public boolean answers() {
        return power == Power.RUNNING && booted && sickness == null;
    }

    /**
     * Lets the instance fail health checks and requests from now on.
     *
     * @param reason as the load balancer gives it, such as {@code Target.Timeout}
     */
    public void sicken(String reason) {
        condition("sick", reason, () -> sickness = reason);
        world.runDue();
    }

    /** Lets the instance answer again from now on. */
    public void heal() {
        condition("well again", null, () -> sickness = null);
        world.runDue();
    }

    /**
     * Someone terminates it, by hand, or it fails. It answers no more; its group notices after a while and replaces it.
     */
    public void terminate() {
        shutDown("terminated from outside");
        if (owner != null) {
            owner.lost(this);
        }
        world.runDue();
    }

    /** EC2 takes the spot instance back: two minutes after this notice it ends. */
    public void interruptSpot() {
        world.log(id, "spot interruption notice", null);
        later(SPOT_NOTICE, this::terminate);
    }

    /** Whether its application has come up since it runs, well or not. */
    boolean hasBooted() {
        return booted;
    }

    /** Whether its group would find it unhealthy if it looked. */
    boolean ails() {
        return impaired || isEnding();
    }

    boolean isEnding() {
        return power == Power.SHUTTING_DOWN || power == Power.TERMINATED;
    }

    @Nullable
    SimulatedGroup owner() {
        return owner;
    }

    List<SimulatedTarget> targets() {
        return targets;
    }

    /** Why a health check that fails now fails. */
    String failure() {
        if (power != Power.RUNNING) {
            return "Target.Timeout";
        }
        return sickness != null ? sickness : "Target.FailedHealthChecks";
    }

    /** The instance as its group shows it. */
    Instance view() {
        if (view == null) {
            view = new Instance(id, lifecycle(), healthyToGroup, weight, zone, guarded);
        }
        return view;
    }

    void enter(LifecycleState next) {
        if (next == LifecycleState.IN_SERVICE) {
            inServiceSince = world.now();
        }
        state = next;
        view = null;
    }

    /** When it came into service last, in nanoseconds of the world. */
    long inServiceSince() {
        return inServiceSince;
    }

    void weigh(@Nullable String asType, int units) {
        type = asType;
        weight = units;
        view = null;
    }

    void protect(boolean fromScaleIn) {
        guarded = fromScaleIn;
        view = null;
    }

    void unhealthyToGroup() {
        healthyToGroup = false;
        view = null;
    }

    boolean healthyToGroup() {
        return healthyToGroup;
    }

    void afflict(@Nullable InstanceFault with) {
        fault = with;
        if (with instanceof InstanceFault.NeverHealthy never) {
            sickness = never.reason();
        }
    }

    /** Makes the instance one that has been there for long. */
    void arrived() {
        power = Power.RUNNING;
        booted = true;
        enter(LifecycleState.IN_SERVICE);
    }

    /** EC2 has it running; its application boots. */
    void run() {
        power = Power.RUNNING;
        world.log(id, "running", version);
        long boot = fault instanceof InstanceFault.SlowBoot slow
                ? slow.boot().toNanos()
                : latencies.boot().nanos(world.random());
        world.after(boot, () -> condition("answers", null, () -> booted = true));
        if (fault instanceof InstanceFault.Dies dies) {
            later(dies.after(), this::terminate);
        } else if (fault instanceof InstanceFault.Impaired impaired) {
            later(impaired.after(), this::impair);
        }
        for (SimulatedTarget target : targets) {
            target.instanceStarted();
        }
    }

    private void impair() {
        if (owner != null) {
            world.log(id, "application status check impaired", null);
            impaired = true;
            owner.lost(this);
        }
    }

    /** Makes the instance one that is stopped, and was made ready before. */
    void prepared() {
        power = Power.STOPPED;
    }

    /** Whether a warm pool may give it out. */
    boolean isReady() {
        return state == LifecycleState.WARMED_STOPPED && power == Power.STOPPED;
    }

    /** Stops the instance: what is in flight to it is lost, and it stays registered where it is. */
    void stop() {
        for (SimulatedTarget target : targets) {
            target.cutOff();
        }
        condition("stopped", null, () -> {
            power = Power.STOPPED;
            booted = false;
        });
        for (SimulatedTarget target : targets) {
            target.instanceStopped();
        }
    }

    /** Its group has it no longer; it runs on. */
    void release() {
        condition("detached from", owner, () -> {
            owner = null;
            guarded = false;
        });
    }

    /** The load balancer finds it healthy. */
    void foundHealthy() {
        if (!seenHealthy) {
            seenHealthy = true;
            if (fault instanceof InstanceFault.TurnsUnhealthy turns) {
                later(turns.after(), () -> sicken(turns.reason()));
            }
        }
        healthTold();
    }

    /** A load balancer has found it healthy or unhealthy. */
    void healthTold() {
        if (owner != null) {
            owner.health().look();
        }
    }

    private void later(Duration delay, Runnable action) {
        world.after(delay.toNanos(), () -> {
            if (power == Power.RUNNING) {
                action.run();
            }
        });
    }

    /** Shuts the instance down: what is in flight to it is lost, and after a while it is gone. */
    void shutDown(String why) {
        if (power == Power.SHUTTING_DOWN || power == Power.TERMINATED) {
            return;
        }
        for (SimulatedTarget target : targets) {
            target.cutOff();
        }
        condition(why, null, () -> power = Power.SHUTTING_DOWN);
        world.after(latencies.termination(), this::gone);
    }

    private void gone() {
        power = Power.TERMINATED;
        world.log(id, "gone", null);
        for (SimulatedTarget target : List.copyOf(targets)) {
            target.instanceGone();
        }
        if (owner != null) {
            owner.gone(this);
        }
    }

    /** Changes whether it answers, so that its targets know before and after. */
    private void condition(String what, @Nullable Object detail, Runnable change) {
        world.log(id, what, detail);
        for (SimulatedTarget target : targets) {
            target.aboutToChange();
        }
        change.run();
        for (SimulatedTarget target : targets) {
            target.conditionChanged();
        }
    }

    @Override
    public String toString() {
        return id + " " + version + " " + state + " " + power + (zone == null ? "" : " in " + zone)
                + (type == null ? "" : ", " + type + " of weight " + weight)
                + (guarded ? ", protected from scale-in" : "")
                + (healthyToGroup ? "" : ", unhealthy to its group")
                + (answers() ? "" : " (does not answer)");
    }
}
