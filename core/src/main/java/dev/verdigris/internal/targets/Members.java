package dev.verdigris.internal.targets;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The members of a fleet that are to be registered, and are not: AWS does not register what a group launches. */
public final class Members {

    /** The quota of targets is used up: no waiting cures that (ELBv2 API, RegisterTargets). */
    private static final String TOO_MANY = "TooManyTargets";

    private Members() {}

    /**
     * The members that are not registered, those aside that somebody else keeps out of traffic, or that are to be replaced. Once
     * the old color is out of traffic nobody is replaced any more, and who was to be is a member like any other.
     */
    public static Set<Target> missing(Terms terms, Scene scene, Color color) {
        scene.look().traffic();
        List<InstanceId> members = new ArrayList<>(scene.servable(color));
        if (terms.from() == null || scene.look().traffic().reaches(terms.leaving())) {
            members.removeAll(scene.replacements().begun());
        }
        members.removeIf(member -> keptOut(terms, scene, color, member));
        return absent(scene, color, members);
    }

    /** All members that are not registered. */
    public static Set<Target> absent(Scene scene, Color color) {
        return absent(scene, color, scene.servable(color));
    }

    private static Set<Target> absent(Scene scene, Color color, List<InstanceId> members) {
        Registrar registrar = Registrar.of(scene);
        Set<Target> registered = new HashSet<>();
        for (TargetHealth health : registrar.seen(scene.look()).registered(color)) {
            registered.add(health.target());
        }
        Set<Target> missing = new LinkedHashSet<>();
        for (InstanceId member : members) {
            for (int port : registrar.ports(color)) {
                Target target = new Target(member, port);
                if (!registered.contains(target)) {
                    missing.add(target);
                }
            }
        }
        return missing;
    }

    /** A rollback goes back to what an earlier deployment of ours took out. */
    private static boolean keptOut(Terms terms, Scene scene, Color color, InstanceId member) {
        boolean back = color == terms.to() && terms.from() != null && !terms.follows();
        if (back || !Registrar.of(scene).takenOutByOthers(member)) {
            return false;
        }
        scene.note(member + " of " + terms.environment().group(color)
                + " was taken out of traffic by somebody else, and is left so");
        return true;
    }

    /**
     * Registers those that are missing, once those that were replaced are out. A member may leave its group or stop running while
     * it is registered: then the world is looked at again.
     */
    public static Progress register(Scene scene, Set<Target> missing) {
        deregisterReplaced(scene);
        if (missing.isEmpty()) {
            return Progress.done();
        }
        try {
            Registrar.of(scene).register(scene, missing);
            return Progress.done();
        } catch (PortException.Invalid e) {
            if (e.problem().contains(TOO_MANY)) {
                return Progress.failed(
                        e.problem(),
                        "ask AWS for a higher quota of targets per Application Load Balancer, or take targets out of the"
                                + " other target groups of the load balancer");
            }
            return Progress.notYet("some could not be registered: " + e.problem(), e.remedy());
        }
    }

    /**
     * What was replaced may be held for a while before it ends. It may become well meanwhile, and would get requests that are cut off
     * then: Auto Scaling does not deregister it, either.
     */
    private static void deregisterReplaced(Scene scene) {
        Set<InstanceId> ending = new HashSet<>(scene.replacements().begun());
        if (ending.isEmpty()) {
            return;
        }
        Registrar registrar = Registrar.of(scene);
        Set<Target> left = new LinkedHashSet<>();
        for (Color color : Color.values()) {
            scene.servable(color).forEach(ending::remove);
            for (TargetHealth health : registrar.seen(scene.look()).registered(color)) {
                if (ending.contains(health.target().instance())) {
                    left.add(health.target());
                }
            }
        }
        if (!left.isEmpty()) {
            registrar.deregister(scene, left);
        }
    }
}
