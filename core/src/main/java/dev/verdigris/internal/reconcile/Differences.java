package dev.verdigris.internal.reconcile;

import dev.verdigris.internal.plan.Ports;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.OriginalSizes;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.world.KeptWarm;
import dev.verdigris.internal.world.Snapshot;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares an environment with how it should be. Conservative: what traffic reaches is right, and where it reaches both colors
 * the recorded one is, if it could serve alone. Whatever else is odd is reported and left alone.
 */
public final class Differences {
    private final Environment environment;
    private final Snapshot snapshot;
    private final DeploymentState state;
    private final ColoredTargets targets;
    private final TrafficView traffic;
    private final List<Difference> ofColors = new ArrayList<>();
    private final List<Difference> others = new ArrayList<>();

    private Differences(Environment environment, Snapshot snapshot, DeploymentState state) {
        this.environment = environment;
        this.snapshot = snapshot;
        this.state = state;
        this.targets = snapshot.colored();
        this.traffic = snapshot.view();
    }

    /** What differs now. */
    public static List<Difference> of(Environment environment, Snapshot snapshot, DeploymentState state) {
        Differences differences = new Differences(environment, snapshot, state);
        differences.compare();
        List<Difference> all = new ArrayList<>(differences.ofColors);
        all.addAll(differences.others);
        return List.copyOf(all);
    }

    /** The same, apart from which colors are registered and recorded: the ground of a deployment is about that, too. */
    public static List<Difference> besidesColors(Environment environment, Snapshot snapshot, DeploymentState state) {
        Differences differences = new Differences(environment, snapshot, state);
        differences.compare();
        return List.copyOf(differences.others);
    }

    /** Whether an unlocked deployment's originals are in force; while it cannot be said which color serves, they are not. */
    public static boolean putBack(Environment environment, Snapshot snapshot, DeploymentState state) {
        Differences differences = new Differences(environment, snapshot, state);
        Color active = differences.active(differences.snapshot.recordedColor());
        if (active != null) {
            differences.size(active);
        }
        return active != null && differences.others.isEmpty();
    }

    private void compare() {
        TargetGroup group = snapshot.targetGroup();
        if (!group.kind().equals(TargetGroup.INSTANCES)) {
            ofColors.add(Difference.report(
                    group.name() + " is a target group of kind '" + group.kind() + "', not of instances",
                    "name a target group of kind '" + TargetGroup.INSTANCES + "'"));
            return;
        }
        attached();
        Color active = active(snapshot.recordedColor());
        if (active != null) {
            members(active);
            size(active);
            warm(active);
        }
        if (!(traffic.active() instanceof TrafficView.Active.None)) {
            unrecognized();
        }
    }

    /** Auto Scaling registers what it launches there, whichever color is to serve. */
    private void attached() {
        TargetGroup group = snapshot.targetGroup();
        for (Color color : Color.values()) {
            if (snapshot.fleet(color).attachedTargetGroups().contains(group.arn())) {
                ofColors.add(Difference.report(
                        environment.group(color) + " is attached to " + group.name()
                                + ", so that each instance that it launches gets traffic, whichever color is to serve",
                        "detach the target group from the Auto Scaling group"));
            }
        }
    }

    /** The color that should serve, if that can be said. */
    private @Nullable Color active(@Nullable Color recorded) {
        TrafficView.Active reached = traffic.active();
        if (reached instanceof TrafficView.Active.One one) {
            return one(one.color(), recorded);
        }
        if (reached instanceof TrafficView.Active.Both) {
            return oneOfBoth(recorded);
        }
        NobodyServes.look(environment, snapshot, ofColors, others);
        return null;
    }

    private Color one(Color active, @Nullable Color recorded) {
        if (recorded != active) {
            ofColors.add(new Difference(
                    environment.activeColorParameter() + " holds "
                            + (snapshot.recorded() == null ? "nothing" : "'" + snapshot.recorded() + "'")
                            + " while traffic reaches " + active,
                    "record " + active,
                    new Difference.Repair.WriteParameter(active)));
        }
        return active;
    }

    private void unrecognized() {
        if (!traffic.unrecognized().isEmpty()) {
            others.add(Difference.report(
                    "registered in " + snapshot.targetGroup().name() + " and of neither color: "
                            + Words.list(traffic.unrecognized()),
                    "see whose they are"));
        }
    }

    private static String listed(List<TargetHealth> targets) {
        return Words.list(targets.stream().map(TargetHealth::target).toList());
    }

    private @Nullable Color oneOfBoth(@Nullable Color recorded) {
        if (recorded == null || !couldServeAlone(recorded)) {
            ofColors.add(Difference.report(
                    "traffic reaches both colors, and the recorded one "
                            + (recorded == null ? "is none" : recorded + " could not serve alone"),
                    "decide which color is to serve, and deregister the other"));
            return null;
        }
        Color stray = recorded.other();
        ofColors.add(new Difference(
                "targets of the inactive color " + stray + " are registered in "
                        + snapshot.targetGroup().name(),
                "deregister them",
                new Difference.Repair.Deregister(
                        stray, Math.max(1, snapshot.fleet(recorded).size().desired()))));
        return recorded;
    }

    private boolean couldServeAlone(Color color) {
        Fleet fleet = snapshot.fleet(color);
        Set<InstanceId> healthy = traffic.side(color).healthy();
        int capacity = fleet.instances().stream()
                .filter(member -> healthy.contains(member.id()))
                .mapToInt(Instance::weight)
                .sum();
        return !healthy.isEmpty() && capacity >= fleet.size().desired() && healthy.containsAll(fleet.inService());
    }

    private void members(Color active) {
        Ports ports = Ports.of(targets.registered(active));
        missing(active, ports.meant());
        leaving(active);
        if (!ports.strays().isEmpty()) {
            others.add(Difference.report(
                    "members of " + environment.group(active) + " are registered on ports that most of it is not on: "
                            + listed(ports.strays()),
                    "deregister them if that is a slip, or register all of them there"));
        }
        if (traffic.side(active).healthy().isEmpty()) {
            others.add(Difference.report(
                    "none of the registered members of " + environment.group(active) + " is healthy",
                    "see why the health checks of " + snapshot.targetGroup().name() + " fail on them"));
        }
    }

    /** What drains was taken out on purpose, by another hand, and is left alone. */
    private void missing(Color active, Set<Integer> ports) {
        Set<Target> known = new HashSet<>();
        targets.registered(active).forEach(health -> known.add(health.target()));
        Set<InstanceId> draining = traffic.side(active).draining();
        Set<Target> missing = new LinkedHashSet<>();
        Set<InstanceId> leftAlone = new TreeSet<>();
        for (InstanceId member : snapshot.fleet(active).inService()) {
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
            others.add(Difference.missing(environment.group(active), missing));
        }
        if (!leftAlone.isEmpty()) {
            others.add(Difference.told(
                    "members of " + environment.group(active) + " in service drain, and are left alone: "
                            + Words.list(leftAlone),
                    "put an instance on standby to keep it out of traffic for good"));
        }
    }

    /** Auto Scaling does not take them out: the group is not attached. */
    private void leaving(Color active) {
        Set<InstanceId> ending = new HashSet<>();
        for (Instance instance : snapshot.fleet(active).instances()) {
            if (instance.lifecycle() == Lifecycle.LEAVING || instance.lifecycle() == Lifecycle.RETAINED) {
                ending.add(instance.id());
            }
        }
        Set<Target> registered = new LinkedHashSet<>();
        for (TargetHealth health : targets.registered(active)) {
            if (ending.contains(health.target().instance())) {
                registered.add(health.target());
            }
        }
        if (!registered.isEmpty()) {
            others.add(Difference.leaving(environment.group(active), registered));
        }
    }

    /** Minimums that a deployment held, or took from a fleet that it emptied, and that nobody puts back any more. */
    private void size(Color active) {
        OriginalSizes originals = state.originals();
        if (originals == null) {
            return;
        }
        for (Color color : Color.values()) {
            int min = snapshot.fleet(color).size().min();
            int original = originals.min(color, active);
            if (min > original || (min == 0 && color != active && original > 0)) {
                others.add(new Difference(
                        environment.group(color) + " has its minimum left at " + min + " by " + originals.deployment()
                                + ", which was unlocked",
                        "set its minimum size to " + original,
                        new Difference.Repair.SetMin(color, original)));
            }
        }
    }

    private void warm(Color active) {
        KeptWarm warm = state.keptWarm();
        if (warm == null) {
            return;
        }
        if (warm.color() == active) {
            others.add(Difference.report(
                    "the " + active + " fleet serves, and is in the deployment state as kept warm",
                    "see who moved traffic; the next deployment corrects the deployment state"));
            return;
        }
        Fleet fleet = snapshot.fleet(warm.color());
        if (fleet.size().min() < fleet.size().desired()) {
            others.add(new Difference(
                    fleet.group() + " is kept warm with " + fleet.size().desired() + ", its minimum at "
                            + fleet.size().min(),
                    "hold its minimum size at " + fleet.size().desired() + ", or clean it up",
                    new Difference.Repair.SetMin(warm.color(), fleet.size().desired())));
        }
    }
}
