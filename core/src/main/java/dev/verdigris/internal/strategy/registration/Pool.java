package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.targets.Registrar;
import dev.verdigris.internal.targets.TakenOut;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.Membership;
import dev.verdigris.internal.traffic.TrafficState;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.world.Look;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.internal.world.TrafficChange;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.TargetGroups;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The target group during one performance: what is read of it, and what is changed there. */
final class Pool implements Registrar {
    private final TargetGroups targetGroups;
    private final @Nullable OldAttachment old;
    private final PoolRoute route;
    private final TakenOut takenOut;

    /** @param attachments by which a group is attached that is adopted; null if none is */
    Pool(TargetGroups targetGroups, @Nullable Attachments attachments, PoolRoute route, TakenOut takenOut) {
        this.targetGroups = targetGroups;
        this.old = attachments == null ? null : new OldAttachment(attachments, route.group());
        this.route = route;
        this.takenOut = takenOut;
    }

    /** The target group of a scene of this strategy. */
    static Pool of(Scene scene) {
        return (Pool) scene.reader();
    }

    /** The targets that a look shows. */
    static ColoredTargets targets(Look look) {
        return PoolState.of(look.state()).targets();
    }

    @Override
    public TrafficState read(Fleet blue, Fleet green, Membership members) {
        PoolState state = PoolState.at(route, targetGroups.health(route.group()), members);
        takenOut.saw(blue, green, state.targets());
        return state;
    }

    @Override
    public ColoredTargets seen(Look look) {
        return targets(look);
    }

    /** Both colors share the target group, and its ports. */
    @Override
    public SortedSet<Integer> ports(Color color) {
        return route.ports();
    }

    @Override
    public boolean takenOutByOthers(InstanceId member) {
        return takenOut.byOthers(member);
    }

    @Override
    public void register(Scene scene, Set<Target> targets) {
        Look look = scene.look();
        TrafficView after = PoolState.of(look.state()).with(targets, look.members());
        scene.apply(new TrafficChange("register " + named(targets), after, permit -> {
            takenOut.registering(targets);
            targetGroups.register(route.group(), targets, permit);
        }));
    }

    /** The attachment by which a color is in the target group; null if its members are registered one by one. */
    @Nullable
    OldAttachment attachment(Color color) {
        return color == route.attached() ? old : null;
    }

    /** Whether a look shows anything of a color in the target group. */
    boolean holds(Look look, Color color) {
        OldAttachment attachment = attachment(color);
        return look.traffic().reaches(color) || (attachment != null && attachment.listed(look, color));
    }

    /** Takes a color out: its group is detached if it is attached, and whatever else is registered is deregistered. */
    void leave(Scene scene, Color color) {
        OldAttachment attachment = attachment(color);
        if ((attachment == null || attachment.detached(scene, color))
                && scene.look().traffic().reaches(color)) {
            deregister(scene, color);
        }
    }

    /** Deregisters all targets of a color, if the guard allows it. */
    void deregister(Scene scene, Color color) {
        Set<Target> targets = new LinkedHashSet<>();
        for (TargetHealth health : targets(scene.look()).registered(color)) {
            targets.add(health.target());
        }
        deregister(scene, targets);
    }

    @Override
    public void deregister(Scene scene, Set<Target> targets) {
        Look look = scene.look();
        TrafficView after = PoolState.of(look.state()).without(targets, look.members());
        scene.apply(new TrafficChange("deregister " + named(targets), after, permit -> {
            takenOut.byUs(targets);
            targetGroups.deregister(route.group(), targets, permit);
        }));
    }

    private String named(Set<Target> targets) {
        return Words.count(targets.size(), "target") + " of " + route.name() + ": " + Words.list(targets);
    }
}
