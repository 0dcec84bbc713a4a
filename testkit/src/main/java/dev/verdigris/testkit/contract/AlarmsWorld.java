package dev.verdigris.testkit.contract;

import dev.verdigris.model.Alarm;
import dev.verdigris.port.Alarms;
import java.util.List;

/** A world of alarms, and the means to change it. */
public interface AlarmsWorld {

    /** The port under test. */
    Alarms alarms();

    /** The types of alarms that there can be in this world, in words. */
    List<String> types();

    /** Makes an alarm of a type. */
    void make(String type, String name);

    /** Sets the state of an alarm, which is made first if it is not there. */
    void set(String name, Alarm.State state, String reason);
}
