package dev.verdigris.request;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import org.jspecify.annotations.Nullable;

/**
 * The wish to serve from new instances, started in the idle fleet. What version they run is the business of that
 * fleet's launch template.
 *
 * @param environment the environment
 * @param capacity how many instances the new fleet has at least; null means as many as the live fleet has. Fewer than
 *     the live fleet has is raised to that
 * @param to the color to go to; null for the usual one: the one that does not serve or, where nobody serves, the one
 *     that is not recorded. It decides only where nobody serves; where a color does, naming that one is refused
 * @param policy how to behave where there is a choice
 */
public record Deployment(
        Environment environment,
        @Nullable Integer capacity,
        @Nullable Color to,
        Policy policy) implements Request {

    /** @throws IllegalArgumentException if the capacity is zero or negative */
    public Deployment {
        if (capacity != null && capacity < 1) {
            throw new IllegalArgumentException("capacity: expected 1 or more, found " + capacity);
        }
    }

    /** A deployment to the usual color. */
    public Deployment(Environment environment, @Nullable Integer capacity, Policy policy) {
        this(environment, capacity, null, policy);
    }

    /** A deployment with every default. */
    public static Deployment of(Environment environment) {
        return new Deployment(environment, null, Policy.defaults());
    }

    /** The same with at least that many instances. */
    public Deployment withCapacity(int capacity) {
        return new Deployment(environment, capacity, to, policy);
    }

    /**
     * The same to a color that is named: where nobody serves it goes there, whatever color is recorded. Where a color
     * serves, only the other one is accepted.
     */
    public Deployment withTo(Color to) {
        return new Deployment(environment, capacity, to, policy);
    }

    /** The same with another fate for the old fleet. */
    public Deployment keepWarm(KeepWarm keepWarm) {
        return withPolicy(policy.withKeepWarm(keepWarm));
    }

    /** The same with another policy. */
    public Deployment withPolicy(Policy policy) {
        return new Deployment(environment, capacity, to, policy);
    }
}
