package dev.verdigris.internal.step;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Look;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Registers the members of the new fleet as they come, and those that the live fleet gains meanwhile. What undoes it is
 * the shift to the old color: the old one serves in full, then the new one leaves.
 *
 * @param terms the switch
 */
public record Register(Terms terms) implements Step {

    /** The quota of targets is used up: no waiting cures that (ELBv2 API, RegisterTargets). */
    private static final String TOO_MANY = "TooManyTargets";

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "register",
                "register the members of " + terms.toGroup() + " in " + terms.targetGroup() + " on "
                        + (terms.preimage().ports().size() == 1 ? "port " : "ports ")
                        + Words.list(terms.preimage().ports())
                        + ", beside those of the live fleet" + Waves.sentence(terms),
                Phase.SHIFT,
                terms.deadlines().healthy().multipliedBy(Waves.expected(terms)));
    }

    @Override
    public Progress perform(Scene scene) {
        Set<Target> coming = missing(scene, terms.to());
        Set<Target> wave = Waves.next(terms, scene.look(), terms.to(), coming);
        Set<Target> missing = new LinkedHashSet<>(wave);
        if (terms.from() != null && !scene.leaving(terms.from())) {
            missing.addAll(missing(scene, terms.from()));
        }
        Progress registered = register(scene, missing);
        if (!(registered instanceof Progress.Done) || wave.size() == coming.size() || enough(scene)) {
            return registered;
        }
        return Progress.notYet(
                coming.size() - wave.size() + " to be registered once those before them are healthy",
                "see why the health checks of " + terms.targetGroup() + " fail on those that are registered");
    }

    /** Whether as much is registered as the cutover needs. */
    private boolean enough(Scene scene) {
        Set<InstanceId> registered = new HashSet<>();
        scene.look()
                .targets()
                .registered(terms.to())
                .forEach(health -> registered.add(health.target().instance()));
        registered.retainAll(scene.servable(terms.to()));
        int capacity = scene.look().fleet(terms.to()).instances().stream()
                .filter(member -> registered.contains(member.id()))
                .mapToInt(Instance::weight)
                .sum();
        return capacity >= terms.needed(scene);
    }

    @Override
    public boolean standing(Phase phase) {
        return true;
    }

    /** Past the point of no return those that join the new fleet are registered, and the old one is left alone. */
    @Override
    public Progress uphold(Scene scene, Phase phase) {
        return phase.reversible() ? perform(scene) : register(scene, missing(scene, terms.to()));
    }

    @Override
    public Residue lapsed() {
        return new Residue(
                "members of " + terms.toGroup() + " that joined it late may not be registered in "
                        + terms.targetGroup(),
                "reconcile, which registers them");
    }

    private Set<Target> missing(Scene scene, Color color) {
        List<InstanceId> members = new ArrayList<>(scene.servable(color));
        members.removeIf(member -> keptOut(scene, color, member));
        return absent(scene, color, members);
    }

    private Set<Target> absent(Scene scene, Color color, List<InstanceId> members) {
        Set<Target> registered = new HashSet<>();
        for (TargetHealth health : scene.look().targets().registered(color)) {
            registered.add(health.target());
        }
        Set<Target> missing = new LinkedHashSet<>();
        for (InstanceId member : members) {
            for (int port : terms.preimage().ports()) {
                Target target = new Target(member, port);
                if (!registered.contains(target)) {
                    missing.add(target);
                }
            }
        }
        return missing;
    }

    /** A rollback goes back to what an earlier deployment of ours took out. */
    private boolean keptOut(Scene scene, Color color, InstanceId member) {
        boolean back = color == terms.to() && terms.from() != null && !terms.follows();
        if (back || !scene.takenOutByOthers(member)) {
            return false;
        }
        scene.note(member + " of " + terms.environment().group(color)
                + " was taken out of traffic by somebody else, and is left so");
        return true;
    }

    /** A member may leave its group or stop running while it is registered: then the world is looked at again. */
    private static Progress register(Scene scene, Set<Target> missing) {
        if (missing.isEmpty()) {
            return Progress.done();
        }
        try {
            scene.register(missing);
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

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Progress undo(Scene scene) {
        if (terms.from() != null) {
            Progress back = back(scene, terms.from());
            if (!(back instanceof Progress.Done)) {
                return back;
            }
        }
        if (scene.look().traffic().reaches(terms.to())) {
            if (terms.from() != null && !scene.steady(terms.from())) {
                return Progress.notYet(
                        "members of " + terms.fromGroup() + " not yet healthy in two consecutive polls",
                        "see why the health checks of " + terms.targetGroup() + " fail on them");
            }
            scene.deregister(terms.to());
        }
        Look look = scene.look();
        if (!look.traffic().inRotation(terms.to())) {
            return Progress.done();
        }
        return Progress.notYet(
                look.targets().registered(terms.to()).size() + " targets of " + terms.toGroup() + " registered, "
                        + look.targets().draining(terms.to()).size() + " draining",
                "wait until they have drained");
    }

    /** Registers the old color again; where somebody else has taken out all of it, that too, or nobody would serve. */
    private Progress back(Scene scene, Color old) {
        Set<Target> coming = missing(scene, old);
        boolean members = !scene.servable(old).isEmpty();
        if (coming.isEmpty() && members && !scene.look().traffic().reaches(old)) {
            if (!scene.out(old)) {
                return Progress.notYet("no target of " + terms.fromGroup() + " registered at this poll", "look again");
            }
            coming = absent(scene, old, scene.servable(old));
        }
        return register(scene, Waves.next(terms, scene.look(), old, coming));
    }

    @Override
    public Duration undoDeadline() {
        return terms.deadlines()
                .healthy()
                .multipliedBy(Waves.expected(terms))
                .plus(terms.preimage().targetGroup().deregistrationDelay())
                .plus(terms.deadlines().drainMargin());
    }

    @Override
    public Residue residue() {
        return new Residue(
                "members of " + terms.toGroup() + " may still be registered in " + terms.targetGroup(),
                terms.from() == null
                        ? "deregister them"
                        : "once all members of " + terms.fromGroup() + " are registered and healthy, deregister them");
    }
}
