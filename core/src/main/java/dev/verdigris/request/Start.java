package dev.verdigris.request;

import dev.verdigris.model.Environment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wish to serve again from the recorded color, where nobody serves: after a {@link Shutdown} from as many instances as
 * served before it. They are new ones, of what that fleet's launch template says now. Immutable.
 */
public final class Start implements Request {
    private final Environment environment;
    private final @Nullable Integer capacity;
    private final Policy policy;

    private Start(Environment environment, @Nullable Integer capacity, Policy policy) {
        this.environment = environment;
        this.capacity = capacity;
        this.policy = policy;
    }

    /** A start with every default. */
    public static Start of(Environment environment) {
        return new Start(environment, null, Policy.defaults());
    }

    /**
     * This start with that capacity, fewer or more than served before; at least the minimum of the fleet that serves.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Start withCapacity(int capacity) {
        return new Start(environment, Rollback.valid(capacity), policy);
    }

    /** This start with another policy. What that says of keeping fleets warm is of no concern to a start. */
    public Start withPolicy(Policy policy) {
        return new Start(environment, capacity, policy);
    }

    @Override
    public Environment environment() {
        return environment;
    }

    /**
     * The capacity to start, in the units of the group's size; null, the default, means as much as served before the
     * environment was shut down. Where it was not, a capacity must be named, or be in the size of the group.
     */
    public @Nullable Integer capacity() {
        return capacity;
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Start that
                && environment.equals(that.environment)
                && Objects.equals(capacity, that.capacity)
                && policy.equals(that.policy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(environment, capacity, policy);
    }

    @Override
    public String toString() {
        return "Start[" + environment.name() + (capacity == null ? "" : ", capacity " + capacity) + ", " + policy + "]";
    }
}
