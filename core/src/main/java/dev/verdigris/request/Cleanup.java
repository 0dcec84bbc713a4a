package dev.verdigris.request;

import dev.verdigris.model.Environment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wish to scale the idle fleet to zero, or only what is kept warm past its time. It is refused while a follower says
 * that it still uses that color, or says nothing. Immutable.
 */
public final class Cleanup implements Request {
    private final Environment environment;
    private final @Nullable String forced;
    private final Policy policy;
    private final boolean dueOnly;

    private Cleanup(Environment environment, @Nullable String forced, Policy policy, boolean dueOnly) {
        this.environment = environment;
        this.forced = forced;
        this.policy = policy;
        this.dueOnly = dueOnly;
    }

    /** A cleanup with every default. */
    public static Cleanup of(Environment environment) {
        return new Cleanup(environment, null, Policy.defaults(), false);
    }

    /**
     * This cleanup, whatever any follower says: none of them is asked, and the environment forgets those that are not
     * registered with the process which does it. The traffic guard is asked all the same.
     *
     * @param reason why, for the history; 1 to 200 characters
     * @throws IllegalArgumentException if the reason is blank or longer
     */
    public Cleanup withForce(String reason) {
        return new Cleanup(environment, Reason.require(reason), policy, dueOnly);
    }

    /** This cleanup with another policy. What that says of keeping fleets warm is of no concern to a cleanup. */
    public Cleanup withPolicy(Policy policy) {
        return new Cleanup(environment, forced, policy, dueOnly);
    }

    /**
     * This cleanup of only what is kept warm past its time ({@link KeepWarm.For}), or of any idle fleet: the default. The
     * fleet is then scaled down to the minimum of the idle role, as if it had not been kept warm. While nothing is due,
     * while nobody serves in its place, or once somebody has made it larger than it was when it served, it is refused. Every
     * command that changes something asks for it once it has succeeded.
     */
    public Cleanup withDueOnly(boolean dueOnly) {
        return new Cleanup(environment, forced, policy, dueOnly);
    }

    /** Whether only what is kept warm past its time is scaled down; by default any idle fleet is. */
    public boolean dueOnly() {
        return dueOnly;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    /** The reason why no follower is asked; null, the default, if they are. */
    public @Nullable String forced() {
        return forced;
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cleanup that
                && environment.equals(that.environment)
                && Objects.equals(forced, that.forced)
                && policy.equals(that.policy)
                && dueOnly == that.dueOnly;
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, forced, policy, dueOnly);
    }

    @Override
    public String toString() {
        return "Cleanup[" + environment.name() + (forced == null ? "" : ", forced: " + forced) + ", " + policy
                + (dueOnly ? ", due only]" : "]");
    }
}
