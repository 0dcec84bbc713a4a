package dev.verdigris.request;

import dev.verdigris.model.Environment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wish to scale the idle fleet to zero. It is refused while a follower says that it still uses that color, or says
 * nothing. Immutable.
 */
public final class Cleanup implements Request {
    private final Environment environment;
    private final @Nullable String forced;
    private final Policy policy;

    private Cleanup(Environment environment, @Nullable String forced, Policy policy) {
        this.environment = environment;
        this.forced = forced;
        this.policy = policy;
    }

    /** A cleanup with every default. */
    public static Cleanup of(Environment environment) {
        return new Cleanup(environment, null, Policy.defaults());
    }

    /**
     * This cleanup, whatever any follower says: none of them is asked, and the environment forgets those that are not
     * registered with the process which does it. The traffic guard is asked all the same.
     *
     * @param reason why, for the history; 1 to 200 characters
     * @throws IllegalArgumentException if the reason is blank or longer
     */
    public Cleanup withForce(String reason) {
        return new Cleanup(environment, Reason.require(reason), policy);
    }

    /** This cleanup with another policy. What that says of keeping fleets warm is of no concern to a cleanup. */
    public Cleanup withPolicy(Policy policy) {
        return new Cleanup(environment, forced, policy);
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
                && policy.equals(that.policy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, forced, policy);
    }

    @Override
    public String toString() {
        return "Cleanup[" + environment.name() + (forced == null ? "" : ", forced: " + forced) + ", " + policy + "]";
    }
}
