package dev.verdigris.internal.world;

import dev.verdigris.model.Color;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The memory of an earlier run of the same deployment: what it is known to have held and seen.
 *
 * @param pins the minimums that it held the fleets at, as far as is known
 * @param floor the highest healthy capacity of the live color that it saw, as far as is known
 * @param served the size that the fleet of the color that leaves was meant to have when it saw traffic reach that last;
 *     null if that is not known
 * @param shifted whether it may have deregistered something
 * @param since when a step that takes its time was reached, by the id of that step; empty if none was
 */
public record Memory(
        Map<Color, Integer> pins, int floor, @Nullable Integer served, boolean shifted, Map<String, Instant> since) {

    /** The memory of a run that has deregistered nothing. */
    public Memory(Map<Color, Integer> pins, int floor) {
        this(pins, floor, null, false, Map.of());
    }

    /** Copies the maps. */
    public Memory {
        pins = Map.copyOf(pins);
        since = Map.copyOf(since);
    }
}
