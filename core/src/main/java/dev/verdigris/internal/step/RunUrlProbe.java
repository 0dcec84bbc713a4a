package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;

/**
 * Asks one of the user's probes through the load balancer, once all requests go to the new color.
 *
 * @param terms the switch
 * @param name the name that the probe is registered under
 * @param reached what has brought all requests to the new color, and keeps them there
 */
public record RunUrlProbe(Terms terms, String name, Step reached) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "url-probe:" + name,
                "probe what users reach by '" + name + "', at most "
                        + Words.duration(terms.deadlines().check()),
                Phase.BAKE,
                terms.deadlines().check());
    }

    @Override
    public Progress perform(Scene scene) {
        Progress kept = reached.perform(scene);
        if (!(kept instanceof Progress.Done)) {
            return kept;
        }
        String failing = scene.probes().ask(name);
        return failing == null
                ? Progress.done()
                : Progress.notYet(
                        failing,
                        "expected the probe '" + name + "' to be passed through the load balancer, found that "
                                + failing,
                        "see what the probe '" + name + "' expects of the new version, and how requests come to it");
    }
}
