package dev.verdigris.internal.world;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The traffic guard: it checks every change that takes capacity away, at the moment it is made, and blocks those that
 * take too much.
 */
final class TrafficGuard {

    private TrafficGuard() {}

    /**
     * Blocks a change of traffic that takes from what serves, and would leave a color with more requests than it is
     * healthy enough for. Instances that are not healthy serve nobody, and may always leave.
     *
     * @param after who would get requests then
     * @param floor how much healthy capacity all requests need, in the units of the groups' sizes
     */
    static void changing(Look look, TrafficView after, int floor) {
        TrafficView before = look.traffic();
        if (after.takesFrom(before) && !after.carries(floor)) {
            throw GuardedException.blocked(
                    "with " + Words.count(leaving(before, after), "healthy instance") + " leaving, " + after.capacity()
                            + remains(look) + " would remain, and at least " + floor + " must",
                    "see why so few targets are healthy");
        }
    }

    private static int leaving(TrafficView before, TrafficView after) {
        int leaving = 0;
        for (Color color : Color.values()) {
            Set<InstanceId> still = after.side(color).serving();
            for (InstanceId instance : before.side(color).serving()) {
                leaving += still.contains(instance) ? 0 : 1;
            }
        }
        return leaving;
    }

    private static String remains(Look look) {
        return look.blue().countsInstances()
                ? ""
                : " " + look.blue().unit() + (look.blue().unit().equals("MiB") ? "" : "s");
    }

    /**
     * Blocks the end of an instance that is no member of the fleet that comes, or that serves: requests are sent to it, and it
     * is healthy.
     *
     * @param to the color that comes; null if none does
     */
    static void replacing(Look look, @Nullable Color to, InstanceId instance) {
        String remedy = "see why it was taken for one that does not come up";
        if (to == null
                || look.fleet(to).instances().stream()
                        .noneMatch(each -> each.id().equals(instance))) {
            throw GuardedException.blocked(instance + " is no member of the fleet that comes", remedy);
        }
        if (look.traffic().side(to).serving().contains(instance)) {
            throw GuardedException.blocked(instance + " serves", remedy);
        }
    }

    /**
     * Blocks when a fleet is to shrink while any of its instances gets requests or still drains, or would end without
     * draining, or as long as only one look says that none does.
     */
    static void shrinking(Look look, Color color, boolean steadily) {
        if (look.traffic().inRotation(color)) {
            throw GuardedException.blocked(
                    "the " + color + " fleet must not shrink while "
                            + look.traffic().side(color).routed().size() + " of its instances get requests and "
                            + look.traffic().side(color).draining().size() + " drain",
                    "see who registers them; deregister them unless they are to serve, and wait until they have drained");
        }
        Set<InstanceId> undrained = look.state().undrained(color);
        if (!undrained.isEmpty()) {
            throw GuardedException.blocked(
                    "the " + color + " fleet must not shrink while " + Words.count(undrained.size(), "instance")
                            + " of it would end without draining",
                    "deregister them, and wait until they have drained");
        }
        if (!steadily) {
            throw GuardedException.notYet("the traffic guard looks once more before the " + color + " fleet shrinks");
        }
    }
}
