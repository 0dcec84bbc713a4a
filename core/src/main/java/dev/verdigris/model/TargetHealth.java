package dev.verdigris.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The health of one target, as the load balancer tells it.
 *
 * @param target the registration
 * @param state its state
 * @param reason the reason code, such as {@code Target.ResponseCodeMismatch}; null when healthy or when none was given
 */
public record TargetHealth(
        Target target, State state, @Nullable String reason) {

    /** The reason that AWS gives for a target that is asked for and not registered. */
    public static final String NOT_REGISTERED = "Target.NotRegistered";

    /** The states of the ELBv2 API ({@code TargetHealthStateEnum}), and {@link #UNKNOWN} for those to come. */
    public enum State {
        /** Registered; not yet known to be healthy or not. */
        INITIAL,
        /** Passes its health checks. */
        HEALTHY,
        /** Fails its health checks. */
        UNHEALTHY,
        /** Unhealthy, and its connections are being ended (network load balancers). */
        UNHEALTHY_DRAINING,
        /** Gets no traffic: not registered, stopped, or its target group is used by no load balancer. */
        UNUSED,
        /** Deregistered, and finishing the requests in flight. */
        DRAINING,
        /** Health is not known, for instance because checks are disabled. */
        UNAVAILABLE,
        /** A state this version does not know. */
        UNKNOWN
    }

    /** Whether the load balancer sends requests to the target and finds it healthy. */
    public boolean healthy() {
        return state == State.HEALTHY;
    }

    /** Whether the target has been deregistered: it drains, or is no longer registered. Nothing else counts as out. */
    public boolean out() {
        return state == State.DRAINING || (state == State.UNUSED && NOT_REGISTERED.equals(reason));
    }

    @Override
    public String toString() {
        return target.instance() + " " + state.name().toLowerCase(Locale.ROOT).replace('_', '.')
                + (reason == null ? "" : " " + reason);
    }
}
