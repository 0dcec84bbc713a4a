package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.targets.MemberDifferences;
import dev.verdigris.internal.targets.TargetRepair;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.report.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of the routes and the target groups is not as it should be. */
final class ForwardingDrift {
    private final Snapshot snapshot;
    private final ForwardingState state;
    private final ForwardingRoute route;
    private final List<Difference> differences = new ArrayList<>();

    private ForwardingDrift(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.state = ForwardingState.of(snapshot.traffic());
        this.route = state.route();
    }

    static List<Difference> of(Snapshot snapshot) {
        ForwardingDrift drift = new ForwardingDrift(snapshot);
        drift.compare();
        return drift.differences;
    }

    private void compare() {
        List<Finding> obstacles = new RouteFindings(state).obstacles();
        obstacles.forEach(this::report);
        if (!obstacles.isEmpty()) {
            return;
        }
        for (Color color : Color.values()) {
            new AttachmentFindings(snapshot, color).findings().forEach(this::report);
        }
        new RouteFindings(state).others().forEach(this::report);
        Color active = serves();
        if (active != null) {
            members(active);
        }
        unformed();
        List<?> unrecognized = state.view().unrecognized();
        if (!unrecognized.isEmpty()) {
            differences.add(Difference.report(
                    "registered in the target groups of " + route.name() + " and of neither color: "
                            + Words.list(unrecognized),
                    "see whose they are"));
        }
    }

    private void report(Finding finding) {
        differences.add(Difference.report(finding.problem(), finding.remedy()).inPreflight());
    }

    /** The color that all requests should go to; null if nobody can say, or nobody serves. */
    private @Nullable Color serves() {
        Color active = snapshot.shouldServe();
        if (active != null) {
            if (!state.at(active)) {
                differences.add(closedBy("not every route forwards to " + active + " alone: ", active));
            }
            return active;
        }
        if (state.view().active() instanceof TrafficView.Active.Both) {
            report(new Finding(
                    "traffic reaches both colors, and the recorded one "
                            + (snapshot.recordedColor() == null
                                    ? "is none"
                                    : snapshot.recordedColor() + " could not serve alone")
                            + ": " + Words.list(state.told()),
                    "decide which color is to serve, and give the target group of the other weight 0"));
        } else {
            nobody();
        }
        return null;
    }

    private Difference closedBy(String what, Color color) {
        int floor = Math.max(1, snapshot.fleet(color).size().desired());
        return Difference.closedBy(
                        what + Words.list(state.told()),
                        "forward all requests to " + color,
                        new ForwardingRepair(color, floor))
                .inPreflight();
    }

    private void nobody() {
        Color recorded = snapshot.recordedColor();
        boolean zero =
                snapshot.blue().size().desired() == 0 && snapshot.green().size().desired() == 0;
        if (zero) {
            differences.add(Difference.told(
                    "traffic reaches neither color by " + route.name() + ": both fleets are at zero",
                    "deploy when it is to serve again"));
        } else if (recorded != null && snapshot.couldServeAlone(recorded)) {
            differences.add(closedBy("nobody gets requests, and " + recorded + " is recorded and healthy: ", recorded));
        } else if (recorded != null && !unregistered(recorded).isEmpty()) {
            differences.add(
                    new TargetRepair.Serve(snapshot.fleet(recorded).group(), unregistered(recorded)).difference());
        } else {
            report(new Finding(
                    "traffic reaches neither color by " + route.name() + ", and "
                            + (recorded == null
                                    ? "none is recorded"
                                    : recorded + ", which is recorded, could not serve")
                            + ": " + Words.list(state.told()),
                    "look at the health of both target groups, and at the scaling activities of both groups"));
        }
    }

    /** The members of a color in service where none is registered, and nobody but us registers any. */
    private Set<Target> unregistered(Color color) {
        Set<Target> members = new LinkedHashSet<>();
        if (route.byHand() != null && state.registered(color).isEmpty()) {
            List<InstanceId> waiting = new ArrayList<>(snapshot.fleet(color).inService());
            waiting.removeAll(ColoredTargets.instances(state.targets(color).draining(color)));
            waiting.forEach(member -> route.ports(color).forEach(port -> members.add(new Target(member, port))));
        }
        return members;
    }

    private void members(Color active) {
        Fleet fleet = snapshot.fleet(active);
        if (state.view().side(active).serving().isEmpty()) {
            differences.add(Difference.report(
                    "none of the registered members of " + fleet.group() + " is healthy",
                    "see why the health checks of " + route.group(active).name() + " fail on them"));
        }
        if (route.byHand() != null) {
            differences.addAll(MemberDifferences.of(snapshot, active, state.own(), route.ports(active)));
            return;
        }
        Set<InstanceId> missing = new LinkedHashSet<>(fleet.inService());
        state.registered(active)
                .forEach(health -> missing.remove(health.target().instance()));
        state.targets(active)
                .draining(active)
                .forEach(health -> missing.remove(health.target().instance()));
        if (!missing.isEmpty()) {
            differences.add(Difference.report(
                    Words.count(missing.size(), "member") + " of " + fleet.group()
                            + " in service and not registered in "
                            + route.group(active).name() + ": " + Words.list(missing),
                    "register them, since Auto Scaling does not register what it has launched before"));
        }
    }

    private void unformed() {
        List<String> bare = state.found().stream()
                .filter(way -> !route.formed(way.split()))
                .map(way -> way.name() + " says " + route.words(way.split()))
                .toList();
        if (!bare.isEmpty()) {
            differences.add(Difference.told(
                    "not every route names both target groups: " + Words.list(bare),
                    "nothing is to be done; the next deployment has them name both"));
        }
    }
}
