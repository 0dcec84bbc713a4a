package dev.verdigris.internal.traffic;

import dev.verdigris.model.Color;
import dev.verdigris.model.TargetGroup;
import java.time.Duration;
import java.util.List;

/**
 * The route that the traffic of an environment takes, as a plan fixes it: its strategy's part of the preimage. Only the
 * strategy knows what is in it; two are equal if they are the same.
 */
public interface Route {

    /** The name of the route, as people know it. */
    String name();

    /** The target group in which the load balancer checks the health of a color. */
    TargetGroup group(Color color);

    /** The time for which an instance that gets no more requests may finish those that it has. */
    Duration drain();

    /** The differences from another route of the same strategy, in words; empty if they are equal. */
    List<String> differences(Route now);
}
