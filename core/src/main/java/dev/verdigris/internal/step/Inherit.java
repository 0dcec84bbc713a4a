package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;

/**
 * Inherits a deployment from which a rollback took over before it had recorded its color: if the rollback is undone,
 * the color that serves then is recorded.
 *
 * @param terms the switch
 */
public record Inherit(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "inherit",
                "take over before " + terms.leaving() + " was recorded; only if this is undone, record it at "
                        + terms.environment().activeColorParameter(),
                Phase.PREPARE,
                terms.deadlines().change());
    }

    @Override
    public Progress perform(Scene scene) {
        return Progress.done();
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Progress undo(Scene scene) {
        scene.parameter().write(terms.leaving());
        return Progress.done();
    }

    @Override
    public Residue residue() {
        return WriteParameter.residue(terms, terms.preimage().recorded(), terms.leaving());
    }
}
