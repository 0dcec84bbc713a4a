package dev.verdigris.internal.world;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import java.util.HashSet;
import java.util.Set;

/** Looks at every change that takes capacity away, at the moment it is made, and objects to those that take too much. */
final class TrafficGuard {

    private TrafficGuard() {}

    /**
     * Objects when healthy targets would leave and fewer than the floor would remain. Targets that are not healthy serve
     * nobody, and may always leave.
     */
    static void deregistering(Look look, Set<Target> leaving, int floor) {
        Set<InstanceId> instances = new HashSet<>();
        for (Target target : leaving) {
            instances.add(target.instance());
        }
        int healthyLeaving = 0;
        int remaining = 0;
        for (Color color : Color.values()) {
            for (InstanceId instance : look.targets().healthy(color)) {
                if (instances.contains(instance)) {
                    healthyLeaving++;
                } else {
                    remaining++;
                }
            }
        }
        if (healthyLeaving > 0 && remaining < floor) {
            throw new GuardedException(
                    "the traffic guard objects: with " + Words.count(healthyLeaving, "healthy instance") + " leaving, "
                            + remaining + " would remain, and at least " + floor + " must");
        }
    }

    /**
     * Objects when a fleet is to shrink while any of its instances is registered or still drains, or as long as only one
     * look says that none is.
     */
    static void shrinking(Look look, Color color, boolean steadily) {
        if (look.touchedByTraffic(color)) {
            throw new GuardedException("the traffic guard objects: the " + color + " fleet must not shrink while "
                    + look.targets().registered(color).size() + " of its targets are registered and "
                    + look.targets().draining(color).size() + " drain");
        }
        if (!steadily) {
            throw new GuardedException("the traffic guard looks once more before the " + color + " fleet shrinks");
        }
    }
}
