package dev.verdigris.request;

import dev.verdigris.model.Environment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The wish to scale the idle fleet to zero. Immutable. */
public final class Cleanup implements Request {
    private final Environment environment;
    private final Policy policy;

    private Cleanup(Environment environment, Policy policy) {
        this.environment = environment;
        this.policy = policy;
    }

    /** A cleanup with every default. */
    public static Cleanup of(Environment environment) {
        return new Cleanup(environment, Policy.defaults());
    }

    /** This cleanup with another policy. What that says of keeping fleets warm is of no concern to a cleanup. */
    public Cleanup withPolicy(Policy policy) {
        return new Cleanup(environment, policy);
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
        return other instanceof Cleanup that && environment.equals(that.environment) && policy.equals(that.policy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, policy);
    }

    @Override
    public String toString() {
        return "Cleanup[" + environment.name() + ", " + policy + "]";
    }
}
