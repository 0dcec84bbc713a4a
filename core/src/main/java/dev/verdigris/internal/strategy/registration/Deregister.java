package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.HealthGate;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.targets.StillRegistered;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;

/**
 * Takes the old color out of traffic, if the gate still holds at that moment, and reads back that it is out.
 *
 * @param terms the switch
 */
record Deregister(Terms terms) implements Step {

    private boolean attached() {
        return PoolRoute.of(terms.route()).attached() == terms.leaving();
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "deregister",
                (attached()
                                ? "detach " + terms.route().name() + " from " + terms.fromGroup()
                                : "deregister the members of " + terms.fromGroup() + " from "
                                        + terms.route().name())
                        + ", and read back that " + (attached() ? "its members" : "they") + " are out",
                Phase.SHIFT,
                terms.deadlines().healthy());
    }

    @Override
    public Progress perform(Scene scene) {
        if (Pool.of(scene).holds(scene.look(), terms.leaving())) {
            Progress gate = HealthGate.cutover(terms, scene);
            if (!(gate instanceof Progress.Done)) {
                return gate;
            }
            Pool.of(scene).leave(scene, terms.leaving());
        }
        if (scene.out(terms.leaving())) {
            return Progress.done();
        }
        int left = Pool.targets(scene.look()).registered(terms.leaving()).size();
        return Progress.notYet(
                StillRegistered.words(terms.fromGroup(), left),
                "see who registers them again, and whether the credentials may deregister targets");
    }
}
