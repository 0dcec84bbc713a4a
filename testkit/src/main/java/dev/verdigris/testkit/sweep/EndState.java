package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.model.Bounds;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An environment as deployments leave it: all that must be the same whatever happened on the way.
 *
 * @param serving the color that traffic reaches; null if it is not just one
 * @param recorded what is recorded
 * @param blue the blue fleet's size
 * @param green the green fleet's size
 * @param complete whether every member of the serving fleet is in service, registered and healthy
 * @param open whether something is open on record
 */
record EndState(
        @Nullable Color serving, @Nullable String recorded, Bounds blue, Bounds green, boolean complete, boolean open) {

    static EndState of(SimulatedCloud cloud, Environment environment, BlueGreen looking) {
        Color serving = Invariants.serving(cloud, environment);
        Status status = looking.status(environment);
        return new EndState(
                serving,
                cloud.recorded(environment),
                cloud.group(environment, Color.BLUE).bounds(),
                cloud.group(environment, Color.GREEN).bounds(),
                serving == null || complete(cloud, environment, serving),
                status.deployment() != null);
    }

    private static boolean complete(SimulatedCloud cloud, Environment environment, Color serving) {
        SimulatedGroup group = cloud.group(environment, serving);
        SimulatedTargetGroup targets = cloud.targetGroup(environment);
        return targets.healthy(group) == group.inService()
                && group.inService() == group.bounds().desired();
    }

    Bounds bounds(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /**
     * What is not as it is in any of the states that it may be in; empty if it is clean. Sizes may differ where the outside
     * world moved; minimums only to what was set from outside.
     */
    List<String> differences(Set<EndState> allowed, @Nullable Motion motion) {
        List<String> found = new ArrayList<>();
        if (open) {
            found.add("something is still open on record");
        }
        if (!complete) {
            found.add("the serving fleet is not complete");
        }
        if (serving != null && !serving.label().equals(recorded)) {
            found.add("recorded is " + recorded + " while traffic reaches " + serving);
        }
        for (EndState state : allowed) {
            if (like(state, motion)
                    || raised(state, motion)
                    || (directed(allowed, motion) && like(state.mirrored(), motion))) {
                return found;
            }
        }
        found.add("expected one of " + allowed + ", found " + this);
        return found;
    }

    /** Where nobody served before, whoever records a color says where the first deployment goes. */
    private static boolean directed(Set<EndState> allowed, @Nullable Motion motion) {
        return motion != null
                && motion.move() == Move.RECORD
                && allowed.iterator().next().serving() == null;
    }

    /** Where nobody served before, whoever brings members of the recorded color into service has reconcile register them. */
    private boolean raised(EndState other, @Nullable Motion motion) {
        return motion != null
                && motion.move().resizes()
                && other.serving == null
                && serving != null
                && serving.label().equals(other.recorded)
                && sized(blue, other.blue, motion)
                && sized(green, other.green, motion);
    }

    private EndState mirrored() {
        return new EndState(
                serving == null ? null : serving.other(),
                recorded,
                /* blue= */ green,
                /* green= */ blue,
                complete,
                open);
    }

    private boolean like(EndState other, @Nullable Motion motion) {
        return serving == other.serving && sized(blue, other.blue, motion) && sized(green, other.green, motion);
    }

    /** Bounds belong to the role, so that a minimum which was set from outside may end at either fleet. */
    private static boolean sized(Bounds found, Bounds expected, @Nullable Motion motion) {
        if (found.equals(expected)) {
            return true;
        }
        if (motion == null || !motion.move().resizes()) {
            return false;
        }
        boolean warm = expected.min() > 0 && expected.min() == expected.desired() && found.min() == found.desired();
        boolean min = found.min() == expected.min()
                || warm
                || Integer.valueOf(found.min()).equals(motion.move().min());
        return min && Math.abs(found.desired() - expected.desired()) <= 1;
    }
}
