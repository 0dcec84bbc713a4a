package dev.verdigris.internal.world;

import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** When this run last took instances of a color out of traffic. What an earlier run did is not known. */
public final class Departures {
    private final TimeSource time;
    private final Map<Color, Long> last = new EnumMap<>(Color.class);

    Departures(TimeSource time) {
        this.time = time;
    }

    /** Takes in a change of traffic that was just sent. */
    void sent(TrafficView before, TrafficView after) {
        for (Color color : Color.values()) {
            if (!after.side(color).routed().containsAll(before.side(color).routed())) {
                last.put(color, time.nanoTime());
            }
        }
    }

    /**
     * The time until all that was taken out of a color has left, if that takes so long; zero if it is over, or if this run has
     * taken nothing out.
     *
     * @param drain how long it takes
     */
    public Duration left(Color color, Duration drain) {
        Long gone = last.get(color);
        Duration left = gone == null ? Duration.ZERO : drain.minusNanos(time.nanoTime() - gone);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
