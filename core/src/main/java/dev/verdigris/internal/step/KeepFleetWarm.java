package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.GroupSize;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import dev.verdigris.request.KeepWarm;

/**
 * Leaves the old fleet running, its minimum held at its size, so that no scaling policy empties it before a rollback.
 *
 * @param terms the switch
 */
public record KeepFleetWarm(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        int size = terms.preimage().size(terms.leaving()).desired();
        return new PlannedStep(
                "keep-warm",
                terms.fromGroup() + ": keep its " + size + " running" + time() + ", min held at " + size
                        + (terms.verb().adopts() == null
                                ? ", for a quick rollback"
                                : " (its own is "
                                        + terms.preimage().size(terms.leaving()).min() + "), for the way back"),
                Phase.FINALIZE,
                terms.deadlines().change());
    }

    private String time() {
        KeepWarm asked = terms.policy().keepWarm();
        return asked instanceof KeepWarm.For ? " " + asked : "";
    }

    @Override
    public Progress perform(Scene scene) {
        GroupSize old = scene.look().fleet(terms.leaving()).size();
        if (old.min() < old.desired()) {
            scene.hold(terms.leaving(), old.desired());
        }
        return Progress.done();
    }

    @Override
    public Residue residue() {
        return new Residue(
                terms.fromGroup() + " may not be held at its size, so that scaling may empty it",
                "set its minimum size to its desired capacity, or clean it up");
    }
}
