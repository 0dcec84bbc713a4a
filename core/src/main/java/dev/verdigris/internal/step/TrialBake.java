package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.request.Bake;

/**
 * Has the new fleet serve on trial for a time, while it is healthy enough for all requests. The time goes on while no process
 * is there.
 *
 * @param terms the switch
 * @param bake for how long
 * @param reached what has brought all requests to the new fleet, and keeps them there
 */
public record TrialBake(Terms terms, Bake bake, Step reached) implements Step {
    private static final String ID = "bake";
    private static final int ALL = 100;

    private static Steady steady(Terms terms) {
        return new Steady(terms, ALL, ID);
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                ID,
                "leave it so for " + Words.duration(bake.time()) + " on trial; "
                        + steady(terms).sentence(),
                Phase.BAKE,
                bake.time()
                        .plus(terms.deadlines().inService())
                        .plus(terms.deadlines().healthy()));
    }

    @Override
    public Progress perform(Scene scene) {
        Progress fallen = steady(terms).fallen(scene);
        if (fallen != null) {
            return fallen;
        }
        Progress kept = reached.perform(scene);
        return kept instanceof Progress.Done ? steady(terms).rest(scene, bake.time()) : kept;
    }

    @Override
    public boolean announced() {
        return true;
    }

    @Override
    public boolean timed() {
        return true;
    }
}
