package dev.verdigris.internal.world;

import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import java.time.Instant;
import java.util.List;
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
 * @param replaced the new instances that it may have replaced
 * @param since when a step that takes its time was reached, by the id of that step; empty if none was
 */
public record Memory(
        Map<Color, Integer> pins,
        int floor,
        @Nullable Integer served,
        boolean shifted,
        List<InstanceId> replaced,
        Map<String, Instant> since) {

    /** The memory of a run that has deregistered nothing. */
    public Memory(Map<Color, Integer> pins, int floor) {
        this(pins, floor, null, false, List.of(), Map.of());
    }

    /** Copies the collections. */
    public Memory {
        pins = Map.copyOf(pins);
        replaced = List.copyOf(replaced);
        since = Map.copyOf(since);
    }
}
