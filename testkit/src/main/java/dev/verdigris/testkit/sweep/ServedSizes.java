package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import java.util.EnumMap;
import java.util.Map;

/**
 * What each color served with when a deployment or a rollback last took it out of traffic: what is enough for a rollback to
 * it.
 */
final class ServedSizes {
    private final Map<Color, Size> served = new EnumMap<>(Color.class);

    /**
     * The size that a fleet served with.
     *
     * @param least when it was taken out of traffic
     * @param most that, or when it was planned to be, or as it really was then
     */
    record Size(int least, int most) {}

    /** A deployment or a rollback takes a color out of traffic. */
    void takenOut(Color color, Sent by) {
        int size = by.view().desired(color);
        int planned = Math.max(by.began().desired(color), by.world().side(color).desired());
        served.put(color, new Size(size, Math.max(size, planned)));
    }

    /**
     * How much is enough for a rollback to a color: what it was asked for, or what served before; where nobody saw that,
     * what the fleet that it leaves was meant to have when it began.
     */
    Size enough(Color to, Sent rollback) {
        Integer asked = rollback.inProgress().capacity();
        int left = rollback.began().desired(to.other());
        return asked != null ? new Size(asked, asked) : served.getOrDefault(to, new Size(left, left));
    }
}
