package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a fleet that is kept warm is good for: how much of it a rollback could serve with at once.
 *
 * @param color its color
 * @param group its group
 * @param until until when it is kept warm; null if nothing but a command for it ends that
 * @param needed what a rollback needs, in the units of its group's size
 * @param ready what is ready for it, in the same units
 * @param healthy whether the load balancer finds that healthy; else it is in service, and nobody knows more
 * @param unit what these units are, in a word
 */
public record Warmth(
        Color color, GroupName group, @Nullable Instant until, int needed, int ready, boolean healthy, String unit) {

    /** The warmth of the fleet that is kept warm; null if none is. */
    public static @Nullable Warmth of(Snapshot snapshot) {
        KeptWarm warm = snapshot.keptWarm();
        if (warm == null) {
            return null;
        }
        Fleet fleet = snapshot.fleet(warm.color());
        Served served = snapshot.served();
        boolean checked = snapshot.traffic().checksIdle();
        return new Warmth(
                warm.color(),
                fleet.group(),
                warm.until(),
                served != null && served.color() == warm.color()
                        ? served.capacity()
                        : fleet.size().desired(),
                checked ? snapshot.view().side(warm.color()).capacity() : fleet.capacityInService(),
                checked,
                fleet.unit());
    }

    /** Whether a rollback could not serve with it at once. */
    public boolean cold() {
        return ready < needed;
    }

    /** What is wrong with it while it is {@link #cold}, in words. */
    public String sentence() {
        return group + " is kept warm for a rollback, which needs " + Words.count(needed, unit) + ", and has " + ready
                + (healthy ? " healthy" : " in service");
    }

    /** What to do while it is {@link #cold}. */
    public String remedy() {
        return "see what has become of the others; to go back before they are there again, rollback --scale-up starts them";
    }
}
