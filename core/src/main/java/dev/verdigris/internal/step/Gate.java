package dev.verdigris.internal.step;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What must be so before the old color may leave: enough of the new one is healthy, and steadily. */
final class Gate {

    /** Reasons that no waiting cures. */
    private static final Set<String> INCURABLE =
            Set.of("Target.NotInUse", "Target.IpUnusable", "Target.HealthCheckDisabled");

    private Gate() {}

    static Progress of(Terms terms, Scene scene) {
        int needed = terms.needed(scene);
        int steady = scene.steadilyHealthy(terms.to());
        if (steady >= needed) {
            return Progress.done();
        }
        Set<InstanceId> healthy = scene.look().targets().healthy(terms.to());
        List<TargetHealth> unwell = new ArrayList<>();
        for (TargetHealth target : scene.look().targets().registered(terms.to())) {
            if (target.reason() != null && INCURABLE.contains(target.reason())) {
                return Progress.failed(
                        "expected the members of " + terms.toGroup() + " to become healthy, found " + target,
                        "see to it that a listener uses " + terms.targetGroup()
                                + " and checks the health of its targets");
            }
            if (!target.healthy()) {
                unwell.add(target);
            }
        }
        int well = 0;
        for (InstanceId member : scene.servable(terms.to())) {
            well += healthy.contains(member) ? 1 : 0;
        }
        String reasons = unwell.isEmpty() ? "" : ": " + Words.list(unwell);
        return Progress.notYet(
                well + " of " + needed + " healthy"
                        + (well >= needed ? ", " + steady + " at two looks in a row" : reasons),
                well >= needed
                        ? "only " + steady + " of " + needed + " stayed healthy at two looks in a row"
                        : "only " + well + " of " + needed + " became healthy" + reasons,
                "see why the health checks of " + terms.targetGroup() + " fail on them");
    }
}
