package dev.verdigris.request;

import dev.verdigris.model.Environment;
import dev.verdigris.model.RefreshPreferences;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wish to replace the instances of the fleet that serves, some at a time, by an instance refresh of EC2 Auto
 * Scaling. No second fleet is needed, and traffic stays with its color; while it lasts <em>both versions serve side by
 * side</em>, and going back takes as long as it has come. Immutable.
 *
 * <p>Needs a group that is attached to the target group of its color, so that Auto Scaling registers what it launches
 * and drains what it ends: with {@code Traffic.attachment}, or with {@code Traffic.forwarding} and attached groups. It
 * can be rolled back where it names a version of the launch template ({@link RefreshPreferences#withTemplateVersion})
 * and the group has a numbered one. Otherwise an abort cancels it, and the outcome says that versions are mixed.
 *
 * <pre>{@code
 * RollingRefresh refresh = RollingRefresh.of(beta)
 *         .withPreferences(RefreshPreferences.defaults().withMinHealthyPercent(75).withTemplateVersion("7"));
 * Outcome outcome = blueGreen.refresh(refresh);
 * }</pre>
 */
public final class RollingRefresh implements Request {
    private static final Duration USUAL = Duration.ofHours(2);

    private final Environment environment;
    private final RefreshPreferences preferences;
    private final @Nullable Duration deadline;
    private final Policy policy;

    private RollingRefresh(
            Environment environment, RefreshPreferences preferences, @Nullable Duration deadline, Policy policy) {
        this.environment = environment;
        this.preferences = preferences;
        this.deadline = deadline;
        this.policy = policy;
    }

    /** A rolling refresh with every default. */
    public static RollingRefresh of(Environment environment) {
        return new RollingRefresh(environment, RefreshPreferences.defaults(), null, Policy.defaults());
    }

    /** This refresh with other preferences. */
    public RollingRefresh withPreferences(RefreshPreferences preferences) {
        return new RollingRefresh(environment, preferences, deadline, policy);
    }

    /**
     * This refresh with another deadline.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public RollingRefresh withDeadline(Duration deadline) {
        return new RollingRefresh(environment, preferences, Positive.require("deadline", deadline), policy);
    }

    /** This refresh with another policy. What that says of keeping fleets warm is of no concern to it. */
    public RollingRefresh withPolicy(Policy policy) {
        return new RollingRefresh(environment, preferences, deadline, policy);
    }

    @Override
    public Environment environment() {
        return environment;
    }

    /**
     * The preferences. Two of them are completed when the refresh is started: a warmup that is not named is the deadline of
     * new targets to be healthy, and Auto Scaling rolls back by itself wherever it can.
     */
    public RefreshPreferences preferences() {
        return preferences;
    }

    /**
     * How long the refresh may take before it is cancelled and rolled back, and how long that may take again; by default 2
     * hours, the pauses at checkpoints and the bake time on top.
     */
    public Duration deadline() {
        int pauses = Math.max(0, preferences.checkpoints().size() - 1);
        return deadline != null
                ? deadline
                : USUAL.plus(preferences.checkpointDelay().multipliedBy(pauses)).plus(preferences.bake());
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RollingRefresh that
                && environment.equals(that.environment)
                && preferences.equals(that.preferences)
                && Objects.equals(deadline, that.deadline)
                && policy.equals(that.policy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, preferences, deadline, policy);
    }

    @Override
    public String toString() {
        return "RollingRefresh[" + environment.name() + ", " + preferences + ", within " + deadline() + ", " + policy
                + "]";
    }
}
