package dev.verdigris.internal.world;

import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import org.jspecify.annotations.Nullable;

/** The healthy capacity that must remain. */
final class Floor {
    private final Course course;
    private int seen;

    /** @param memory what an earlier run of the same deployment saw; null if there was none */
    Floor(Course course, @Nullable Memory memory) {
        this.course = course;
        this.seen = memory == null ? 0 : memory.floor();
    }

    /** Takes in a look. */
    void saw(Look look) {
        Color from = course.from();
        if (from != null) {
            seen = Math.max(seen, look.healthyCapacity(from));
        }
    }

    /** The highest healthy capacity of the live color seen since the deployment began. */
    int seen() {
        return seen;
    }

    /**
     * The capacity that a change must leave: as much as the live color had at most, but no more than its fleet is meant to
     * have now. A fleet that was scaled in before it was pinned would otherwise never be enough again. Nor more than is
     * enough for a rollback or a shutdown, as long as that goes forward: on its way back, the color that it goes back to needs all
     * it had. One healthy instance is left in any case: where the live color had none, or is meant to have none by now, the last
     * one of the color that has taken its place may not leave, either.
     */
    int under(TrafficView after, Look look) {
        Color from = course.from();
        if (from == null) {
            return seen;
        }
        int most = Math.max(1, Math.min(seen, look.fleet(from).size().desired()));
        return takesFromTheNew(look.traffic(), after) ? most : course.enough().of(most);
    }

    private boolean takesFromTheNew(TrafficView before, TrafficView after) {
        Color to = course.to();
        return to != null
                && !after.side(to).serving().containsAll(before.side(to).serving());
    }
}
