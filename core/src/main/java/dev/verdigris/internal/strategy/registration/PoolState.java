package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.targets.Ports;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.traffic.WeighedRoute;
import dev.verdigris.model.Color;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The target group and its targets, as they were observed.
 *
 * @param route the target group, and the ports that the targets of the color that serves are on
 * @param targets its targets by color
 * @param view who gets requests
 */
public record PoolState(PoolRoute route, ColoredTargets targets, TrafficView view) implements TrafficState {

    /** The state of a target group of which nothing else is known: its ports are those of the color that serves. */
    public static PoolState observed(TargetGroup group, List<TargetHealth> health, Membership members) {
        return observed(group, null, health, members);
    }

    /**
     * The state of a target group.
     *
     * @param attached the color whose group is in it by attachment; null if none is
     */
    static PoolState observed(
            TargetGroup group, @Nullable Color attached, List<TargetHealth> health, Membership members) {
        ColoredTargets targets = ColoredTargets.of(health, members::color);
        TrafficView view = targets.view(members);
        List<TargetHealth> serving =
                view.active() instanceof TrafficView.Active.One one ? targets.registered(one.color()) : List.of();
        return new PoolState(new PoolRoute(group, Ports.of(serving).or(group.port()), attached), targets, view);
    }

    /** The state that a look shows of a known route. */
    static PoolState at(PoolRoute route, List<TargetHealth> health, Membership members) {
        ColoredTargets targets = ColoredTargets.of(health, members::color);
        return new PoolState(route, targets, targets.view(members));
    }

    static PoolState of(TrafficState state) {
        return (PoolState) state;
    }

    /** The view of who gets requests once those targets have been registered. */
    TrafficView with(Set<Target> coming, Membership members) {
        return targets.with(coming, members).view(members);
    }

    /** The view of who gets requests once those targets have been deregistered. */
    public TrafficView without(Set<Target> leaving, Membership members) {
        return targets.without(leaving).view(members);
    }

    TargetGroup group() {
        return route.group();
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
