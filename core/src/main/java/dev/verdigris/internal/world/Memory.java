package dev.verdigris.internal.world;

import dev.verdigris.model.Color;
import java.util.Map;

/**
 * What an earlier run of the same deployment is known to have held and seen.
 *
 * @param pins the minimums that it held the fleets at, as far as is known
 * @param floor the highest number of healthy instances of the live color that it saw, as far as is known
 */
public record Memory(Map<Color, Integer> pins, int floor) {

    /** Copies the pins. */
    public Memory {
        pins = Map.copyOf(pins);
    }
}
