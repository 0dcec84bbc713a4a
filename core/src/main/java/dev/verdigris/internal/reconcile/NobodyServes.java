package dev.verdigris.internal.reconcile;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.world.Snapshot;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs while traffic reaches neither color: who should serve, and what keeps them from it. */
final class NobodyServes {
    private final Environment environment;
    private final Snapshot snapshot;
    private final TrafficView traffic;
    private final List<Difference> ofColors;
    private final List<Difference> others;
    private final String what;

    private NobodyServes(
            Environment environment, Snapshot snapshot, List<Difference> ofColors, List<Difference> others) {
        this.environment = environment;
        this.snapshot = snapshot;
        this.traffic = snapshot.view();
        this.ofColors = ofColors;
        this.others = others;
        this.what = "traffic reaches neither color in " + snapshot.targetGroup().name();
    }

    /** Adds what differs to those of colors, about which the ground of a deployment speaks too, or to the others. */
    static void look(Environment environment, Snapshot snapshot, List<Difference> ofColors, List<Difference> others) {
        new NobodyServes(environment, snapshot, ofColors, others).compare();
    }

    private void compare() {
        Color recorded = snapshot.recordedColor();
        if (!traffic.unrecognized().isEmpty()) {
            ofColors.add(Difference.report(
                    what + ", only others: " + Words.list(traffic.unrecognized()), "see whose they are"));
        } else if (recorded == null) {
            ofColors.add(Difference.report(what + ", and none is recorded", "record the color that is to serve"));
        } else if (!snapshot.fleet(recorded).inService().isEmpty()) {
            unseen(recorded);
        } else if (!snapshot.fleet(recorded.other()).inService().isEmpty()) {
            ofColors.add(Difference.report(
                    what + ", and only " + environment.group(recorded.other())
                            + ", which is not recorded, has members in service",
                    "record " + recorded.other() + " if it is to serve, and reconcile; or scale it to zero"));
        } else {
            nobodyInService();
        }
    }

    private void unseen(Color recorded) {
        Fleet fleet = snapshot.fleet(recorded);
        String obstacle = obstacle(fleet);
        if (obstacle != null) {
            ofColors.add(Difference.report(
                    what + ", and " + obstacle,
                    "name the target group that " + fleet.group()
                            + " serves through, or see to it that a listener uses "
                            + snapshot.targetGroup().name() + " and that the group is attached to none"));
            return;
        }
        Set<InstanceId> draining = traffic.side(recorded).draining();
        Set<Target> members = new LinkedHashSet<>();
        for (InstanceId member : fleet.inService()) {
            if (!draining.contains(member)) {
                members.add(new Target(member, snapshot.targetGroup().port()));
            }
        }
        ofColors.add(
                members.isEmpty()
                        ? Difference.report(
                                what + ": all members of " + fleet.group() + " in service drain",
                                "see who took them out; once they have drained, reconcile registers them")
                        : Difference.unseen(fleet.group(), members));
    }

    private @Nullable String obstacle(Fleet fleet) {
        if (!fleet.attachedTargetGroups().isEmpty()) {
            return fleet.group() + ", the recorded color, is attached to "
                    + Words.list(new TreeSet<>(fleet.attachedTargetGroups()));
        }
        return snapshot.targetGroup().inUse() ? null : "no listener uses it";
    }

    private void nobodyInService() {
        boolean atZero =
                snapshot.blue().size().desired() == 0 && snapshot.green().size().desired() == 0;
        others.add(
                atZero
                        ? Difference.told(what + ": both fleets are at zero", "deploy when it is to serve again")
                        : Difference.report(
                                what + ", and no member of either fleet is in service",
                                "look at the scaling activities of both groups"));
    }
}
