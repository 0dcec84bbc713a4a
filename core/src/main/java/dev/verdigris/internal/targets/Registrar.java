package dev.verdigris.internal.targets;

import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.world.Look;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.internal.world.TrafficReader;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;

/** The registrar of one performance: what reads, registers and deregisters members where Auto Scaling does not. */
public interface Registrar extends TrafficReader {

    /** The registrar of a scene whose strategy registers members. */
    static Registrar of(Scene scene) {
        return (Registrar) scene.reader();
    }

    /** The targets of each color where its members belong, as a look shows them. */
    ColoredTargets seen(Look look);

    /** The ports that each member of a color is to be registered on. */
    SortedSet<Integer> ports(Color color);

    /** Whether somebody else keeps a member out of traffic, on purpose as far as the last look can tell. */
    boolean takenOutByOthers(InstanceId member);

    /** Registers targets, each where members of its color belong. */
    void register(Scene scene, Set<Target> targets);

    @Override
    default boolean takesOut(Scene scene, Color color, InstanceId instance) {
        TrafficView.Side side = scene.look().traffic().side(color);
        if (!side.routed().contains(instance)) {
            return !side.draining().contains(instance);
        }
        Set<Target> targets = new LinkedHashSet<>();
        for (TargetHealth health : seen(scene.look()).registered(color)) {
            if (health.target().instance().equals(instance)) {
                targets.add(health.target());
            }
        }
        deregister(scene, targets);
        return false;
    }

    /** Deregisters targets, each from where members of its color belong, if the guard allows it. */
    void deregister(Scene scene, Set<Target> targets);
}
