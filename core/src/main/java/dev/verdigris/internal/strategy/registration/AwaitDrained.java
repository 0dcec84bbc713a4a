package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.Outlook;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import java.time.Duration;

/**
 * Waits until the old targets have finished their requests, as AWS displays it: for the whole deregistration delay.
 *
 * @param terms the switch
 */
record AwaitDrained(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        Duration delay = terms.route().drain();
        Duration deadline = delay.plus(terms.deadlines().drainMargin());
        return new PlannedStep(
                "await-drained",
                "wait until the members of " + terms.fromGroup() + " have drained (" + Words.duration(delay)
                        + "), at most " + Words.duration(deadline),
                Phase.FINALIZE,
                deadline);
    }

    @Override
    public Progress perform(Scene scene) {
        if (Pool.of(scene).holds(scene.look(), terms.leaving())) {
            Pool.of(scene).leave(scene, terms.leaving());
        }
        if (!scene.look().traffic().inRotation(terms.leaving())) {
            return Progress.done();
        }
        int draining = Pool.targets(scene.look()).draining(terms.leaving()).size();
        return Progress.notYet(
                        Words.count(draining, "target") + " draining",
                        "expected the members of " + terms.fromGroup() + " to have drained, found " + draining
                                + " that have not",
                        "wait until they have, before anything ends them")
                .expecting(Outlook.left(
                        scene.departures().left(terms.leaving(), terms.route().drain())));
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public Residue residue() {
        return new Residue(
                "members of " + terms.fromGroup() + " may still finish requests in "
                        + terms.route().name(),
                "see that none is registered, and wait until they have drained");
    }
}
