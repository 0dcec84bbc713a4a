package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.internal.world.Look;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.internal.world.TrafficChange;
import dev.verdigris.internal.world.TrafficReader;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.Attachments.State;
import dev.verdigris.port.TargetGroups;
import org.jspecify.annotations.Nullable;

/**
 * The groups that the target group is attached to during one performance: what is read of them, and what is changed there.
 * A look tells which groups list the target group. Whether it is on its way in or out is asked only where that decides
 * something, since it takes two calls a group.
 */
final class AttachedGroups implements TrafficReader {
    private final TargetGroups targetGroups;
    private final Attachments attachments;
    private final AttachmentRoute route;

    AttachedGroups(TargetGroups targetGroups, Attachments attachments, AttachmentRoute route) {
        this.targetGroups = targetGroups;
        this.attachments = attachments;
        this.route = route;
    }

    /** The groups of a scene of this strategy. */
    static AttachedGroups of(Scene scene) {
        return (AttachedGroups) scene.reader();
    }

    /** What a look shows. */
    static AttachmentState seen(Look look) {
        return AttachmentState.of(look.state());
    }

    @Override
    public TrafficState read(Fleet blue, Fleet green, Membership members) {
        return AttachmentState.at(route, targetGroups.health(route.group()), blue, green, members);
    }

    /** How the attachment to a color's group stands; null if there is none. */
    @Nullable
    State state(Scene scene, Color color) {
        State state = attachments.of(group(scene, color)).get(route.group().arn());
        return state == State.REMOVED ? null : state;
    }

    /** Whether the target group is attached so, and not on its way out. */
    static boolean in(@Nullable State state) {
        return state != null && state != State.REMOVING;
    }

    private static GroupName group(Scene scene, Color color) {
        return scene.look().fleet(color).group();
    }

    /**
     * Attaches the target group to a color's group. AWS may refuse that for a while: during an instance refresh, or as long
     * as it is on its way out.
     */
    Progress attach(Scene scene, Color color) {
        GroupName group = group(scene, color);
        TargetGroup targetGroup = route.group();
        try {
            scene.apply(new TrafficChange(
                    "attach " + route.name() + " to " + group,
                    seen(scene.look()).with(scene.look().fleet(color).inService()),
                    permit -> attachments.attach(group, targetGroup, permit)));
        } catch (PortException.Invalid | PortException.Conflict e) {
            return Progress.notYet(
                    route.name() + " could not be attached to " + group + ": " + e.problem(), e.remedy());
        }
        return Progress.done();
    }

    /** Detaches the target group from a color's group, so that all its members leave traffic, if the guard allows it. */
    void detach(Scene scene, Color color) {
        GroupName group = group(scene, color);
        TargetGroup targetGroup = route.group();
        scene.apply(new TrafficChange(
                "detach " + route.name() + " from " + group,
                seen(scene.look()).without(color),
                permit -> attachments.detach(group, targetGroup, permit)));
    }
}
