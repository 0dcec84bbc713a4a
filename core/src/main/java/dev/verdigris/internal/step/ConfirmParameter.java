package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;

/**
 * Sees at the end that the color which serves is recorded, and records it where that could not be done before.
 *
 * @param terms the switch
 */
public record ConfirmParameter(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "confirm-parameter",
                "see that " + terms.environment().activeColorParameter() + " says " + terms.to()
                        + ", which serves then",
                Phase.FINALIZE,
                terms.deadlines().change());
    }

    @Override
    public Progress perform(Scene scene) {
        if (!terms.to().label().equals(scene.parameter().read())) {
            scene.parameter().write(terms.to());
        }
        return Progress.done();
    }

    @Override
    public Residue residue() {
        return WriteParameter.residue(terms, terms.preimage().recorded(), terms.to());
    }
}
