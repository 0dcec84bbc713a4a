package dev.verdigris.request;

import dev.verdigris.model.Environment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wish to take an environment out of service: nobody serves afterwards, and both fleets are at zero. What served is
 * remembered, and {@link Start} brings it back. Immutable.
 */
public final class Shutdown implements Request {
    private final Environment environment;
    private final Policy policy;

    private Shutdown(Environment environment, Policy policy) {
        this.environment = environment;
        this.policy = policy;
    }

    /** A shutdown with every default. */
    public static Shutdown of(Environment environment) {
        return new Shutdown(environment, Policy.defaults());
    }

    /** This shutdown with another policy. What that says of keeping fleets warm is of no concern to a shutdown. */
    public Shutdown withPolicy(Policy policy) {
        return new Shutdown(environment, policy);
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shutdown that && environment.equals(that.environment) && policy.equals(that.policy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, policy);
    }

    @Override
    public String toString() {
        return "Shutdown[" + environment.name() + ", " + policy + "]";
    }
}
