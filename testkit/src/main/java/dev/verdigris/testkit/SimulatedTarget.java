package dev.verdigris.testkit;

import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.model.TargetHealth.State;
import org.jspecify.annotations.Nullable;

/**
 * One registration: an instance on a port, and what the load balancer thinks of it. Health checks are not run one by
 * one: from the phase of a target's checks follows when the next change of its state is due.
 */
final class SimulatedTarget {
    private static final String REGISTERING = "Elb.RegistrationInProgress";
    private static final String CHECKING = "Elb.InitialHealthChecking";
    private static final String NOT_IN_USE = "Target.NotInUse";
    private static final String INVALID_STATE = "Target.InvalidState";
    private static final String DEREGISTERING = "Target.DeregistrationInProgress";

    private final World world;
    private final SimulatedTargetGroup group;
    private final Target target;
    private final SimulatedInstance instance;
    private State state = State.INITIAL;
    private @Nullable String reason = REGISTERING;
    private long checksFrom;
    private World.@Nullable Event next;
    private long inFlightUntil = Long.MIN_VALUE;
    private @Nullable TargetHealth view;

    SimulatedTarget(World world, SimulatedTargetGroup group, Target target, SimulatedInstance instance) {
        this.world = world;
        this.group = group;
        this.target = target;
        this.instance = instance;
    }

    Target target() {
        return target;
    }

    SimulatedInstance instance() {
        return instance;
    }

    boolean isOf(SimulatedTargetGroup targetGroup) {
        return group == targetGroup;
    }

    boolean isHealthy() {
        return state == State.HEALTHY;
    }

    boolean isUnhealthy() {
        return state == State.UNHEALTHY;
    }

    boolean isDraining() {
        return state == State.DRAINING;
    }

    /** Whether it gets requests while no target is healthy. */
    boolean isFailOpen() {
        return state == State.INITIAL || state == State.UNHEALTHY;
    }

    TargetHealth view() {
        if (view == null) {
            view = new TargetHealth(target, state, reason);
        }
        return view;
    }

    /** Registers the target again while it drains. */
    void comeBack() {
        boolean wasHealthy = world.now() < inFlightUntil;
        if (wasHealthy && group.healthyAgainAtOnce() && reachable() && instance.answers()) {
            beginHealthy();
        } else {
            begin();
        }
    }

    /** Begins anew: the target has just been registered, or its group has just come into use. */
    void begin() {
        if (!reachable()) {
            become(State.UNUSED, NOT_IN_USE);
            return;
        }
        become(State.INITIAL, REGISTERING);
        plan(group.latencies().registration().nanos(world.random()), () -> {
            become(State.INITIAL, CHECKING);
            checksFrom = world.now() + group.latencies().firstCheck().nanos(world.random());
            expect();
        });
    }

    /** Begins as a target that has been registered for long, and is healthy. */
    void beginHealthy() {
        checksFrom = world.now();
        healthy();
    }

    /** Whether the load balancer can send it anything: its group is in use, and its zone is enabled. */
    boolean reachable() {
        return group.reaches(zone());
    }

    /** Whether it is in a zone, or may be, as its zone is not known; it is in any, which is null. */
    boolean isIn(@Nullable String asked) {
        return asked == null || zone() == null || asked.equals(zone());
    }

    /** The Availability Zone of its instance; null if it is not known. */
    @Nullable
    String zone() {
        return instance.view().zone();
    }

    /** The load balancer may have begun to reach it, or may reach it no longer. */
    void reach() {
        if (!INVALID_STATE.equals(reason) && reachable() == NOT_IN_USE.equals(reason)) {
            begin();
        }
    }

    /** Deregisters the target; for the whole delay it shows as draining, whatever is in flight. */
    void drain() {
        if (isHealthy()) {
            inFlightUntil = world.now() + group.deregistrationDelay().toNanos();
        }
        become(State.DRAINING, DEREGISTERING);
        plan(group.deregistrationDelay().toNanos(), () -> group.drop(this));
    }

    /** Whether deregistering it makes it drain, rather than drops it at once. */
    boolean drains() {
        return state != State.UNUSED && !group.deregistrationDelay().isZero();
    }

    /** Its instance is being ended; what drains may be in flight until the delay is over, registered again or not. */
    void cutOff() {
        if (instance.answers() && (isHealthy() || world.now() < inFlightUntil)) {
            inFlightUntil = Long.MIN_VALUE;
            group.inflow().cutOff();
        }
    }

    /** Its instance is gone. */
    void instanceGone() {
        if (!isDraining()) {
            become(State.UNUSED, INVALID_STATE);
            plan(group.latencies().forgetting().nanos(world.random()), () -> group.drop(this));
        }
    }

    /** Its instance is stopped: it stays registered, for when that runs again. */
    void instanceStopped() {
        if (!isDraining()) {
            become(State.UNUSED, INVALID_STATE);
        }
    }

    /** Its instance runs again. */
    void instanceStarted() {
        if (!isDraining()) {
            begin();
        }
    }

    void aboutToChange() {
        group.aboutToChange();
    }

    /** Its instance has begun to answer, or has stopped. */
    void conditionChanged() {
        group.changed();
        if (state == State.HEALTHY || state == State.UNHEALTHY || (state == State.INITIAL && CHECKING.equals(reason))) {
            expect();
        }
    }

    /** Nothing more will happen to it. */
    void end() {
        cancel();
        instance.targets().remove(this);
    }

    /** Foresees what the next health checks make of it as things are. */
    private void expect() {
        HealthCheck check = group.healthCheck();
        if (instance.answers()) {
            if (state == State.HEALTHY) {
                cancel();
            } else {
                plan(untilCheck(state == State.INITIAL ? 1 : check.healthyThreshold()), this::healthy);
            }
        } else if (state == State.UNHEALTHY) {
            plan(untilCheck(1), this::unhealthy);
        } else {
            plan(untilCheck(check.unhealthyThreshold()), this::unhealthy);
        }
    }

    /** The time until the n-th check from now, in nanoseconds. */
    private long untilCheck(int nth) {
        long interval = group.healthCheck().interval().toNanos();
        long now = world.now();
        long first =
                now <= checksFrom ? checksFrom : checksFrom + (now - checksFrom + interval - 1) / interval * interval;
        return first - now + (nth - 1) * interval;
    }

    private void healthy() {
        become(State.HEALTHY, null);
        instance.foundHealthy();
    }

    private void unhealthy() {
        become(State.UNHEALTHY, instance.failure());
        instance.healthTold();
    }

    private void become(State newState, @Nullable String newReason) {
        cancel();
        group.aboutToChange();
        state = newState;
        reason = newReason;
        view = null;
        group.changed();
        world.log(group.name(), "target", view());
    }

    private void plan(long nanos, Runnable action) {
        cancel();
        next = world.after(nanos, action);
    }

    private void cancel() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }
}
