package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.targets.TargetRepair;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The differences while traffic reaches neither color: who should serve, and what keeps them from it. */
final class NobodyServes {
    private final Snapshot snapshot;
    private final TargetGroup group;
    private final TrafficView traffic;
    private final String what;

    private NobodyServes(Snapshot snapshot) {
        PoolState state = PoolState.of(snapshot.traffic());
        this.snapshot = snapshot;
        this.group = state.group();
        this.traffic = state.view();
        this.what = "traffic reaches neither color in " + group.name();
    }

    static Difference difference(Snapshot snapshot) {
        return new NobodyServes(snapshot).difference();
    }

    private Difference difference() {
        Color recorded = snapshot.recordedColor();
        if (!traffic.unrecognized().isEmpty()) {
            return report(", only others: " + Words.list(traffic.unrecognized()), "see whose they are");
        }
        if (recorded == null) {
            return report(", and none is recorded", "record the color that is to serve");
        }
        if (!snapshot.fleet(recorded).inService().isEmpty()) {
            return unseen(recorded);
        }
        Fleet other = snapshot.fleet(recorded.other());
        if (!other.inService().isEmpty()) {
            return report(
                    ", and only " + other.group() + ", which is not recorded, has members in service",
                    "record " + recorded.other() + " if it is to serve, and reconcile; or scale it to zero");
        }
        return nobodyInService();
    }

    private Difference report(String more, String remedy) {
        return Difference.report(what + more, remedy).inPreflight();
    }

    private Difference unseen(Color recorded) {
        Fleet fleet = snapshot.fleet(recorded);
        String obstacle = obstacle(fleet);
        if (obstacle != null) {
            return report(
                    ", and " + obstacle,
                    "name the target group that " + fleet.group()
                            + " serves through, or see to it that a listener uses " + group.name()
                            + " and that the group is attached to none");
        }
        Set<InstanceId> draining = traffic.side(recorded).draining();
        Set<Target> members = new LinkedHashSet<>();
        for (InstanceId member : fleet.inService()) {
            if (!draining.contains(member)) {
                members.add(new Target(member, group.port()));
            }
        }
        return members.isEmpty()
                ? report(
                        ": all members of " + fleet.group() + " in service drain",
                        "see who took them out; once they have drained, reconcile registers them")
                : new TargetRepair.Serve(fleet.group(), members).difference();
    }

    private @Nullable String obstacle(Fleet fleet) {
        if (!fleet.attachedTargetGroups().isEmpty()) {
            return fleet.group() + ", the recorded color, is attached to "
                    + Words.list(new TreeSet<>(fleet.attachedTargetGroups()));
        }
        return group.inUse() ? null : "no listener uses it";
    }

    private Difference nobodyInService() {
        boolean atZero =
                snapshot.blue().size().desired() == 0 && snapshot.green().size().desired() == 0;
        return atZero
                ? Difference.told(what + ": both fleets are at zero", "deploy when it is to serve again")
                : Difference.report(
                        what + ", and no member of either fleet is in service",
                        "look at the scaling activities of both groups");
    }
}
