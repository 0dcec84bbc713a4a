package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An environment as deployments leave it: all that must be the same whatever happened on the way.
 *
 * @param serving the color that traffic reaches; null if it is not just one
 * @param written what is written down of it
 * @param blue the blue fleet's size
 * @param green the green fleet's size
 * @param complete whether every member of the serving fleet is in service, registered and healthy
 * @param heaviest what the heaviest member of either fleet counts
 * @param attached whether the target group is attached to the serving group alone, where traffic is to move so
 * @param inProgress whether something is in progress in the deployment state
 */
record EndState(
        @Nullable Color serving,
        Written written,
        GroupSize blue,
        GroupSize green,
        boolean complete,
        int heaviest,
        boolean attached,
        boolean inProgress) {

    /** What is said of what is not {@link #attached}. */
    static final String DETACHED = "the target group is not attached to the serving group alone";

    /**
     * What is written down of an environment.
     *
     * @param recorded the recorded color; null if nothing is recorded
     * @param release what later launches boot; null if nothing is selected
     */
    record Written(@Nullable String recorded, @Nullable String release) {}

    @Nullable
    String recorded() {
        return written.recorded;
    }

    @Nullable
    String release() {
        return written.release;
    }

    static EndState of(SimulatedCloud cloud, Environment environment, boolean inProgress) {
        Color serving = Invariants.serving(cloud, environment);
        return new EndState(
                serving,
                new Written(cloud.recorded(environment), cloud.release(environment)),
                cloud.group(environment, Color.BLUE).size(),
                cloud.group(environment, Color.GREEN).size(),
                serving == null || complete(cloud, environment, serving),
                heaviest(cloud, environment),
                serving == null || attached(cloud, environment, serving),
                inProgress);
    }

    private static boolean complete(SimulatedCloud cloud, Environment environment, Color serving) {
        SimulatedGroup group = cloud.group(environment, serving);
        int units = 0;
        for (SimulatedInstance instance : group.instances()) {
            units += instance.lifecycle() == Lifecycle.IN_SERVICE ? instance.weight() : 0;
        }
        int more = units - group.size().desired();
        return cloud.targetGroup(environment, serving).healthy(group) == group.inService()
                && more >= 0
                && more < heaviest(cloud, environment);
    }

    private static boolean attached(SimulatedCloud cloud, Environment environment, Color serving) {
        SimulatedTargetGroup targetGroup = cloud.targetGroup(environment, serving);
        return !SweptTraffic.attaches(environment.traffic())
                || (cloud.group(environment, serving).isAttached(targetGroup)
                        && !cloud.group(environment, serving.other()).isAttached(targetGroup));
    }

    private static int heaviest(SimulatedCloud cloud, Environment environment) {
        int heaviest = 1;
        for (Color color : Color.values()) {
            for (SimulatedInstance instance : cloud.group(environment, color).instances()) {
                heaviest = Math.max(heaviest, instance.weight());
            }
        }
        return heaviest;
    }

    GroupSize size(Color color) {
        return color == Color.BLUE ? blue : green;
    }

    /**
     * What is not as it is in any of the states that it may be in; empty if it is clean. Sizes may differ where the outside
     * world moved; minimums only to what was set from outside.
     *
     * @param sizes what does not hold if it is in none of those states
     */
    List<String> differences(Set<EndState> allowed, @Nullable ColorMove move, Invariant sizes) {
        List<String> found = new ArrayList<>();
        if (inProgress) {
            found.add(Invariant.NOTHING_LEFT_BEHIND.broken("something is still in progress in the deployment state"));
        }
        if (!complete) {
            found.add(Invariant.NOTHING_LEFT_BEHIND.broken("the serving fleet is not complete"));
        }
        EndState before = allowed.iterator().next();
        if (before.attached && !attached) {
            found.add(Invariant.NOTHING_LEFT_BEHIND.broken(DETACHED));
        }
        boolean drifted = serving == before.serving && Objects.equals(recorded(), before.recorded());
        if (serving != null && !serving.label().equals(recorded()) && !drifted) {
            found.add(Invariant.TRUTH.broken("recorded is " + recorded() + " while traffic reaches " + serving));
        }
        for (EndState state : allowed) {
            if (like(state, move)
                    || (before.serving == null && (directed(state, move) || succeeding(before, state, move)))) {
                return found;
            }
        }
        found.add(sizes.broken("expected one of " + allowed + ", found " + this));
        return found;
    }

    private boolean like(EndState other, @Nullable ColorMove move) {
        boolean selected = Objects.equals(release(), other.release())
                || (move != null && selected(move.move().selects()));
        return serving == other.serving && selected && sized(blue, other.blue, move) && sized(green, other.green, move);
    }

    /**
     * Where nobody served before, whoever records a color says where the first deployment goes, and whoever brings members
     * of the recorded color into service has reconcile register them.
     */
    private boolean directed(EndState state, @Nullable ColorMove move) {
        if (move == null || serving == null) {
            return false;
        }
        return move.move().directs()
                ? like(state.mirrored(), move)
                : move.move().resizes() && serving.label().equals(recorded()) && like(state.servedBy(serving), move);
    }

    /**
     * Where nobody served before, and each color has a target group, whoever scales a fleet out has it serve. What is
     * deployed then comes from there: that fleet is kept warm, and its minimum is that of the serving role.
     */
    private boolean succeeding(EndState before, EndState state, @Nullable ColorMove move) {
        if (move == null || !move.move().resizes() || serving != move.color().other() || serving != state.serving) {
            return false;
        }
        GroupSize left = size(move.color());
        GroupSize role = before.size(move.color());
        return serving.label().equals(recorded())
                && Objects.equals(release(), state.release())
                && left.equals(new GroupSize(left.desired(), role.max(), left.desired()))
                && left.desired() - role.desired() <= heaviest
                && size(serving).min() == role.min()
                && size(serving).max() == state.size(serving).max()
                && size(serving).desired() == state.size(serving).desired();
    }

    private boolean selected(@Nullable String byOthers) {
        return byOthers != null && byOthers.equals(release());
    }

    private EndState mirrored() {
        Color other = serving == null ? null : serving.other();
        return new EndState(
                other, written, /* blue= */ green, /* green= */ blue, complete, heaviest, attached, inProgress);
    }

    private EndState servedBy(Color color) {
        return new EndState(color, written, blue, green, complete, heaviest, attached, inProgress);
    }

    /** Sizes belong to the role, so that a minimum which was set from outside may end at either fleet. */
    private boolean sized(GroupSize found, GroupSize expected, @Nullable ColorMove move) {
        if (found.equals(expected)) {
            return true;
        }
        if (move == null || !move.move().resizes()) {
            return false;
        }
        boolean warm = expected.min() > 0 && expected.min() == expected.desired() && found.min() == found.desired();
        boolean min = found.min() == expected.min()
                || warm
                || Integer.valueOf(found.min()).equals(move.move().min());
        return min && Math.abs(found.desired() - expected.desired()) <= heaviest;
    }
}
