package dev.verdigris.internal.world;

import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;

/**
 * A strategy's eyes during one performance: they read traffic for each look, and may remember what they have seen. Only
 * the strategy knows what else they are.
 */
@FunctionalInterface
public interface TrafficReader {

    /**
     * Reads traffic as it is.
     *
     * @param blue the blue fleet, read just before
     * @param green the green fleet, read just before
     * @param members whose an instance is or was
     */
    TrafficState read(Fleet blue, Fleet green, Membership members);

    /**
     * Takes a new instance out that is to end, where nobody else has it drain before it does. It may have become well a moment
     * ago, and get requests.
     *
     * @return whether it has none left to finish
     */
    default boolean takesOut(Scene scene, Color color, InstanceId instance) {
        return true;
    }
}
