package dev.verdigris.internal.traffic;

import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetHealth;
import java.util.List;
import java.util.Set;

/** The state of traffic that a strategy has observed at one moment. Only the strategy knows what is in it. */
public interface TrafficState {

    /** The route that traffic takes. */
    Route route();

    /** The view of who gets requests. */
    TrafficView view();

    /** The targets of a color that have not been deregistered, healthy or not, whether or not requests are sent to them. */
    List<TargetHealth> registered(Color color);

    /** The targets among which requests are shared once a color gets all of them: its own, and those of neither color. */
    List<TargetHealth> alone(Color color);

    /** The instances of a color that nobody but us deregisters, so that they do not drain before they end; none by default. */
    default Set<InstanceId> undrained(Color color) {
        return Set.of();
    }

    /** Whether the load balancer checks the health of a color that gets no requests; by default it does not know it. */
    default boolean checksIdle() {
        return false;
    }

    /** The standing of each place of a color that requests are sent to, in words; empty if they are sent to none. */
    List<String> standing(Color color);

    /** The routes that send requests by weight, in the order in which they are written; empty if there are none. */
    List<WeighedRoute> routes();
}
