package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
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
                        + " of them are healthy in two consecutive polls" + HealthGate.besides(terms) + ", at most "
                        + HealthGate.stragglers(terms).sentence(),
                Phase.SHIFT,
                HealthGate.stragglers(terms).longest());
    }

    @Override
    public Progress perform(Scene scene) {
        return HealthGate.await(terms, scene, true);
    }
}
