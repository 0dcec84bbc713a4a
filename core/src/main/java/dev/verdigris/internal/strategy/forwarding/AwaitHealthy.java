package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.HealthGate;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;

/**
 * Waits until the load balancer finds enough of the new fleet healthy, at weight 0.
 *
 * @param terms the switch
 */
record AwaitHealthy(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "await-healthy",
                "wait until " + terms.share(terms.expected()) + " of "
                        + ForwardingRoute.of(terms.route()).group(terms.to()).name()
                        + " are healthy in two consecutive polls" + HealthGate.besides(terms)
                        + ", without any requests, at most "
                        + HealthGate.stragglers(terms).sentence(),
                Phase.SHIFT,
                HealthGate.stragglers(terms).longest());
    }

    /** What was named a moment ago may not be in use by every look yet; what somebody left out meanwhile is named again. */
    @Override
    public Progress perform(Scene scene) {
        Routes.of(scene).form(scene);
        return HealthGate.await(terms, scene, false);
    }
}
