package dev.verdigris.internal.plan;

import dev.verdigris.model.Alarm;
import java.util.Map;

/**
 * The alarms that a bake may watch, as they were observed.
 *
 * @param readable whether there is a port to read them by
 * @param found those that are there, by name
 */
public record ObservedAlarms(boolean readable, Map<String, Alarm> found) {

    /** Copies the map. */
    public ObservedAlarms {
        found = Map.copyOf(found);
    }
}
