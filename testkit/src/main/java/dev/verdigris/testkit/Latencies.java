package dev.verdigris.testkit;

import java.time.Duration;

/**
 * How long AWS takes for what it does. AWS publishes hardly any of these figures: those of {@link #likeAws} are the
 * field's reports and our judgement.
 *
 * @param call an API call, until it takes effect
 * @param reaction an Auto Scaling group, from a change of its desired capacity until it acts
 * @param launch an instance, until EC2 says that it runs; only then can it be registered
 * @param inService a running instance, until its group has it in service
 * @param boot a running instance, until its application answers
 * @param retry a group whose launch was refused, until it tries again
 * @param termination an instance that is being ended, until it is gone. It answers no more from the first moment on
 * @param notice a group, until it notices that someone else has ended its instance
 * @param registration a target, from its registration until health checks begin
 * @param firstCheck a target, from then until its first health check
 * @param forgetting a target whose instance is gone, until the target group drops it
 */
public record Latencies(
        Latency call,
        Latency reaction,
        Latency launch,
        Latency inService,
        Latency boot,
        Latency retry,
        Latency termination,
        Latency notice,
        Latency registration,
        Latency firstCheck,
        Latency forgetting) {

    private static final Latencies LIKE_AWS = new Latencies(
            typically(0.08, 0.4),
            typically(5, 30),
            typically(15, 60),
            typically(15, 60),
            typically(20, 120),
            typically(30, 60),
            typically(20, 60),
            typically(30, 60),
            typically(3, 15),
            Latency.between(Duration.ZERO, Duration.ofSeconds(30)),
            typically(30, 120));

    private static final Latencies INSTANT = new Latencies(
            Latency.NONE,
            Latency.NONE,
            Latency.NONE,
            Latency.NONE,
            Latency.NONE,
            Latency.exactly(Duration.ofSeconds(1)),
            Latency.NONE,
            Latency.NONE,
            Latency.NONE,
            Latency.NONE,
            Latency.exactly(Duration.ofSeconds(1)));

    /** As AWS does, as far as is known: an instance takes one to three minutes from launch to traffic. The default. */
    public static Latencies likeAws() {
        return LIKE_AWS;
    }

    /** Everything at once, but for the refused launch that is tried again after a second. Health checks keep their interval. */
    public static Latencies instant() {
        return INSTANT;
    }

    /** The same with another latency of API calls. */
    public Latencies withCall(Latency call) {
        return new Latencies(
                call,
                reaction,
                launch,
                inService,
                boot,
                retry,
                termination,
                notice,
                registration,
                firstCheck,
                forgetting);
    }

    /** The same with another time until a group acts. */
    public Latencies withReaction(Latency reaction) {
        return new Latencies(
                call,
                reaction,
                launch,
                inService,
                boot,
                retry,
                termination,
                notice,
                registration,
                firstCheck,
                forgetting);
    }

    /** The same with another time until an instance runs. */
    public Latencies withLaunch(Latency launch) {
        return new Latencies(
                call,
                reaction,
                launch,
                inService,
                boot,
                retry,
                termination,
                notice,
                registration,
                firstCheck,
                forgetting);
    }

    /** The same with another time until a running instance is in service. */
    public Latencies withInService(Latency inService) {
        return new Latencies(
                call,
                reaction,
                launch,
                inService,
                boot,
                retry,
                termination,
                notice,
                registration,
                firstCheck,
                forgetting);
    }

    /** The same with another time until an application answers. */
    public Latencies withBoot(Latency boot) {
        return new Latencies(
                call,
                reaction,
                launch,
                inService,
                boot,
                retry,
                termination,
                notice,
                registration,
                firstCheck,
                forgetting);
    }

    /** The same with another time until a refused launch is tried again. */
    public Latencies withRetry(Latency retry) {
        return new Latencies(
                call,
                reaction,
                launch,
                inService,
                boot,
                retry,
                termination,
                notice,
                registration,
                firstCheck,
                forgetting);
    }

    /** The same with another time until an instance that ends is gone. */
    public Latencies withTermination(Latency termination) {
        return new Latencies(
                call,
                reaction,
                launch,
                inService,
                boot,
                retry,
                termination,
                notice,
                registration,
                firstCheck,
                forgetting);
    }

    /** The same with another time until a group notices a lost instance. */
    public Latencies withNotice(Latency notice) {
        return new Latencies(
                call,
                reaction,
                launch,
                inService,
                boot,
                retry,
                termination,
                notice,
                registration,
                firstCheck,
                forgetting);
    }

    /** The same with another time until the health checks of a target begin. */
    public Latencies withRegistration(Latency registration) {
        return new Latencies(
                call,
                reaction,
                launch,
                inService,
                boot,
                retry,
                termination,
                notice,
                registration,
                firstCheck,
                forgetting);
    }

    /** The same with another time until a target's first health check. */
    public Latencies withFirstCheck(Latency firstCheck) {
        return new Latencies(
                call,
                reaction,
                launch,
                inService,
                boot,
                retry,
                termination,
                notice,
                registration,
                firstCheck,
                forgetting);
    }

    /** The same with another time until a target whose instance is gone is dropped. */
    public Latencies withForgetting(Latency forgetting) {
        return new Latencies(
                call,
                reaction,
                launch,
                inService,
                boot,
                retry,
                termination,
                notice,
                registration,
                firstCheck,
                forgetting);
    }

    private static Latency typically(double median, double worst) {
        return Latency.typically(Duration.ofNanos((long) (median * 1e9)), Duration.ofNanos((long) (worst * 1e9)));
    }
}
