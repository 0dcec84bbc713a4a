package dev.verdigris.internal.world;

import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Alarm;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.report.Sighting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run saw last: kept as it was read, and told as a {@link Sighting} where somebody asks.
 *
 * @param blue the blue fleet; null as long as nobody has looked
 * @param green the green fleet; null as long as nobody has looked
 * @param traffic who gets requests, which may have been read at an earlier look; null if it never was
 * @param alarms the alarms that were read last
 */
public record Sighted(
        @Nullable Fleet blue,
        @Nullable Fleet green,
        @Nullable TrafficView traffic,
        Map<String, Alarm> alarms) {

    /** Nobody has looked yet. */
    public static final Sighted NOTHING = new Sighted(null, null, null, Map.of());

    Sighted fleets(Fleet seenBlue, Fleet seenGreen) {
        return new Sighted(seenBlue, seenGreen, traffic, alarms);
    }

    Sighted traffic(TrafficView seen) {
        return new Sighted(blue, green, seen, alarms);
    }

    Sighted alarms(Map<String, Alarm> read) {
        Map<String, Alarm> all = new TreeMap<>(alarms);
        all.putAll(read);
        return new Sighted(blue, green, traffic, all);
    }

    /** What was seen; null if nothing was. */
    public @Nullable Sighting sighting() {
        if (blue == null || green == null) {
            return null;
        }
        Map<String, Alarm.State> states = new TreeMap<>();
        alarms.forEach((name, alarm) -> states.put(name, alarm.state()));
        return Sighting.of(side(blue, Color.BLUE), side(green, Color.GREEN)).withAlarms(states);
    }

    private Sighting.Side side(Fleet fleet, Color color) {
        Sighting.Side side = Sighting.Side.of(fleet.size());
        TrafficView view = traffic;
        if (view == null) {
            return side.withInstances(instances(fleet, null));
        }
        return side.withInstances(instances(fleet, view.side(color))).withPercent(view.percent(color));
    }

    private static Map<InstanceId, Sighting.State> instances(Fleet fleet, TrafficView.@Nullable Side side) {
        Map<InstanceId, Sighting.State> states = new LinkedHashMap<>();
        for (Instance instance : fleet.instances()) {
            states.put(instance.id(), state(instance, side));
        }
        if (side != null) {
            side.draining().forEach(id -> states.putIfAbsent(id, Sighting.State.DRAINING));
        }
        return states;
    }

    private static Sighting.State state(Instance instance, TrafficView.@Nullable Side side) {
        return switch (instance.lifecycle()) {
            case PENDING -> Sighting.State.STARTING;
            case IN_SERVICE -> serving(instance.id(), side);
            case LEAVING ->
                side != null && side.draining().contains(instance.id())
                        ? Sighting.State.DRAINING
                        : Sighting.State.LEAVING;
            case STANDBY, RETAINED, WARMED, OTHER -> Sighting.State.OTHER;
        };
    }

    private static Sighting.State serving(InstanceId instance, TrafficView.@Nullable Side side) {
        if (side == null) {
            return Sighting.State.IN_SERVICE;
        }
        if (side.draining().contains(instance)) {
            return Sighting.State.DRAINING;
        }
        if (side.healthy().contains(instance)) {
            return Sighting.State.HEALTHY;
        }
        return side.routed().contains(instance) ? Sighting.State.UNHEALTHY : Sighting.State.IN_SERVICE;
    }
}
