package dev.verdigris.testkit;

import java.time.Duration;

/** A fault of an instance that a group is going to launch. */
public sealed interface InstanceFault {

    /**
     * A fault by which an instance fails every health check.
     *
     * @param reason as the load balancer gives it, such as {@code Target.ResponseCodeMismatch}
     */
    record NeverHealthy(String reason) implements InstanceFault {}

    /**
     * A fault by which an application takes long to answer.
     *
     * @param boot from the moment the instance runs
     */
    record SlowBoot(Duration boot) implements InstanceFault {}

    /**
     * A fault by which an instance ends by itself, as when its hardware fails.
     *
     * @param after from the moment it runs
     */
    record Dies(Duration after) implements InstanceFault {}

    /**
     * A fault by which an instance is well at first, and fails its health checks once it has had traffic for a while.
     *
     * @param after from the moment it was first found healthy
     * @param reason as the load balancer gives it
     */
    record TurnsUnhealthy(Duration after, String reason) implements InstanceFault {}

    /**
     * An application status check of EC2's finds it impaired. It answers as before; Auto Scaling terminates and
     * replaces it.
     *
     * @param after from the moment it runs
     */
    record Impaired(Duration after) implements InstanceFault {}

    /** A fault by which an instance answers every health check with an error. */
    static InstanceFault neverHealthy() {
        return new NeverHealthy("Target.ResponseCodeMismatch");
    }

    /** A fault by which an instance fails every health check, for a reason such as {@code Target.Timeout}. */
    static InstanceFault neverHealthy(String reason) {
        return new NeverHealthy(reason);
    }

    /** A fault by which an application takes so long to answer. */
    static InstanceFault slowBoot(Duration boot) {
        return new SlowBoot(boot);
    }

    /** A fault by which an instance ends by itself so long after it began to run. */
    static InstanceFault diesAfter(Duration after) {
        return new Dies(after);
    }

    /** An application status check finds it impaired so long after it began to run, so that its group replaces it. */
    static InstanceFault impairedAfter(Duration after) {
        return new Impaired(after);
    }

    /**
     * A fault by which an instance fails its health checks, with an error as its answer, so long after it was first
     * found healthy.
     */
    static InstanceFault turnsUnhealthyAfter(Duration after) {
        return new TurnsUnhealthy(after, "Target.ResponseCodeMismatch");
    }
}
