package dev.verdigris.internal.step;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;

/**
 * Records the color that serves on trial, and on the way back the former one, once traffic reaches that again. A note that
 * fails moves no traffic: it is told, and made at the end.
 *
 * @param terms the switch
 */
public record TrialParameter(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "write-parameter",
                "record " + terms.preimage().recorded() + " → " + terms.to() + " at "
                        + terms.environment().activeColorParameter() + "; on the way back, " + former(),
                Phase.BAKE,
                terms.deadlines().change());
    }

    /** The color to go back to: the one that served or, where nobody did, the one that was recorded. */
    private Color former() {
        Color from = terms.from();
        return from == null ? terms.preimage().recorded() : from;
    }

    @Override
    public Progress perform(Scene scene) {
        try {
            scene.parameter().write(terms.to());
        } catch (PortException e) {
            scene.note(terms.environment().activeColorParameter() + " could not be set to " + terms.to()
                    + " at once, and is at the end: " + e.problem());
        }
        return Progress.done();
    }

    @Override
    public boolean reversible() {
        return true;
    }

    /** Whoever acts on it is told afterwards, on the way back too. */
    @Override
    public boolean undoneFirst() {
        return true;
    }

    /** While traffic could not be brought back, what is recorded stays with it. */
    @Override
    public Progress undo(Scene scene) {
        Color from = terms.from();
        if (from != null && !scene.look().traffic().reaches(from)) {
            return Progress.notYet(
                    "no traffic reaches " + terms.fromGroup() + ", so that " + terms.to() + " stays recorded",
                    "see what keeps traffic where it is");
        }
        if (!former().label().equals(scene.parameter().read())) {
            scene.parameter().write(former());
        }
        return Progress.done();
    }

    @Override
    public Residue residue() {
        return WriteParameter.residue(terms, terms.to(), former());
    }
}
