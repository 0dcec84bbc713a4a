package dev.verdigris.internal.strategy.registration;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.world.Look;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.internal.world.TrafficChange;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.Attachments.State;
import dev.verdigris.report.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attachment by which a group that is adopted is in the target group: Auto Scaling registers its members, and has them
 * drain. It leaves by being detached, and comes back by being attached again.
 */
final class OldAttachment {
    private static final String PROCESS = "AddToLoadBalancer";

    private final Attachments attachments;
    private final TargetGroup targetGroup;

    OldAttachment(Attachments attachments, TargetGroup targetGroup) {
        this.attachments = attachments;
        this.targetGroup = targetGroup;
    }

    /** What is in the way of detaching a group, and of attaching it again. */
    static List<Finding> findings(Fleet fleet) {
        return fleet.suspendedProcesses().contains(PROCESS)
                ? List.of(new Finding(
                        "expected " + fleet.group() + " to register its members when it is attached again on the way"
                                + " back, found its process " + PROCESS + " suspended",
                        "resume it: aws autoscaling resume-processes --auto-scaling-group-name " + fleet.group()
                                + " --scaling-processes " + PROCESS))
                : List.of();
    }

    /** How it stands; null if the group is not attached. */
    private @Nullable State state(Scene scene, Color color) {
        State state = attachments.of(group(scene, color)).get(targetGroup.arn());
        return state == State.REMOVED ? null : state;
    }

    private static GroupName group(Scene scene, Color color) {
        return scene.look().fleet(color).group();
    }

    /** Whether a look shows the group as attached. */
    boolean listed(Look look, Color color) {
        return look.fleet(color).attachedTargetGroups().contains(targetGroup.arn());
    }

    /** Detaches the group, if the guard allows it; what somebody has registered besides is not its concern. */
    boolean detached(Scene scene, Color color) {
        State state = state(scene, color);
        if (state != null && state != State.REMOVING) {
            Look look = scene.look();
            Set<Target> leaving = new LinkedHashSet<>();
            for (TargetHealth health : Pool.targets(look).registered(color)) {
                leaving.add(health.target());
            }
            GroupName group = group(scene, color);
            scene.apply(new TrafficChange(
                    "detach " + targetGroup.name() + " from " + group,
                    PoolState.of(look.state()).without(leaving, look.members()),
                    permit -> attachments.detach(group, targetGroup, permit)));
        }
        return state == null;
    }

    /** Attaches the group again, and waits until all its members are registered. */
    Progress back(Scene scene, Color color) {
        GroupName group = group(scene, color);
        State state = state(scene, color);
        if (state != null && state.settled()) {
            return Progress.done();
        }
        if (state != null && state != State.REMOVING) {
            return Progress.notYet(
                    "the attachment of " + targetGroup.name() + " to " + group + " is " + state,
                    "see why its members are not registered");
        }
        try {
            Look look = scene.look();
            Set<Target> coming = new LinkedHashSet<>();
            look.fleet(color).inService().forEach(member -> coming.add(new Target(member, targetGroup.port())));
            scene.apply(new TrafficChange(
                    "attach " + targetGroup.name() + " to " + group,
                    PoolState.of(look.state()).with(coming, look.members()),
                    permit -> attachments.attach(group, targetGroup, permit)));
        } catch (PortException.Invalid | PortException.Conflict e) {
            return Progress.notYet(
                    targetGroup.name() + " could not be attached to " + group + ": " + e.problem(), e.remedy());
        }
        return Progress.notYet(targetGroup.name() + " is being attached to " + group, "see who detaches it");
    }
}
