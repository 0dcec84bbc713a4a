package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetGroup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The differences of the attachments, and of what is registered, from how they should be. */
final class AttachmentDrift {
    private final Snapshot snapshot;
    private final AttachmentState state;
    private final TargetGroup group;
    private final TrafficView traffic;
    private final List<Difference> differences = new ArrayList<>();

    private AttachmentDrift(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.state = AttachmentState.of(snapshot.traffic());
        this.group = state.route().group();
        this.traffic = state.view();
    }

    static List<Difference> of(Snapshot snapshot) {
        AttachmentDrift drift = new AttachmentDrift(snapshot);
        drift.compare();
        return drift.differences;
    }

    private void compare() {
        if (!group.kind().equals(TargetGroup.INSTANCES)) {
            differences.add(Difference.report(
                            group.name() + " is a target group of kind '" + group.kind() + "', not of instances",
                            "name a target group of kind '" + TargetGroup.INSTANCES + "'")
                    .inPreflight());
            return;
        }
        if (traffic.active() instanceof TrafficView.Active.None) {
            differences.add(nobodyServes());
            return;
        }
        Color active = snapshot.shouldServe();
        if (active == null) {
            both();
        } else {
            serving(active);
            idle(active.other());
        }
        if (!traffic.unrecognized().isEmpty()) {
            differences.add(Difference.report(
                    "registered in " + group.name() + " and of neither color: " + Words.list(traffic.unrecognized()),
                    "see whose they are"));
        }
    }

    private void both() {
        Color recorded = snapshot.recordedColor();
        differences.add(Difference.report(
                        "traffic reaches both colors, and the recorded one "
                                + (recorded == null ? "is none" : recorded + " could not serve alone"),
                        "decide which color is to serve, and detach " + group.name() + " from the group of the other")
                .inPreflight());
    }

    private void serving(Color active) {
        Fleet fleet = snapshot.fleet(active);
        if (!state.attachedTo(active)) {
            differences.add(Difference.closedBy(
                            group.name() + " is not attached to " + fleet.group()
                                    + ", which serves, so that what it launches is not registered and what it ends does"
                                    + " not drain",
                            "attach it",
                            new AttachmentRepair.Join(active))
                    .inPreflight());
            return;
        }
        Set<InstanceId> missing = new LinkedHashSet<>(fleet.inService());
        missing.removeAll(traffic.side(active).routed());
        missing.removeAll(traffic.side(active).draining());
        if (!missing.isEmpty()) {
            differences.add(Difference.report(
                    Words.count(missing.size(), "member") + " of " + fleet.group()
                            + " in service and not registered in " + group.name() + ": " + Words.list(missing),
                    "register them, since Auto Scaling does not register what it has launched before"));
        }
        if (traffic.side(active).healthy().isEmpty()) {
            differences.add(Difference.report(
                    "none of the registered members of " + fleet.group() + " is healthy",
                    "see why the health checks of " + group.name() + " fail on them"));
        }
    }

    private void idle(Color stray) {
        Fleet fleet = snapshot.fleet(stray);
        if (state.attachedTo(stray)) {
            differences.add(Difference.closedBy(
                            group.name() + " is attached to " + fleet.group() + ", too, which should not serve",
                            "detach it",
                            new AttachmentRepair.Leave(
                                    stray,
                                    Math.max(
                                            1,
                                            snapshot.fleet(stray.other()).size().desired())))
                    .inPreflight());
        } else if (traffic.reaches(stray)) {
            differences.add(Difference.report(
                            "members of the inactive color " + stray + " are registered in " + group.name()
                                    + ", which is not attached to their group",
                            "deregister them, unless they are about to be by themselves")
                    .inPreflight());
        }
    }

    private Difference nobodyServes() {
        Color recorded = snapshot.recordedColor();
        String what = "traffic reaches neither color in " + group.name();
        if (!traffic.unrecognized().isEmpty()) {
            return Difference.report(
                            what + ", only others: " + Words.list(traffic.unrecognized()), "see whose they are")
                    .inPreflight();
        }
        Fleet fleet = recorded == null ? null : snapshot.fleet(recorded);
        if (fleet != null && !fleet.inService().isEmpty()) {
            return serve(recorded, fleet, what);
        }
        boolean atZero =
                snapshot.blue().size().desired() == 0 && snapshot.green().size().desired() == 0;
        return atZero
                ? Difference.told(what + ": both fleets are at zero", "deploy when it is to serve again")
                : Difference.report(
                        what + ", and "
                                + (recorded == null
                                        ? "none is recorded"
                                        : "no member of " + recorded + ", which is recorded, is in service"),
                        "record the color that is to serve; look at the scaling activities of both groups");
    }

    private Difference serve(@Nullable Color recorded, Fleet fleet, String what) {
        if (recorded == null || state.attachedTo(recorded)) {
            return Difference.report(
                            what + ", though it is attached to " + fleet.group()
                                    + ", the recorded color, which has members in service",
                            "see who deregisters them, and register them")
                    .inPreflight();
        }
        Set<String> others = fleet.attachedTargetGroups();
        if (!others.isEmpty() || !group.inUse()) {
            return Difference.report(
                            what + ", and "
                                    + (group.inUse()
                                            ? fleet.group() + ", the recorded color, is attached to "
                                                    + Words.list(others.stream()
                                                            .sorted()
                                                            .toList())
                                            : "no listener uses it"),
                            "name the target group that " + fleet.group()
                                    + " serves through, or see to it that a listener uses " + group.name())
                    .inPreflight();
        }
        return Difference.closedBy(
                        what + ", and " + fleet.group() + ", the recorded color, has members in service: "
                                + Words.list(fleet.inService()),
                        "attach " + group.name() + " to it",
                        new AttachmentRepair.Serve(recorded, Set.copyOf(fleet.inService())))
                .inPreflight();
    }
}
