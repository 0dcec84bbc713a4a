package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.targets.Members;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * Registers the members of the new fleet as they come in its own target group, which gets no requests, and those that the
 * live fleet gains meanwhile in theirs. On the way back the new ones drain before their fleet is made smaller.
 *
 * @param terms the switch
 */
record Register(Terms terms) implements Step {

    /** The step, if nobody else registers members. */
    static List<Step> of(Terms terms) {
        return ForwardingRoute.of(terms.route()).byHand() == null ? List.of() : List.of(new Register(terms));
    }

    private TargetGroup group() {
        return ForwardingRoute.of(terms.route()).group(terms.to());
    }

    private SortedSet<Integer> ports() {
        return ForwardingRoute.of(terms.route()).ports(terms.to());
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "register",
                "register the members of " + terms.toGroup() + " in " + group().name() + " on "
                        + (ports().size() == 1 ? "port " : "ports ") + Words.list(ports())
                        + ", at weight 0, since Auto Scaling does not",
                Phase.SHIFT,
                terms.deadlines().healthy());
    }

    @Override
    public Progress perform(Scene scene) {
        Set<Target> missing = new LinkedHashSet<>(Members.missing(terms, scene, terms.to()));
        if (terms.from() != null && !scene.leaving(terms.from())) {
            missing.addAll(Members.missing(terms, scene, terms.from()));
        }
        return Members.register(scene, missing);
    }

    @Override
    public boolean standing(Phase phase) {
        return true;
    }

    /** Past the point of no return those that join the new fleet are registered, and the old one is left alone. */
    @Override
    public Progress uphold(Scene scene, Phase phase) {
        return phase.reversible() ? perform(scene) : Members.register(scene, Members.missing(terms, scene, terms.to()));
    }

    @Override
    public Residue lapsed() {
        return new Residue(
                "members of " + terms.toGroup() + " that joined it late may not be registered in " + group().name(),
                "reconcile, which registers them");
    }

    @Override
    public boolean reversible() {
        return true;
    }

    /** A fleet that stays as large as it is stays registered: it gets no requests, and is checked for the next time. */
    @Override
    public Progress undo(Scene scene) {
        Progress back = back(scene, terms);
        boolean shrinks = scene.look().fleet(terms.to()).size().desired()
                > terms.resting().desired();
        return back instanceof Progress.Done && shrinks ? Drain.drained(scene, terms.to(), terms.toGroup()) : back;
    }

    /** Registers what the old fleet has gained; where somebody else has taken out all of it, that too, or nobody would serve. */
    static Progress back(Scene scene, Terms terms) {
        Color old = terms.from();
        if (old == null || ForwardingRoute.of(terms.route()).byHand() == null) {
            return Progress.done();
        }
        Set<Target> coming = Members.missing(terms, scene, old);
        boolean nobody = Routes.state(scene.look()).registered(old).isEmpty();
        return Members.register(scene, coming.isEmpty() && nobody ? Members.absent(scene, old) : coming);
    }

    @Override
    public Duration undoDeadline() {
        return terms.deadlines()
                .healthy()
                .plus(group().deregistrationDelay())
                .plus(terms.deadlines().drainMargin());
    }

    @Override
    public Residue residue() {
        return new Residue(
                "members of " + terms.toGroup() + " may still be registered in " + group().name(),
                "once its weight is 0 in every route, deregister them");
    }
}
