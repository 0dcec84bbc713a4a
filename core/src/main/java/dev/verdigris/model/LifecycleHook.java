package dev.verdigris.model;

import java.time.Duration;

/**
 * A lifecycle hook of an Auto Scaling group: it holds each instance on its way into service, or on its way out, until
 * somebody completes the lifecycle action or its heartbeat time-out is over.
 *
 * @param name its name, unique in its group
 * @param transition which way it holds
 * @param heartbeat how long an instance is held when nobody says anything ({@code HeartbeatTimeout}; AWS takes 30 s to
 *     2 h, and an hour where nothing is said)
 * @param defaultResult what comes of it then; {@code ABANDON} unless it is said otherwise, as on AWS
 */
public record LifecycleHook(String name, Transition transition, Duration heartbeat, Result defaultResult) {

    private static final int LONGEST_NAME = 255;

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

    /** @throws IllegalArgumentException if the name is blank or longer than 255 characters, or the heartbeat time-out is not positive */
    public LifecycleHook {
        Require.text("name of a lifecycle hook", name, LONGEST_NAME);
        if (heartbeat.isNegative() || heartbeat.isZero()) {
            throw new IllegalArgumentException("heartbeat time-out: expected more than 0, found " + heartbeat);
        }
    }

    /** Holds new instances before they go into service; when the time-out is over they are ended. Its name is {@code launch}. */
    public static LifecycleHook launching(Duration heartbeat) {
        return new LifecycleHook("launch", Transition.LAUNCHING, heartbeat, Result.ABANDON);
    }

    /** Holds instances before they end. Its name is {@code terminate}. */
    public static LifecycleHook terminating(Duration heartbeat) {
        return new LifecycleHook("terminate", Transition.TERMINATING, heartbeat, Result.ABANDON);
    }

    /** This hook with another result when its heartbeat time-out is over. */
    public LifecycleHook withDefaultResult(Result result) {
        return new LifecycleHook(name, transition, heartbeat, result);
    }

    @Override
    public String toString() {
        return (transition == Transition.LAUNCHING ? "launch" : "termination") + " hook " + name + " of " + heartbeat
                + ", then " + defaultResult;
    }
}
