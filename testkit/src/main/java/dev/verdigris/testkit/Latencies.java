package dev.verdigris.testkit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The latencies of AWS: how long it takes for what it does. AWS publishes hardly any of these figures: those of {@link
 * #likeAws} come from reports of the field and from our judgement. Immutable; each {@code with…} returns a copy.
 */
public final class Latencies {
    private static final Latencies LIKE_AWS = new Latencies(Map.ofEntries(
            Map.entry(What.CALL, typically(0.08, 0.4)),
            Map.entry(What.REACTION, typically(5, 30)),
            Map.entry(What.LAUNCH, typically(15, 60)),
            Map.entry(What.IN_SERVICE, typically(15, 60)),
            Map.entry(What.BOOT, typically(20, 120)),
            Map.entry(What.RETRY, typically(30, 60)),
            Map.entry(What.TERMINATION, typically(20, 60)),
            Map.entry(What.NOTICE, typically(30, 60)),
            Map.entry(What.REGISTRATION, typically(3, 15)),
            Map.entry(What.FIRST_CHECK, Latency.between(Duration.ZERO, Duration.ofSeconds(30))),
            Map.entry(What.FORGETTING, typically(30, 120)),
            Map.entry(What.PROPAGATION, typically(2, 30)),
            Map.entry(What.ATTACHMENT, typically(5, 60))));

    private static final Latencies INSTANT = new Latencies(Map.of(
            What.RETRY, Latency.exactly(Duration.ofSeconds(1)),
            What.FORGETTING, Latency.exactly(Duration.ofSeconds(1))));

    /** The things that take time. */
    private enum What {
        CALL,
        REACTION,
        LAUNCH,
        IN_SERVICE,
        BOOT,
        RETRY,
        TERMINATION,
        NOTICE,
        REGISTRATION,
        FIRST_CHECK,
        FORGETTING,
        PROPAGATION,
        ATTACHMENT
    }

    private final Map<What, Latency> latencies = new EnumMap<>(What.class);

    /** Latencies as given; what is not given takes no time. */
    private Latencies(Map<What, Latency> given) {
        for (What what : What.values()) {
            latencies.put(what, given.getOrDefault(what, Latency.NONE));
        }
    }

    /**
     * Latencies like those of AWS, as far as they are known: an instance takes one to three minutes from launch to
     * traffic. These are the default.
     */
    public static Latencies likeAws() {
        return LIKE_AWS;
    }

    /**
     * No latency at all, but for the refused launch that is tried again after a second. Health checks keep their
     * interval.
     */
    public static Latencies instant() {
        return INSTANT;
    }

    /** The latency of an API call, until it takes effect. */
    public Latency call() {
        return of(What.CALL);
    }

    /** The latency of an Auto Scaling group, from a change of its desired capacity until it acts. */
    public Latency reaction() {
        return of(What.REACTION);
    }

    /** The latency of a launch, until EC2 says that the instance runs; only then can it be registered. */
    public Latency launch() {
        return of(What.LAUNCH);
    }

    /** The latency of a running instance, until its group has it in service. */
    public Latency inService() {
        return of(What.IN_SERVICE);
    }

    /** The latency of a running instance, until its application answers. */
    public Latency boot() {
        return of(What.BOOT);
    }

    /** The latency of a group whose launch was refused, until it tries again. */
    public Latency retry() {
        return of(What.RETRY);
    }

    /**
     * The latency of a termination, until the instance is gone. The instance answers no more from the first moment on.
     */
    public Latency termination() {
        return of(What.TERMINATION);
    }

    /** The latency of a group, until it notices that someone else has terminated its instance. */
    public Latency notice() {
        return of(What.NOTICE);
    }

    /** The latency of a registration, until health checks of the target begin. */
    public Latency registration() {
        return of(What.REGISTRATION);
    }

    /** The latency of a target, from the beginning of health checks until its first one. */
    public Latency firstCheck() {
        return of(What.FIRST_CHECK);
    }

    /** The latency of a target group, until it drops a target whose instance is gone. */
    public Latency forgetting() {
        return of(What.FORGETTING);
    }

    /**
     * The latency of a node of a load balancer, until it forwards by a changed listener or rule; drawn for each node.
     */
    public Latency propagation() {
        return of(What.PROPAGATION);
    }

    /**
     * The latency of Auto Scaling, from when a target group is attached or detached until its instances are registered or
     * deregistered there.
     */
    public Latency attachment() {
        return of(What.ATTACHMENT);
    }

    /** These latencies with another {@link #call}. */
    public Latencies withCall(Latency call) {
        return with(What.CALL, call);
    }

    /** These latencies with another {@link #reaction}. */
    public Latencies withReaction(Latency reaction) {
        return with(What.REACTION, reaction);
    }

    /** These latencies with another {@link #launch}. */
    public Latencies withLaunch(Latency launch) {
        return with(What.LAUNCH, launch);
    }

    /** These latencies with another {@link #inService}. */
    public Latencies withInService(Latency inService) {
        return with(What.IN_SERVICE, inService);
    }

    /** These latencies with another {@link #boot}. */
    public Latencies withBoot(Latency boot) {
        return with(What.BOOT, boot);
    }

    /** These latencies with another {@link #retry}. */
    public Latencies withRetry(Latency retry) {
        return with(What.RETRY, retry);
    }

    /** These latencies with another {@link #termination}. */
    public Latencies withTermination(Latency termination) {
        return with(What.TERMINATION, termination);
    }

    /** These latencies with another {@link #notice}. */
    public Latencies withNotice(Latency notice) {
        return with(What.NOTICE, notice);
    }

    /** These latencies with another {@link #registration}. */
    public Latencies withRegistration(Latency registration) {
        return with(What.REGISTRATION, registration);
    }

    /** These latencies with another {@link #firstCheck}. */
    public Latencies withFirstCheck(Latency firstCheck) {
        return with(What.FIRST_CHECK, firstCheck);
    }

    /** These latencies with another {@link #forgetting}. */
    public Latencies withForgetting(Latency forgetting) {
        return with(What.FORGETTING, forgetting);
    }

    /** These latencies with another {@link #propagation}. */
    public Latencies withPropagation(Latency propagation) {
        return with(What.PROPAGATION, propagation);
    }

    /** These latencies with another {@link #attachment}. */
    public Latencies withAttachment(Latency attachment) {
        return with(What.ATTACHMENT, attachment);
    }

    private Latency of(What what) {
        return Objects.requireNonNull(latencies.get(what));
    }

    private Latencies with(What what, Latency latency) {
        Map<What, Latency> changed = new EnumMap<>(latencies);
        changed.put(what, latency);
        return new Latencies(changed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Latencies that && latencies.equals(that.latencies);
    }

    @Override
    public int hashCode() {
        return latencies.hashCode();
    }

    @Override
    public String toString() {
        return latencies.toString();
    }

    private static Latency typically(double median, double worst) {
        return Latency.typically(Duration.ofNanos((long) (median * 1e9)), Duration.ofNanos((long) (worst * 1e9)));
    }
}
