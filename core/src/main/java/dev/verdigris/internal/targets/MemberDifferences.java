package dev.verdigris.internal.targets;

import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The differences between the members of the fleet that serves and its targets, where Auto Scaling sees to neither. */
public final class MemberDifferences {
    private final Snapshot snapshot;
    private final Fleet fleet;
    private final ColoredTargets targets;
    private final Color color;
    private final List<Difference> differences = new ArrayList<>();

    private MemberDifferences(Snapshot snapshot, Color color, ColoredTargets targets) {
        this.snapshot = snapshot;
        this.fleet = snapshot.fleet(color);
        this.targets = targets;
        this.color = color;
    }

    /**
     * The differences of a color.
     *
     * @param targets the targets of each color where its members belong
     * @param ports the ports that each member is to be registered on
     */
    public static List<Difference> of(Snapshot snapshot, Color color, ColoredTargets targets, Set<Integer> ports) {
        MemberDifferences found = new MemberDifferences(snapshot, color, targets);
        found.missing(ports);
        found.leaving();
        return found.differences;
    }

    /** Finds members that are not registered; one that drains was taken out on purpose by somebody else, and is left alone. */
    private void missing(Set<Integer> ports) {
        Set<Target> known = new HashSet<>();
        targets.registered(color).forEach(health -> known.add(health.target()));
        Set<InstanceId> draining = ColoredTargets.instances(targets.draining(color));
        Set<Target> missing = new LinkedHashSet<>();
        Set<InstanceId> leftAlone = new TreeSet<>();
        for (InstanceId member : fleet.inService()) {
            for (int port : ports) {
                Target target = new Target(member, port);
                if (!known.contains(target)) {
                    if (draining.contains(member)) {
                        leftAlone.add(member);
                    } else {
                        missing.add(target);
                    }
                }
            }
        }
        if (!missing.isEmpty()) {
            differences.add(new TargetRepair.Join(fleet.group(), missing).difference());
        }
        if (!leftAlone.isEmpty()) {
            differences.add(Difference.told(
                    "members of " + fleet.group() + " in service drain, and are left alone: " + Words.list(leftAlone),
                    "put an instance on standby to keep it out of traffic for good"));
        }
    }

    /**
     * Finds registered members that their group ends: Auto Scaling does not take them out, since it is not attached. Those
     * that answer are left in until as many others are in service as the group is meant to have.
     */
    private void leaving() {
        Set<Target> registered = new LinkedHashSet<>();
        boolean answers = false;
        for (Instance instance : fleet.instances()) {
            if (instance.lifecycle() == Lifecycle.LEAVING || instance.lifecycle() == Lifecycle.RETAINED) {
                targets.registered(color).stream()
                        .map(TargetHealth::target)
                        .filter(target -> target.instance().equals(instance.id()))
                        .forEach(registered::add);
                answers |= snapshot.view().side(color).healthy().contains(instance.id());
            }
        }
        if (registered.isEmpty()) {
            return;
        }
        int meant = fleet.size().desired();
        if (answers && fleet.capacityInService() < meant) {
            differences.add(Difference.told(
                    "members of " + fleet.group()
                            + " on their way out still serve, since others are not in service yet: "
                            + Words.list(registered),
                    "reconcile again once they are; let a termination hook hold instances for long enough"));
        } else {
            differences.add(new TargetRepair.Drain(fleet.group(), registered, meant).difference());
        }
    }
}
