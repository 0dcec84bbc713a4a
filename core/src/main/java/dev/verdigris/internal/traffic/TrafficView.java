package dev.verdigris.internal.traffic;

import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The view of who gets requests: the one reading of traffic that preflight, guard, gate, status and reconcile share, in
 * the same words for every strategy.
 *
 * @param blue the blue side
 * @param green the green side
 * @param unrecognized what gets requests and belongs to neither color
 */
public record TrafficView(Side blue, Side green, List<Target> unrecognized) {

    /** Copies the list. */
    public TrafficView {
        unrecognized = List.copyOf(unrecognized);
    }

    /**
     * One color's part of traffic.
     *
     * @param share its part of the requests, in proportion to the other color's: the weight that a rule gives it, or,
     *     where both colors share a target group, its healthy capacity; 0 if it gets none
     * @param capacity what its healthy instances count for, in the units of its group's size
     * @param routed its instances that requests are sent to
     * @param healthy its instances that the load balancer finds healthy
     * @param draining its instances that finish the requests that they have, and get no more
     */
    public record Side(
            int share, int capacity, Set<InstanceId> routed, Set<InstanceId> healthy, Set<InstanceId> draining) {

        /** The instances that serve: requests are sent to them, and they are healthy. */
        public Set<InstanceId> serving() {
            if (routed.containsAll(healthy)) {
                return healthy;
            }
            Set<InstanceId> serving = new HashSet<>(healthy);
            serving.retainAll(routed);
            return serving;
        }
    }

    /** The colors that traffic reaches. */
    public sealed interface Active {

        /**
         * One color, and no other.
         *
         * @param color that color
         */
        record One(Color color) implements Active {}

        /** Both colors. */
        record Both() implements Active {}

        /** Neither color. */
        record None() implements Active {}
    }

    /** The side of a color. */
    public Side side(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /** The colors that traffic reaches, healthy or not. */
    public Active active() {
        boolean toBlue = reaches(Color.BLUE);
        if (toBlue && reaches(Color.GREEN)) {
            return new Active.Both();
        }
        if (toBlue) {
            return new Active.One(Color.BLUE);
        }
        return reaches(Color.GREEN) ? new Active.One(Color.GREEN) : new Active.None();
    }

    /** Whether requests are sent to any instance of a color. */
    public boolean reaches(Color color) {
        return !side(color).routed.isEmpty();
    }

    /** Whether any instance of a color gets requests, or still finishes some: its fleet may not shrink. */
    public boolean inRotation(Color color) {
        return reaches(color) || !side(color).draining.isEmpty();
    }

    /**
     * The units that the healthy instances of a color count for. Where instances have weights a group overshoots its
     * size, by less than the weight of one instance: what is above its size does not count, or two groups would follow
     * each other up.
     *
     * @param fleet the fleet of that color
     */
    public int healthyCapacity(Color color, Fleet fleet) {
        int healthy = side(color).capacity;
        return fleet.countsInstances()
                ? healthy
                : Math.min(healthy, fleet.size().desired());
    }

    /** The part of the requests that a color gets, in percent, rounded down; 0 for both where nobody serves. */
    public int percent(Color color) {
        return shares() == 0 ? 0 : (int) (side(color).share * 100L / shares());
    }

    /** The capacity that is healthy and gets requests, of both colors. */
    public int capacity() {
        return (blue.share > 0 ? blue.capacity : 0) + (green.share > 0 ? green.capacity : 0);
    }

    /**
     * Whether each color is healthy enough for its part of the requests, where all of them need so much: a color that
     * gets a tenth of them needs a tenth of the floor. Where both share a target group their parts are their
     * capacities, so that it is their sum that must reach the floor.
     *
     * @param floor how much healthy capacity all requests need
     */
    public boolean carries(int floor) {
        long shares = shares();
        if (shares == 0) {
            return floor <= 0;
        }
        return blue.capacity * shares >= (long) floor * blue.share
                && green.capacity * shares >= (long) floor * green.share;
    }

    /**
     * Whether it takes something away from what served before: an instance, or, by a greater part, the room of a color. A
     * part that comes from a color with nobody healthy takes nothing: its requests fail already.
     */
    public boolean takesFrom(TrafficView before) {
        return takesFrom(before, Color.BLUE) || takesFrom(before, Color.GREEN);
    }

    private boolean takesFrom(TrafficView before, Color color) {
        boolean more = side(color).share * before.shares() > before.side(color).share * shares();
        return !side(color).serving().containsAll(before.side(color).serving())
                || (more && before.side(color.other()).capacity > 0);
    }

    private long shares() {
        return (long) blue.share + green.share;
    }
}
