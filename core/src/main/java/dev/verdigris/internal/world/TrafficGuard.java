package dev.verdigris.internal.world;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks at every change that takes capacity away, at the moment it is made, and blocks those that take too much. */
final class TrafficGuard {

    private TrafficGuard() {}

    /**
     * Blocks when healthy targets would leave and less than the floor would remain. Targets that are not healthy serve
     * nobody, and may always leave.
     *
     * @param floor how much must remain, in the units of the groups' sizes
     */
    static void deregistering(Look look, Set<Target> leaving, int floor) {
        Set<InstanceId> instances = new HashSet<>();
        for (Target target : leaving) {
            instances.add(target.instance());
        }
        int healthyLeaving = 0;
        List<InstanceId> staying = new ArrayList<>();
        for (Color color : Color.values()) {
            for (InstanceId instance : look.targets().healthy(color)) {
                if (instances.contains(instance)) {
                    healthyLeaving++;
                } else {
                    staying.add(instance);
                }
            }
        }
        int remaining = look.capacity(staying);
        if (healthyLeaving > 0 && remaining < floor) {
            throw GuardedException.blocked(
                    "with " + Words.count(healthyLeaving, "healthy instance") + " leaving, " + remaining + remains(look)
                            + " would remain, and at least " + floor + " must",
                    "see why so few targets are healthy");
        }
    }

    private static String remains(Look look) {
        return look.blue().countsInstances()
                ? ""
                : " " + look.blue().unit() + (look.blue().unit().equals("MiB") ? "" : "s");
    }

    /**
     * Blocks when a fleet is to shrink while any of its instances is registered or still drains, or as long as only one
     * look says that none is.
     */
    static void shrinking(Look look, Color color, boolean steadily) {
        if (look.touchedByTraffic(color)) {
            throw GuardedException.blocked(
                    "the " + color + " fleet must not shrink while "
                            + look.targets().registered(color).size() + " of its targets are registered and "
                            + look.targets().draining(color).size() + " drain",
                    "see who registers them; deregister them unless they are to serve, and wait until they have drained");
        }
        if (!steadily) {
            throw GuardedException.notYet("the traffic guard looks once more before the " + color + " fleet shrinks");
        }
    }
}
