package dev.verdigris.internal.step;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.plan.WatchedAlarms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Alarm;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Bake.NoData;
import dev.verdigris.request.Bake.RedBefore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The watch over the alarms of a bake. One that is red ends it at once. One of which nothing can be told, because it cannot be
 * read, is not evaluated or is not there any more, ends it as well, in two consecutive polls.
 *
 * @param terms the switch
 * @param bake which alarms, and what is decided about them
 * @param step the id of the step that watches
 */
record AlarmWatch(Terms terms, Bake bake, String step) {
    private static final int LONGEST_REASON = 300;
    private static final String REMEDY = "see why it is, and deploy again once what it shows is fixed";

    /** The watch of a step; null if there is no alarm to watch. */
    static @Nullable AlarmWatch of(Terms terms, String step) {
        Bake bake = terms.bake();
        AlarmWatch watch = bake == null ? null : new AlarmWatch(terms, bake, step);
        return watch == null || watch.names().isEmpty() ? null : watch;
    }

    /** The names of those that are watched: what was red before is left out if that is to be ignored. */
    private List<String> names() {
        List<String> names = new ArrayList<>(WatchedAlarms.names(bake, terms.environment(), terms.to()));
        if (bake.redBefore() instanceof RedBefore.Ignore) {
            names.removeAll(terms.preimage().known().redBefore());
        }
        return names;
    }

    /** What it takes for the requests to go back, in words. */
    String sentence() {
        return (names().size() == 1 ? "the alarm " : "one of the alarms ") + Words.list(names()) + " is red"
                + (bake.noData() == NoData.GREEN ? " (without data it counts as green)" : "");
    }

    /**
     * Looks once.
     *
     * @param over whether the bake is, so that nothing can be waited for any more
     * @return null if no alarm stands in the way
     */
    @Nullable
    Progress look(Scene scene, boolean over) {
        Set<String> due = new LinkedHashSet<>(names());
        due.removeIf(name -> !over && toBeFixed(name));
        Map<String, Alarm> found;
        try {
            found = scene.alarms(due);
        } catch (PortException e) {
            return unclear(scene, "the alarms " + Words.list(due) + " could not be read: " + e.problem(), e.remedy());
        }
        for (Alarm alarm : found.values()) {
            Progress red = red(alarm, over);
            if (red != null) {
                return red;
            }
        }
        return unclear(scene, due, found);
    }

    /** Whether an alarm was red before, and this deployment is to make it green: it is asked about at the end alone. */
    private boolean toBeFixed(String name) {
        return bake.redBefore() instanceof RedBefore.Fix
                && terms.preimage().known().redBefore().contains(name);
    }

    private @Nullable Progress red(Alarm alarm, boolean over) {
        if (toBeFixed(alarm.name()) && WatchedAlarms.red(bake, alarm)) {
            return Progress.failed(
                    "expected this deployment to have made the alarm '" + alarm.name() + "' green, found that "
                            + shown(alarm),
                    "see why it is still red; a longer bake gives it more time");
        }
        if (alarm.state() == Alarm.State.INSUFFICIENT_DATA && bake.noData() == NoData.WAIT && over) {
            return Progress.failed(
                    "expected the alarm '" + alarm.name() + "' to have data at the end of the bake, found that "
                            + shown(alarm),
                    "see whether anything comes to what it watches; or say that it counts as green without data");
        }
        return alarm.unevaluated() == null && WatchedAlarms.red(bake, alarm)
                ? Progress.failed(
                        "expected the alarm '" + alarm.name() + "' to stay green, found that " + shown(alarm), REMEDY)
                : null;
    }

    private @Nullable Progress unclear(Scene scene, Set<String> due, Map<String, Alarm> found) {
        for (String name : due) {
            Alarm alarm = found.get(name);
            if (alarm == null) {
                return unclear(
                        scene,
                        "expected the alarm '" + name + "' to be there while it is watched, found none of that name",
                        "see who has deleted or renamed it");
            }
            if (alarm.unevaluated() != null) {
                return unclear(
                        scene,
                        "expected the alarm '" + name + "' to be evaluated, found that " + shown(alarm),
                        "see what keeps it from being evaluated");
            }
        }
        return null;
    }

    /** What cannot be told counts as red: looking once more is all that is waited for. */
    private Progress unclear(Scene scene, String problem, String remedy) {
        return scene.again(step + " alarms")
                ? Progress.failed(problem, remedy)
                : Progress.notYet(problem + "; looking once more", problem, remedy);
    }

    private static String shown(Alarm alarm) {
        return Words.shortened(alarm.toString(), LONGEST_REASON);
    }
}
