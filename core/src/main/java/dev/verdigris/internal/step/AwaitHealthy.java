package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;

/**
 * Waits until the load balancer finds enough of the new fleet healthy, in the target group that both colors share.
 *
 * @param terms the switch
 */
public record AwaitHealthy(Terms terms) implements Step {

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
