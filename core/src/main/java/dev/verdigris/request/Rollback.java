package dev.verdigris.request;

import dev.verdigris.model.Environment;
import org.jspecify.annotations.Nullable;

/**
 * The wish to go back to the other fleet and the instances it still has. Ordered while a deployment waits for the rest of
 * its finalization (for the old fleet to drain, for instance), it takes over from that deployment at once, whatever
 * process that is in.
 *
 * @param environment the environment
 * @param scaleUp whether to start instances there if it has too few; they run whatever its launch template says now
 * @param capacity how much of that fleet must serve before the color that serves now leaves, in the units of its group's
 *     size; fewer or more than served before, as it is asked. Null means as much as served before traffic left it, which
 *     is in the deployment state. In no case does it follow the size of the fleet that it leaves
 * @param policy how to behave where there is a choice
 */
public record Rollback(
        Environment environment, boolean scaleUp, @Nullable Integer capacity, Policy policy) implements Request {

    /** @throws IllegalArgumentException if the capacity is zero or negative */
    public Rollback {
        if (capacity != null && capacity < 1) {
            throw new IllegalArgumentException("capacity: expected 1 or more, found " + capacity);
        }
    }

    /** A rollback to as much as served before. */
    public Rollback(Environment environment, boolean scaleUp, Policy policy) {
        this(environment, scaleUp, null, policy);
    }

    /** A rollback with every default: only to instances that are there, as many as served before. */
    public static Rollback of(Environment environment) {
        return new Rollback(environment, false, null, Policy.defaults());
    }

    /** This rollback, starting instances if there are too few. */
    public Rollback scalingUp() {
        return new Rollback(environment, true, capacity, policy);
    }

    /**
     * This rollback to that capacity, fewer or more than served before.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Rollback withCapacity(int capacity) {
        return new Rollback(environment, scaleUp, capacity, policy);
    }

    /** This rollback with another policy. */
    public Rollback withPolicy(Policy policy) {
        return new Rollback(environment, scaleUp, capacity, policy);
    }
}
