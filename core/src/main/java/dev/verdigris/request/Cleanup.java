package dev.verdigris.request;

import dev.verdigris.model.Environment;

/**
 * The wish to scale the idle fleet to zero: to scale it to zero.
 *
 * @param environment the environment
 * @param policy how to behave where there is a choice
 */
public record Cleanup(Environment environment, Policy policy) implements Request {

    /** A cleanup with every default. */
    public static Cleanup of(Environment environment) {
        return new Cleanup(environment, Policy.defaults());
    }

    /** The same with another policy. */
    public Cleanup withPolicy(Policy policy) {
        return new Cleanup(environment, policy);
    }
}
