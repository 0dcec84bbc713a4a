package dev.verdigris.internal.plan;

import dev.verdigris.model.Alarm;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Bake.NoData;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The alarms that a bake watches, by the names that CloudWatch knows them by. */
public final class WatchedAlarms {

    /** The refusal of alarms that nothing could read. */
    public static final Finding NO_PORT = new Finding(
            "expected a port to read the alarms by that are to be watched, found none",
            "give the cloud its alarms: Cloud.Builder.alarms");

    private WatchedAlarms() {}

    /** The names of those that are watched while traffic goes to a color. */
    public static List<String> names(Bake bake, Environment environment, Color to) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : bake.alarms()) {
            names.add(name.replace("{color}", to.label()).replace("{environment}", environment.name()));
        }
        return List.copyOf(names);
    }

    /** The names of those that may be watched, whichever color traffic goes to. */
    public static Set<String> names(Bake bake, Environment environment) {
        Set<String> names = new LinkedHashSet<>();
        for (Color color : Color.values()) {
            names.addAll(names(bake, environment, color));
        }
        return names;
    }

    /** Whether an alarm is red, whatever is decided about it: it says so, it is not evaluated, or it must have data. */
    public static boolean red(Bake bake, Alarm alarm) {
        return alarm.state() == Alarm.State.ALARM
                || alarm.unevaluated() != null
                || (alarm.state() == Alarm.State.INSUFFICIENT_DATA && bake.noData() == NoData.RED);
    }

    /** Those that are red in a world before anything is changed, in order; empty if nobody has asked. */
    static List<String> redBefore(@Nullable Bake bake, Environment environment, Color to, Snapshot snapshot) {
        List<String> red = new ArrayList<>();
        ObservedAlarms observed = snapshot.alarms();
        if (bake != null && observed != null) {
            for (String name : names(bake, environment, to)) {
                Alarm alarm = observed.found().get(name);
                if (alarm != null && red(bake, alarm)) {
                    red.add(name);
                }
            }
        }
        return red;
    }
}
