package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.Need;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.targets.Members;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Registers the members of the new fleet as they come, and those that the live fleet gains meanwhile. What undoes it is
 * the shift to the old color: the old one serves in full, then the new one leaves.
 *
 * @param terms the switch
 */
record Register(Terms terms) implements Step {

    private PoolRoute route() {
        return PoolRoute.of(terms.route());
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "register",
                "register the members of " + terms.toGroup() + " in " + route().name() + " on "
                        + (route().ports().size() == 1 ? "port " : "ports ")
                        + Words.list(route().ports())
                        + ", beside those of the live fleet" + Waves.sentence(terms),
                Phase.SHIFT,
                terms.deadlines().healthy().multipliedBy(Waves.expected(terms)));
    }

    @Override
    public Progress perform(Scene scene) {
        Set<Target> coming = Members.missing(terms, scene, terms.to());
        Set<Target> wave = Waves.next(route(), scene.look(), terms.to(), coming);
        Set<Target> missing = new LinkedHashSet<>(wave);
        missing.addAll(live(terms, scene));
        Progress registered = Members.register(scene, missing);
        if (!(registered instanceof Progress.Done) || wave.size() == coming.size() || enough(scene)) {
            return registered;
        }
        return Progress.notYet(
                coming.size() - wave.size() + " to be registered once those before them are healthy",
                "see why the health checks of " + route().name() + " fail on those that are registered");
    }

    /** The members that the live fleet has gained, unless Auto Scaling registers them. */
    static Set<Target> live(Terms terms, Scene scene) {
        Color from = terms.from();
        return from == null
                        || scene.leaving(from)
                        || PoolRoute.of(terms.route()).attached() == from
                ? Set.of()
                : Members.missing(terms, scene, from);
    }

    /** Whether as much is registered as the cutover needs. */
    private boolean enough(Scene scene) {
        Set<InstanceId> registered =
                new LinkedHashSet<>(scene.look().traffic().side(terms.to()).routed());
        registered.retainAll(scene.servable(terms.to()));
        int capacity = scene.look().fleet(terms.to()).instances().stream()
                .filter(member -> registered.contains(member.id()))
                .mapToInt(Instance::weight)
                .sum();
        return capacity >= Need.now(terms, scene);
    }

    @Override
    public boolean standing(Phase phase) {
        return true;
    }

    /**
     * Once traffic has moved those that join the new fleet are registered, and the old one is left alone: whoever resumes
     * while the new one is on trial has not taken it out, and would else put it back.
     */
    @Override
    public Progress uphold(Scene scene, Phase phase) {
        return phase == Phase.SHIFT
                ? perform(scene)
                : Members.register(scene, Members.missing(terms, scene, terms.to()));
    }

    @Override
    public Residue lapsed() {
        return new Residue(
                "members of " + terms.toGroup() + " that joined it late may not be registered in " + route().name(),
                "reconcile, which registers them");
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
                        "see why the health checks of " + route().name() + " fail on them");
            }
            Pool.of(scene).deregister(scene, terms.to());
        }
        TrafficView traffic = scene.look().traffic();
        if (!traffic.inRotation(terms.to())) {
            return Progress.done();
        }
        ColoredTargets targets = Pool.targets(scene.look());
        return Progress.notYet(
                targets.registered(terms.to()).size() + " targets of " + terms.toGroup() + " registered, "
                        + targets.draining(terms.to()).size() + " draining",
                "wait until they have drained");
    }

    /** Registers the old color again; where somebody else has taken out all of it, that too, or nobody would serve. */
    private Progress back(Scene scene, Color old) {
        OldAttachment attachment = Pool.of(scene).attachment(old);
        if (attachment != null) {
            return attachment.back(scene, old);
        }
        Set<Target> coming = Members.missing(terms, scene, old);
        boolean members = !scene.servable(old).isEmpty();
        if (coming.isEmpty() && members && !scene.look().traffic().reaches(old)) {
            if (!scene.out(old)) {
                return Progress.notYet("no target of " + terms.fromGroup() + " registered at this poll", "look again");
            }
            coming = Members.absent(scene, old);
        }
        return Members.register(scene, Waves.next(route(), scene.look(), old, coming));
    }

    @Override
    public Duration undoDeadline() {
        return terms.deadlines()
                .healthy()
                .multipliedBy(Waves.expected(terms))
                .plus(route().drain())
                .plus(terms.deadlines().drainMargin());
    }

    @Override
    public Residue residue() {
        return new Residue(
                "members of " + terms.toGroup() + " may still be registered in " + route().name(),
                terms.from() == null
                        ? "deregister them"
                        : "once all members of " + terms.fromGroup() + " are registered and healthy, deregister them");
    }
}
