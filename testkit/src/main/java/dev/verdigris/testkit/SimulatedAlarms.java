package dev.verdigris.testkit;

import dev.verdigris.model.Alarm;
import dev.verdigris.port.Alarms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The alarms of a simulated cloud, of whatever type: metric alarms, composite ones and those of logs are read alike. Reads
 * show them as they are.
 */
public final class SimulatedAlarms {
    private final World world;
    private final SimulatedCloud cloud;
    private final Map<String, SimulatedAlarm> alarms = new LinkedHashMap<>();

    SimulatedAlarms(World world, SimulatedCloud cloud) {
        this.world = world;
        this.cloud = cloud;
    }

    /**
     * Somebody makes an alarm, which is green.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public SimulatedAlarm create(String name) {
        SimulatedAlarm alarm = new SimulatedAlarm(name, world, cloud);
        if (alarms.putIfAbsent(name, alarm) != null) {
            throw new IllegalArgumentException("alarm: expected a new name, found '" + name + "' taken");
        }
        return alarm;
    }

    /**
     * The alarm of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SimulatedAlarm get(String name) {
        return Lookup.required("alarm", alarms.get(name), name, alarms.keySet().toString());
    }

    /** All alarms, in the order they were made. */
    public List<SimulatedAlarm> all() {
        return List.copyOf(alarms.values());
    }

    /** Somebody deletes an alarm; one that is not there changes nothing. */
    public void delete(String name) {
        alarms.remove(name);
    }

    Alarms port(Seam seam) {
        return names -> seam.read(Operations.DESCRIBE_ALARMS, names, () -> {
            Map<String, Alarm> found = new LinkedHashMap<>();
            for (String name : names) {
                SimulatedAlarm alarm = alarms.get(name);
                if (alarm != null) {
                    found.put(name, alarm.shown());
                }
            }
            return found;
        });
    }
}
