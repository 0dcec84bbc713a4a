package dev.verdigris.port;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Alarm;
import java.util.Map;
import java.util.Set;

/** The alarms of CloudWatch, which a new fleet is watched by while it bakes. They are only read. */
public interface Alarms {

    /**
     * The alarms of some names, as they are now, by their names. One that is not there is missing from the answer. All
     * types are asked for: metric alarms, composite ones and those of logs.
     *
     * @throws PortException if any of them could not be read; never an answer with some of them left out
     */
    Map<String, Alarm> find(Set<String> names);
}
