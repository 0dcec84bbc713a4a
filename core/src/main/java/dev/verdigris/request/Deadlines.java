package dev.verdigris.request;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of a deployment: how long each kind of waiting may take. When one expires before the point of no return
 * the deployment is rolled back; after it, the step is given up and named in the outcome. A deadline that is zero or
 * negative is refused with an {@link IllegalArgumentException}. Immutable.
 */
public final class Deadlines {

    /** The kinds of waiting. */
    private enum Wait {
        CHANGE(Duration.ofMinutes(2)),
        IN_SERVICE(Duration.ofMinutes(15)),
        HEALTHY(Duration.ofMinutes(5)),
        DRAIN_MARGIN(Duration.ofMinutes(1)),
        GONE(Duration.ofMinutes(15)),
        CHECK(Duration.ofMinutes(5)),
        FOLLOW(Duration.ofMinutes(5)),
        UNUSED(Duration.ofMinutes(15)),
        HOOK(Duration.ofMinutes(5));

        private final Duration usual;

        Wait(Duration usual) {
            this.usual = usual;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private static final Deadlines DEFAULTS = new Deadlines(Map.of());

    /** The deadlines that are not as usual, so that equal ones have the same. */
    private final Map<Wait, Duration> own;

    private Deadlines(Map<Wait, Duration> own) {
        this.own = own;
    }

    /** The defaults that each deadline names. */
    public static Deadlines defaults() {
        return DEFAULTS;
    }

    private Deadlines with(Wait wait, Duration deadline) {
        if (deadline.equals(get(wait))) {
            return this;
        }
        Positive.require("deadline '" + wait + "'", deadline);
        Map<Wait, Duration> with = new EnumMap<>(Wait.class);
        with.putAll(own);
        if (deadline.equals(wait.usual)) {
            with.remove(wait);
        } else {
            with.put(wait, deadline);
        }
        return new Deadlines(Collections.unmodifiableMap(with));
    }

    private Duration get(Wait wait) {
        return own.getOrDefault(wait, wait.usual);
    }

    /** These deadlines with another one for changes to be accepted. */
    public Deadlines withChange(Duration change) {
        return with(Wait.CHANGE, change);
    }

    /** These deadlines with another one for new instances to be in service. */
    public Deadlines withInService(Duration inService) {
        return with(Wait.IN_SERVICE, inService);
    }

    /** These deadlines with another one for new targets to be healthy. */
    public Deadlines withHealthy(Duration healthy) {
        return with(Wait.HEALTHY, healthy);
    }

    /** These deadlines with another one for draining, on top of the delay. */
    public Deadlines withDrainMargin(Duration drainMargin) {
        return with(Wait.DRAIN_MARGIN, drainMargin);
    }

    /** These deadlines with another one for instances to be terminated. */
    public Deadlines withGone(Duration gone) {
        return with(Wait.GONE, gone);
    }

    /** These deadlines with another one for a check to pass. */
    public Deadlines withCheck(Duration check) {
        return with(Wait.CHECK, check);
    }

    /** These deadlines with another one for a follower to confirm the color that serves. */
    public Deadlines withFollow(Duration follow) {
        return with(Wait.FOLLOW, follow);
    }

    /** These deadlines with another one for followers not to use a color any more. */
    public Deadlines withUnused(Duration unused) {
        return with(Wait.UNUSED, unused);
    }

    /** These deadlines with another one for a hook to be done, and to be undone. */
    public Deadlines withHook(Duration hook) {
        return with(Wait.HOOK, hook);
    }

    /** The longest wait for a change to be accepted, retries included; by default 2 minutes. */
    public Duration change() {
        return get(Wait.CHANGE);
    }

    /** The longest wait for new instances to be in service; by default 15 minutes. */
    public Duration inService() {
        return get(Wait.IN_SERVICE);
    }

    /** The longest wait for new targets to be healthy; by default 5 minutes. */
    public Duration healthy() {
        return get(Wait.HEALTHY);
    }

    /** The longest wait for draining, on top of the target group's own deregistration delay; by default 60 seconds. */
    public Duration drainMargin() {
        return get(Wait.DRAIN_MARGIN);
    }

    /** The longest wait for instances to be terminated; by default 15 minutes. */
    public Duration gone() {
        return get(Wait.GONE);
    }

    /** The longest wait for one check to pass; by default 5 minutes. */
    public Duration check() {
        return get(Wait.CHECK);
    }

    /** The longest wait for one follower to confirm the color that serves; by default 5 minutes. */
    public Duration follow() {
        return get(Wait.FOLLOW);
    }

    /** The longest wait for the followers not to use a color any more whose fleet is to end; by default 15 minutes. */
    public Duration unused() {
        return get(Wait.UNUSED);
    }

    /** The longest wait for one hook to be done, and for it to be undone; by default 5 minutes. */
    public Duration hook() {
        return get(Wait.HOOK);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Deadlines that && own.equals(that.own);
    }

    @Override
    public int hashCode() {
        return own.hashCode();
    }

    @Override
    public String toString() {
        return own.isEmpty() ? "the usual deadlines" : "deadlines " + own;
    }
}
