package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.targets.MemberDifferences;
import dev.verdigris.internal.targets.Ports;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The differences of a target group from how it should be. */
final class PoolDrift {
    private final Snapshot snapshot;
    private final TargetGroup group;
    private final ColoredTargets targets;
    private final TrafficView traffic;
    private final List<Difference> differences = new ArrayList<>();

    private PoolDrift(Snapshot snapshot) {
        PoolState state = PoolState.of(snapshot.traffic());
        this.snapshot = snapshot;
        this.group = state.group();
        this.targets = state.targets();
        this.traffic = state.view();
    }

    static List<Difference> of(Snapshot snapshot) {
        PoolDrift drift = new PoolDrift(snapshot);
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
        attached();
        if (traffic.active() instanceof TrafficView.Active.None) {
            differences.add(NobodyServes.difference(snapshot));
            return;
        }
        if (traffic.active() instanceof TrafficView.Active.Both) {
            both(snapshot.recordedColor());
        }
        Color active = snapshot.shouldServe();
        if (active != null) {
            members(active);
        }
        unrecognized();
    }

    /** Auto Scaling registers what it launches there, whichever color is to serve. */
    private void attached() {
        for (Color color : Color.values()) {
            if (snapshot.fleet(color).attachedTargetGroups().contains(group.arn())) {
                differences.add(Difference.report(
                                snapshot.fleet(color).group() + " is attached to " + group.name()
                                        + ", so that each instance that it launches gets traffic, whichever color is to"
                                        + " serve",
                                "detach the target group from the Auto Scaling group")
                        .inPreflight());
            }
        }
    }

    private void both(@Nullable Color recorded) {
        Color active = snapshot.shouldServe();
        if (active == null) {
            differences.add(Difference.report(
                            "traffic reaches both colors, and the recorded one "
                                    + (recorded == null ? "is none" : recorded + " could not serve alone"),
                            "decide which color is to serve, and deregister the other")
                    .inPreflight());
            return;
        }
        Color stray = active.other();
        differences.add(Difference.closedBy(
                        "targets of the inactive color " + stray + " are registered in " + group.name(),
                        "deregister them",
                        new Leave(
                                stray, Math.max(1, snapshot.fleet(active).size().desired())))
                .inPreflight());
    }

    private void members(Color active) {
        Ports ports = Ports.of(targets.registered(active));
        differences.addAll(MemberDifferences.of(snapshot, active, targets, ports.meant()));
        GroupName fleet = snapshot.fleet(active).group();
        if (!ports.strays().isEmpty()) {
            differences.add(Difference.report(
                    "members of " + fleet + " are registered on ports that most of it is not on: "
                            + Words.list(ports.strays().stream()
                                    .map(TargetHealth::target)
                                    .toList()),
                    "deregister them if that is a slip, or register all of them there"));
        }
        if (traffic.side(active).healthy().isEmpty()) {
            differences.add(Difference.report(
                    "none of the registered members of " + fleet + " is healthy",
                    "see why the health checks of " + group.name() + " fail on them"));
        }
    }

    private void unrecognized() {
        if (!traffic.unrecognized().isEmpty()) {
            differences.add(Difference.report(
                    "registered in " + group.name() + " and of neither color: " + Words.list(traffic.unrecognized()),
                    "see whose they are"));
        }
    }
}
