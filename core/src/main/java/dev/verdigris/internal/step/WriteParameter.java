package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;

/**
 * Records the color that serves now, at once. If that fails for good it is named; traffic does not move back for a
 * note.
 *
 * @param terms the switch
 */
public record WriteParameter(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "write-parameter",
                "record " + terms.preimage().recorded() + " → " + terms.to() + " at "
                        + terms.environment().activeColorParameter(),
                Phase.FINALIZE,
                terms.deadlines().change());
    }

    @Override
    public Progress perform(Scene scene) {
        scene.parameter().write(terms.to());
        return Progress.done();
    }

    @Override
    public Residue residue() {
        return residue(terms, terms.preimage().recorded(), terms.to());
    }

    /** What is left where one color may be recorded while another serves. */
    static Residue residue(Terms terms, Color recorded, Color serves) {
        ParameterPath parameter = terms.environment().activeColorParameter();
        return new Residue(
                parameter + " may still say " + recorded + " while traffic reaches " + serves,
                "set it: aws ssm put-parameter --overwrite --type String --name " + parameter + " --value " + serves);
    }
}
