package dev.verdigris.internal.engine;

import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.Follows;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.step.Repair;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The followers that act on another color than serves, by what they have confirmed last: somebody else has moved traffic, or it
 * was moved back without them. Where both colors get requests, or nobody does who should, there is nothing to tell them.
 */
final class Astray {
    private final DeploymentState state;
    private final Collection<String> registered;
    private final List<Difference> differences = new ArrayList<>();

    private Astray(DeploymentState state, Collection<String> registered) {
        this.state = state;
        this.registered = registered;
    }

    /**
     * The differences that they are.
     *
     * @param registered the names of those that can be told here
     */
    static List<Difference> of(Snapshot snapshot, DeploymentState state, Collection<String> registered) {
        Astray astray = new Astray(state, registered);
        TrafficView.Active active = snapshot.view().active();
        if (active instanceof TrafficView.Active.One one) {
            astray.compare(one.color());
        } else if (active instanceof TrafficView.Active.None
                && state.served() != null
                && state.served().shutDown()) {
            astray.compare(null);
        }
        return astray.differences;
    }

    private void compare(@Nullable Color serving) {
        for (Follows follower : state.followers()) {
            if (!follower.has(serving)) {
                differences.add(difference(follower, serving));
            }
        }
    }

    private Difference difference(Follows follower, @Nullable Color serving) {
        String name = follower.name();
        String serves = Repair.TellFollower.serves(serving);
        String what = "follower '" + name + "' "
                + (follower.known() ? "has confirmed last " + follower.shown() : "has confirmed nothing so far")
                + ", and " + serves;
        if (registered.contains(name)) {
            return Difference.closedBy(
                    what, "tell it that " + serves, new Repair.TellFollower(name, follower.color(), serving));
        }
        return follower.known()
                ? Difference.report(what, Following.REMEDY + ", and reconcile, which tells it")
                : Difference.told(what, "the next deployment tells it");
    }
}
