package dev.verdigris.testkit.contract;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A world of a contract in which listeners and rules can be arranged too. Its target groups are of instances. */
public interface ForwardingWorld extends ContractWorld {

    /** The name of the load balancer on which listeners and rules are arranged. */
    String loadBalancer();

    /**
     * Creates a listener whose default action forwards.
     *
     * @param weights the weights of target groups by their names, in order; they were made before, and not in use
     * @param stickiness for how long clients are kept; null if they are not
     */
    void listener(int port, Map<String, Integer> weights, @Nullable Duration stickiness);

    /**
     * Adds a rule to a listener that forwards.
     *
     * @param priority 1 to 50,000
     * @param pathPattern its only condition
     */
    void rule(int port, int priority, String pathPattern, Map<String, Integer> weights, @Nullable Duration stickiness);
}
