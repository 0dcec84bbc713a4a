package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.HealthGate;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;

/**
 * Waits until the load balancer finds enough of the new fleet healthy; the state of the attachment says nothing about that.
 *
 * @param terms the switch
 */
record AwaitHealthy(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "await-healthy",
                "wait until " + terms.share(terms.expected())
                        + " of them are healthy in two consecutive polls, at most "
                        + Words.duration(terms.deadlines().healthy()),
                Phase.SHIFT,
                terms.deadlines().healthy());
    }

    @Override
    public Progress perform(Scene scene) {
        return HealthGate.of(terms, scene, true);
    }
}
