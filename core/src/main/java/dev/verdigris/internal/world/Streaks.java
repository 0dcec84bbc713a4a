package dev.verdigris.internal.world;

import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The number of polls in a row that have found something so: one look may be older than our own last change. */
final class Streaks {

    /** The number of consecutive polls that must find something before it counts. */
    private static final int STEADY = 2;

    private final Map<InstanceId, Integer> healthy = new HashMap<>();
    private final Map<Color, Integer> unreached = new EnumMap<>(Color.class);
    private final Map<Color, Integer> outOfRotation = new EnumMap<>(Color.class);
    private final Set<Color> leaving = new HashSet<>();
    /** The number of the poll that last found something, by what it found. */
    private final Map<String, Integer> found = new HashMap<>();

    private int polls;

    /** Takes in a look; only the first since time has passed counts as another one in a row. */
    void saw(TrafficView traffic, boolean another) {
        for (Color color : Color.values()) {
            streak(unreached, color, !traffic.reaches(color), another);
            streak(outOfRotation, color, !traffic.inRotation(color), another);
        }
        if (another) {
            polls++;
            Set<InstanceId> blue = traffic.blue().healthy();
            Set<InstanceId> green = traffic.green().healthy();
            healthy.keySet().removeIf(instance -> !blue.contains(instance) && !green.contains(instance));
            blue.forEach(instance -> healthy.merge(instance, 1, Integer::sum));
            green.forEach(instance -> healthy.merge(instance, 1, Integer::sum));
        }
    }

    private static void streak(Map<Color, Integer> looks, Color color, boolean so, boolean another) {
        int before = looks.getOrDefault(color, 0);
        looks.put(color, !so ? 0 : another ? before + 1 : before);
    }

    /** Notes that traffic is about to be changed: what was seen so far of a color that comes or goes says nothing any more. */
    void moves(Look look, TrafficView after) {
        TrafficView before = look.traffic();
        for (Color color : Color.values()) {
            if (!before.side(color).routed().containsAll(after.side(color).routed())) {
                unreached.put(color, 0);
                outOfRotation.put(color, 0);
            }
            if (before.reaches(color) && !after.reaches(color)) {
                leaving.clear();
                leaving.add(color);
                healthy.keySet().removeIf(instance -> look.members().color(instance) == color);
            }
        }
    }

    /** Whether look after look has found an instance healthy. */
    boolean steady(InstanceId instance) {
        return healthy.getOrDefault(instance, 0) >= STEADY;
    }

    /** This poll has found something. Whether the one before it had found the same. */
    boolean again(String finding) {
        Integer before = found.put(finding, polls);
        return before != null && before == polls - 1;
    }

    /** Whether look after look has found that no requests are sent to a color. */
    boolean unreached(Color color) {
        return unreached.getOrDefault(color, 0) >= STEADY;
    }

    /** Whether look after look has found that a color neither gets requests nor finishes any. */
    boolean outOfRotation(Color color) {
        return outOfRotation.getOrDefault(color, 0) >= STEADY;
    }

    /** Whether the last change took a color out of traffic. */
    boolean leaving(Color color) {
        return leaving.contains(color);
    }
}
