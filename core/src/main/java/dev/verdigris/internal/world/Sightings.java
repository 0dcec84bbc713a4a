package dev.verdigris.internal.world;

import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sightings of a deployment: what it has seen and written so far, and what follows. What is lost with the process
 * is safe to lose.
 */
final class Sightings {

    /**
     * The number of consecutive polls that must find something before it counts: one may be older than our own last
     * change.
     */
    private static final int STEADY = 2;

    private final Course course;
    private final Map<InstanceId, Color> colors = new HashMap<>();
    private final Map<InstanceId, Integer> streaks = new HashMap<>();
    private final Map<Color, Integer> unregistered = new EnumMap<>(Color.class);
    private final Map<Color, Integer> untouched = new EnumMap<>(Color.class);
    private final Set<InstanceId> preExisting = new HashSet<>();
    private final Set<Target> unrecognized = new HashSet<>();
    private final Map<Color, Integer> pins = new EnumMap<>(Color.class);
    /** A write that failed may have taken effect or not, so each minimum that was ever sent counts as ours. */
    private final Map<Color, Set<Integer>> held = new EnumMap<>(Color.class);

    private final Set<Color> leaving = new HashSet<>();
    private final boolean continued;
    private int floor;
    private @Nullable Long bothBegan;
    private long bothEnded;
    private boolean bothOver;

    Sightings(Course course, @Nullable Memory memory) {
        this.course = course;
        this.continued = memory != null;
        if (memory != null) {
            memory.pins().forEach(this::pinned);
            floor = memory.floor();
        }
    }

    /** Remembers whose color each member has, so that an instance keeps it after it has left its group. */
    void members(Fleet fleet, Color color) {
        for (Instance instance : fleet.instances()) {
            colors.put(instance.id(), color);
        }
        if (continued && fleet.size().min() == fleet.size().desired()) {
            held(color, fleet.size().min());
        }
    }

    private void held(Color color, int min) {
        held.computeIfAbsent(color, any -> new HashSet<>()).add(min);
    }

    /** The membership of instances: whose each is or was, and what it counts for now. */
    Membership membership(Fleet blue, Fleet green) {
        return Membership.of(colors, blue, green);
    }

    /** Takes in a look; only the first since time has passed counts as another one in a row. */
    void saw(Look look, long nanoTime, boolean another) {
        Color from = course.from();
        Color to = course.to();
        if (from != null) {
            floor = Math.max(floor, look.healthyCapacity(from));
        }
        for (Color color : Color.values()) {
            streak(unregistered, color, !look.traffic().reaches(color), another);
            streak(untouched, color, !look.traffic().inRotation(color), another);
        }
        if (another) {
            Set<InstanceId> blue = look.healthy(Color.BLUE);
            Set<InstanceId> green = look.healthy(Color.GREEN);
            streaks.keySet().removeIf(instance -> !blue.contains(instance) && !green.contains(instance));
            blue.forEach(instance -> streaks.merge(instance, 1, Integer::sum));
            green.forEach(instance -> streaks.merge(instance, 1, Integer::sum));
        }
        if (from != null && to != null && !bothOver) {
            boolean both = answers(look, from) && answers(look, to);
            if (both && bothBegan == null) {
                bothBegan = nanoTime;
            }
            if (bothBegan != null) {
                bothEnded = nanoTime;
                bothOver = !both;
            }
        }
    }

    private static void streak(Map<Color, Integer> looks, Color color, boolean so, boolean another) {
        int before = looks.getOrDefault(color, 0);
        looks.put(color, !so ? 0 : another ? before + 1 : before);
    }

    /** Traffic is about to be changed. What was seen so far of a color that comes or goes says nothing any more. */
    void moves(TrafficView before, TrafficView after) {
        for (Color color : Color.values()) {
            if (!before.side(color).routed().containsAll(after.side(color).routed())) {
                unregistered.put(color, 0);
                untouched.put(color, 0);
            }
            if (before.reaches(color) && !after.reaches(color)) {
                leaves(color);
            }
        }
    }

    /** Whether look after look has found nothing of a color registered. */
    boolean out(Color color) {
        return unregistered.getOrDefault(color, 0) >= STEADY;
    }

    /** Whether look after look has found nothing of a color registered or draining. */
    boolean untouched(Color color) {
        return untouched.getOrDefault(color, 0) >= STEADY;
    }

    /** Whether an earlier run of the same deployment came before this one. */
    boolean continued() {
        return continued;
    }

    /** The targets of neither color that were not seen before. */
    List<Target> newUnrecognized(Look look) {
        List<Target> unseen = new ArrayList<>();
        for (Target target : look.traffic().unrecognized()) {
            if (unrecognized.add(target)) {
                unseen.add(target);
            }
        }
        return unseen;
    }

    private static boolean answers(Look look, Color color) {
        TrafficView.Side side = look.traffic().side(color);
        return !side.healthy().isEmpty() || !side.draining().isEmpty();
    }

    /** The highest healthy capacity of the live color seen since the deployment began. */
    int floor() {
        return floor;
    }

    /**
     * The healthy capacity that must remain: as much as the live color had at most, but no more than its fleet is meant
     * to have now. A fleet that was scaled in before it was pinned would otherwise never be enough again. Nor more than
     * is enough for a rollback.
     */
    int floor(Look now) {
        Color from = course.from();
        return from == null
                ? floor
                : Math.min(
                        course.enough(), Math.min(floor, now.fleet(from).size().desired()));
    }

    boolean steady(InstanceId instance) {
        return streaks.getOrDefault(instance, 0) >= STEADY;
    }

    /** Notes members that are older than this deployment, and never to be served by it. */
    void preExisting(List<Instance> instances) {
        for (Instance instance : instances) {
            preExisting.add(instance.id());
        }
    }

    boolean preExisting(InstanceId instance) {
        return preExisting.contains(instance);
    }

    void pinned(Color color, int min) {
        pins.put(color, min);
        held(color, min);
    }

    /** The minimums that this deployment last wrote to hold the fleets' sizes, as far as is known. */
    Map<Color, Integer> pins() {
        return pins;
    }

    /** Whether this deployment may have held a fleet at its size. */
    boolean mayHold(Color color) {
        return continued || pins.containsKey(color);
    }

    /**
     * Whether a fleet's minimum is what this deployment holds it at. An earlier run may have followed the fleet's size
     * after it was last in the deployment state: then the minimum was its size at some look, or lies between what was
     * planned and its size.
     */
    boolean holds(Color color, GroupSize now, int planned) {
        if (held.getOrDefault(color, Set.of()).contains(now.min())) {
            return true;
        }
        return continued && planned <= now.min() && now.min() <= now.desired();
    }

    /** From now on the color is being taken out of traffic, the other one not. */
    private void leaves(Color color) {
        leaving.clear();
        leaving.add(color);
        streaks.keySet().removeIf(instance -> colors.get(instance) == color);
    }

    boolean leaving(Color color) {
        return leaving.contains(color);
    }

    Duration bothServed() {
        return bothBegan == null ? Duration.ZERO : Duration.ofNanos(bothEnded - bothBegan);
    }
}
