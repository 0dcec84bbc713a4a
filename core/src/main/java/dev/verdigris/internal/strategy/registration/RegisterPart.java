package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.HealthGate;
import dev.verdigris.internal.step.Need;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Stages;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.step.Stragglers;
import dev.verdigris.internal.targets.Members;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Shift;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers a part of the new fleet beside all of the old one, and waits until it is healthy: as many instances as that part
 * of the requests needs. The old fleet is whole until the last stage is reached, so that the way back is to deregister the
 * new one, and no more.
 *
 * @param terms the switch
 * @param stage the part
 */
record RegisterPart(Terms terms, Shift.Stage stage) implements Step {

    private PoolRoute route() {
        return PoolRoute.of(terms.route());
    }

    /** All of it, whose undoing is that of every part. */
    private Register all() {
        return new Register(terms);
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                Stages.id(stage),
                "register " + (stage.last() ? "all" : part() + " of") + " " + terms.capacity(terms.expected()) + " of "
                        + terms.toGroup() + " in " + route().name() + beside() + Waves.sentence(terms)
                        + ", and wait until they are healthy in two consecutive polls, at most "
                        + stragglers().sentence(),
                Phase.SHIFT,
                stragglers().longest());
    }

    /** Where later stages follow the live fleet, what that gains meanwhile has to come into service. */
    private Stragglers stragglers() {
        Duration healthy = terms.deadlines().healthy().multipliedBy(Waves.expected(terms));
        return Stragglers.registered(
                terms,
                Stages.id(stage),
                Stages.first(terms, stage)
                        ? healthy
                        : terms.deadlines().inService().plus(healthy));
    }

    /** What the plan expects to be registered. */
    private int part() {
        return Need.part(terms.expected(), stage.percent());
    }

    private String beside() {
        int live = terms.preimage().size(terms.leaving()).desired();
        return ", beside the " + terms.share(live) + " of " + terms.fromGroup()
                + (stage.last() ? "" : " (" + 100 * part() / (part() + live) + " % of the requests)");
    }

    @Override
    public Progress perform(Scene scene) {
        Set<Target> coming = coming(scene);
        boolean sure = coming.isEmpty() || scene.again("few in " + Stages.id(stage));
        Set<Target> wave = sure ? Waves.next(route(), scene.look(), terms.to(), coming) : Set.of();
        Set<Target> missing = new LinkedHashSet<>(wave);
        missing.addAll(Register.live(terms, scene));
        Progress registered = Members.register(scene, missing);
        if (!(registered instanceof Progress.Done)) {
            return registered;
        }
        return wave.size() == coming.size()
                ? gate(scene)
                : Progress.notYet(
                        Words.count(coming.size() - wave.size(), "target") + " to be registered"
                                + (sure ? " once those before them are healthy" : "; looking once more"),
                        "see why the health checks of " + route().name() + " fail on those that are registered");
    }

    private Progress gate(Scene scene) {
        return HealthGate.replacing(scene, stragglers(), HealthGate.cutover(terms, scene, stage.percent()));
    }

    /**
     * The targets that are missing in this part: those of instances that have others there, and then so many instances as it
     * takes. One poll may not show what was registered just before it.
     */
    private Set<Target> coming(Scene scene) {
        Set<Target> missing = Members.missing(terms, scene, terms.to());
        if (stage.last()) {
            return missing;
        }
        Set<InstanceId> chosen =
                new HashSet<>(scene.look().traffic().side(terms.to()).routed());
        chosen.retainAll(scene.servable(terms.to()));
        int part = Need.part(Need.now(terms, scene), stage.percent());
        Set<Target> coming = new LinkedHashSet<>();
        for (Target target : missing) {
            InstanceId member = target.instance();
            if (chosen.contains(member) || scene.look().capacity(chosen) < part) {
                chosen.add(member);
                coming.add(target);
            }
        }
        return coming;
    }

    @Override
    public boolean announced() {
        return true;
    }

    @Override
    public boolean standing(Phase phase) {
        return stage.last() && all().standing(phase);
    }

    @Override
    public Progress uphold(Scene scene, Phase phase) {
        return all().uphold(scene, phase);
    }

    @Override
    public @Nullable Residue lapsed() {
        return stage.last() ? all().lapsed() : null;
    }

    @Override
    public boolean reversible() {
        return Stages.first(terms, stage);
    }

    @Override
    public Progress undo(Scene scene) {
        return all().undo(scene);
    }

    @Override
    public Duration undoDeadline() {
        return all().undoDeadline();
    }

    @Override
    public @Nullable Residue residue() {
        return Stages.first(terms, stage) ? all().residue() : null;
    }
}
