package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.targets.StillRegistered;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import java.time.Duration;

/**
 * Takes the color that serves out of traffic with nobody in its place, and reads back that it is out. What undoes it
 * registers those members again that are still there.
 *
 * @param terms the shutdown
 */
record Withdraw(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "withdraw",
                "deregister the members of " + terms.fromGroup() + " from "
                        + terms.route().name() + " with nobody in their place, and read back that they are out",
                Phase.SHIFT,
                terms.deadlines().change());
    }

    @Override
    public Progress perform(Scene scene) {
        if (scene.look().traffic().reaches(terms.leaving())) {
            Pool.of(scene).deregister(scene, terms.leaving());
        }
        if (scene.out(terms.leaving())) {
            return Progress.done();
        }
        int left = Pool.targets(scene.look()).registered(terms.leaving()).size();
        return Progress.notYet(
                StillRegistered.words(terms.fromGroup(), left),
                "see who registers them again, and whether the credentials may deregister targets");
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Progress undo(Scene scene) {
        Progress registered = new Register(terms).undo(scene);
        if (!(registered instanceof Progress.Done)) {
            return registered;
        }
        boolean nobody = scene.look().healthy(terms.leaving()).isEmpty()
                && !scene.servable(terms.leaving()).isEmpty();
        return !nobody && scene.steady(terms.leaving())
                ? Progress.done()
                : Progress.notYet(
                        "members of " + terms.fromGroup() + " not yet healthy in two consecutive polls",
                        "see why the health checks of " + terms.route().name() + " fail on them");
    }

    @Override
    public Duration undoDeadline() {
        return terms.deadlines().healthy();
    }

    @Override
    public Residue residue() {
        return new Residue(
                "members of " + terms.fromGroup() + " may not be registered in "
                        + terms.route().name() + ", so that nobody serves",
                "register them");
    }
}
