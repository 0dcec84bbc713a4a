package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.traffic.WeighedRoute;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The target group, what is registered there, and whose groups it is attached to, as they were observed.
 *
 * @param route the target group
 * @param targets its targets by color
 * @param attached the colors whose groups list it; what is on its way out may be listed, too
 * @param members whose an instance is
 * @param view who gets requests: what is registered, attached or not
 */
record AttachmentState(
        AttachmentRoute route, ColoredTargets targets, Set<Color> attached, Membership members, TrafficView view)
        implements TrafficState {

    /** The state of a target group of which nothing else is known. */
    static AttachmentState observed(TargetGroup group, List<TargetHealth> health, Fleet blue, Fleet green) {
        Membership members = Membership.of(blue, green);
        Set<Color> attached = attached(group, blue, green);
        boolean nobody =
                ColoredTargets.of(health, members::color).view(members).active() instanceof TrafficView.Active.None;
        return at(new AttachmentRoute(group, nobody ? attached : Set.of()), health, blue, green, members);
    }

    /** The state that a look shows of a known route. */
    static AttachmentState at(
            AttachmentRoute route, List<TargetHealth> health, Fleet blue, Fleet green, Membership members) {
        ColoredTargets targets = ColoredTargets.of(health, members::color);
        return new AttachmentState(
                route, targets, attached(route.group(), blue, green), members, targets.view(members));
    }

    private static Set<Color> attached(TargetGroup group, Fleet blue, Fleet green) {
        Set<Color> attached = EnumSet.noneOf(Color.class);
        for (Color color : Color.values()) {
            Fleet fleet = color == Color.BLUE ? blue : green;
            if (fleet.attachedTargetGroups().contains(group.arn())) {
                attached.add(color);
            }
        }
        return attached;
    }

    static AttachmentState of(TrafficState state) {
        return (AttachmentState) state;
    }

    boolean attachedTo(Color color) {
        return attached.contains(color);
    }

    /** The view of who gets requests once these members have been registered. */
    TrafficView with(List<InstanceId> coming) {
        Set<InstanceId> known = new HashSet<>();
        for (Color color : Color.values()) {
            known.addAll(ColoredTargets.instances(targets.registered(color)));
        }
        Set<Target> more = new LinkedHashSet<>();
        for (InstanceId member : coming) {
            if (!known.contains(member)) {
                more.add(new Target(member, route.group().port()));
            }
        }
        return targets.with(more, members).view(members);
    }

    /** The view of who gets requests once all members of a color have been deregistered. */
    TrafficView without(Color color) {
        Set<Target> leaving = new LinkedHashSet<>();
        targets.registered(color).forEach(health -> leaving.add(health.target()));
        return targets.without(leaving).view(members);
    }

    @Override
    public List<TargetHealth> registered(Color color) {
        return targets.registered(color);
    }

    @Override
    public List<TargetHealth> alone(Color color) {
        return targets.alone(color);
    }

    @Override
    public List<String> standing(Color color) {
        return targets.registered(color).stream().map(TargetHealth::toString).toList();
    }

    @Override
    public List<WeighedRoute> routes() {
        return List.of();
    }
}
