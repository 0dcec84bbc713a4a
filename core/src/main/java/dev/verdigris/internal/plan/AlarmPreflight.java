package dev.verdigris.internal.plan;

import dev.verdigris.model.Alarm;
import dev.verdigris.request.Bake;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the alarms that are to be watched are there, and green before anything is changed. */
final class AlarmPreflight {

    private AlarmPreflight() {}

    static void check(Survey survey, Terms terms) {
        Bake bake = terms.bake();
        ObservedAlarms observed = survey.snapshot.alarms();
        if (bake == null || bake.alarms().isEmpty() || observed == null) {
            return;
        }
        if (!observed.readable()) {
            survey.add(List.of(WatchedAlarms.NO_PORT));
            return;
        }
        for (String name : WatchedAlarms.names(bake, survey.environment, terms.to())) {
            check(survey, bake, name, observed.found().get(name));
        }
    }

    private static void check(Survey survey, Bake bake, String name, @Nullable Alarm alarm) {
        if (alarm == null) {
            survey.find(
                    "expected an alarm '" + name + "' to watch, found none of that name",
                    "see that its name is right, and that it is in the region and the account of the fleets");
        } else if (WatchedAlarms.red(bake, alarm)) {
            red(survey, bake, alarm);
        }
    }

    private static void red(Survey survey, Bake bake, Alarm alarm) {
        String found =
                "expected the alarm '" + alarm.name() + "' to be green before anything is changed, found that " + alarm;
        if (bake.redBefore() instanceof Bake.RedBefore.Ignore) {
            survey.warn(found, "it is not watched");
        } else if (bake.redBefore() instanceof Bake.RedBefore.Fix fix) {
            survey.warn(found, "it must be green at the end of the bake: " + fix.reason());
        } else {
            survey.find(
                    found,
                    "wait until it is; or ignore what is red before, or deploy what is to make it green, with a"
                            + " reason");
        }
    }
}
