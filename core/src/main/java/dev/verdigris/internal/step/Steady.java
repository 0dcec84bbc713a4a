package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.GroupName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The watch over a new fleet that gets a part of the requests, or all of them, for a time: it must stay healthy enough for
 * its part.
 *
 * @param terms the switch
 * @param percent its part of the requests
 * @param step the id of the step that watches
 */
record Steady(Terms terms, int percent, String step) {

    /** What the part needs by the plan. Where the live fleet has grown since, the new one is given the time to follow. */
    private int expected() {
        return Need.part(Need.least(terms, terms.expected()), percent);
    }

    /** What it takes for the requests to go back, in words, alarms included. */
    String sentence(@Nullable AlarmWatch alarms) {
        GroupName group = terms.toGroup();
        return "as soon as fewer than " + terms.share(expected()) + " of " + group
                + " are healthy in two consecutive polls, "
                + (alarms == null ? "" : "or " + alarms.sentence() + ", ") + "all requests go back"
                + (terms.from() == null ? "" : " to " + terms.fromGroup());
    }

    /** The fall of the new fleet below what it needs; null if it is healthy enough. */
    @Nullable
    Progress fallen(Scene scene) {
        int all = Need.least(terms, Need.now(terms, scene));
        int needed = Math.min(expected(), Need.part(all, percent));
        int well = scene.well(terms.to());
        if (well >= needed) {
            return null;
        }
        String problem = "expected " + terms.share(needed) + " of " + terms.toGroup() + " to stay healthy at " + percent
                + " % of the requests, found " + well;
        String remedy = "see why the health checks of " + terms.route().name() + " fail on the others";
        return scene.again(step)
                ? Progress.failed(problem, remedy)
                : Progress.notYet(
                        "only " + well + " of " + terms.share(needed) + " healthy; looking once more", problem, remedy);
    }

    /** The wait for the rest of a time that is counted since the step was reached; done if it has passed. */
    Progress rest(Scene scene, Duration time) {
        Duration left = time.minus(scene.since(step));
        return left.isZero() || left.isNegative()
                ? Progress.done()
                : Progress.notYet(
                        percent + " % for another " + Words.duration(rounded(left)),
                        "resume, which goes on with its time");
    }

    /** Up to the next minute, and at the end to the next ten seconds, so that a long bake does not say much. */
    private static Duration rounded(Duration left) {
        long grain = left.compareTo(Duration.ofMinutes(1)) > 0 ? 60 : 10;
        long seconds = left.plusSeconds(grain).minusNanos(1).toSeconds();
        return Duration.ofSeconds(seconds / grain * grain);
    }
}
