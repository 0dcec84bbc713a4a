package dev.verdigris.testkit;

import java.time.Duration;

/**
 * A lifecycle hook of a group: holds each instance on its way into service, or on its way out, until somebody completes
 * the lifecycle action or its heartbeat time-out is over.
 *
 * @param transition which way it holds
 * @param heartbeat how long an instance is held when nobody says anything: 30 s to 2 h, as the Auto Scaling API has it
 * @param defaultResult what comes of it then; {@code ABANDON} unless it is said otherwise, as on AWS
 */
public record LifecycleHook(Transition transition, Duration heartbeat, Result defaultResult) {
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration EVER = Duration.ofDays(2);

    /** Which way a hook holds instances. */
    public enum Transition {
        /** On the way into service: {@code autoscaling:EC2_INSTANCE_LAUNCHING}. */
        LAUNCHING,
        /** On the way out: {@code autoscaling:EC2_INSTANCE_TERMINATING}. */
        TERMINATING
    }

    /** The result of a lifecycle action. */
    public enum Result {
        /** Launching, the instance goes into service; terminating, it ends. */
        CONTINUE,
        /** Launching, the instance is ended and another one launched; terminating, it ends, or is retained. */
        ABANDON
    }

    /** @throws IllegalArgumentException if the heartbeat time-out is one that AWS refuses */
    public LifecycleHook {
        if (heartbeat.compareTo(SHORTEST) < 0 || heartbeat.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "heartbeat time-out: expected " + SHORTEST + " to " + LONGEST + ", found " + heartbeat);
        }
    }

    /** Holds new instances before they go into service; when the time-out is over they are ended. */
    public static LifecycleHook launching(Duration heartbeat) {
        return new LifecycleHook(Transition.LAUNCHING, heartbeat, Result.ABANDON);
    }

    /** Holds instances before they end. */
    public static LifecycleHook terminating(Duration heartbeat) {
        return new LifecycleHook(Transition.TERMINATING, heartbeat, Result.ABANDON);
    }

    /** This hook with another result when its heartbeat time-out is over. */
    public LifecycleHook withDefaultResult(Result result) {
        return new LifecycleHook(transition, heartbeat, result);
    }

    /** The longest that an instance is held, however often somebody sends a heartbeat: 100 time-outs, at most 48 h. */
    Duration longest() {
        Duration hundred = heartbeat.multipliedBy(100);
        return hundred.compareTo(EVER) < 0 ? hundred : EVER;
    }

    @Override
    public String toString() {
        return (transition == Transition.LAUNCHING ? "launch" : "termination") + " hook of " + heartbeat + ", then "
                + defaultResult;
    }
}
