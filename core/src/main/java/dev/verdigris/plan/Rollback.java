package dev.verdigris.plan;

import dev.verdigris.model.Environment;
import dev.verdigris.policy.Policy;

/**
 * The wish to go back to the other fleet and the instances it still has.
 *
 * @param environment the environment
 * @param scaleUp whether to start instances there if it has too few; they run whatever its launch template says now
 * @param policy how to behave where there is a choice
 */
public record Rollback(Environment environment, boolean scaleUp, Policy policy) implements Request {

    /** A rollback with every default: only to instances that are there. */
    public static Rollback of(Environment environment) {
        return new Rollback(environment, false, Policy.defaults());
    }

    /** The same, starting instances if there are too few. */
    public Rollback scalingUp() {
        return new Rollback(environment, true, policy);
    }

    /** The same with another policy. */
    public Rollback withPolicy(Policy policy) {
        return new Rollback(environment, scaleUp, policy);
    }
}
