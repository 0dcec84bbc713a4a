package dev.verdigris.internal.step;

import dev.verdigris.internal.world.Scene;
import dev.verdigris.outcome.Residue;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.port.Resize;

/**
 * Gives the fleet that serves now the minimum of the serving role. Bounds belong to the role, not to the color.
 *
 * @param terms the switch
 */
public record HandOver(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        int held = Math.max(terms.resting().min(), terms.expected());
        return new PlannedStep(
                "hand-over",
                terms.toGroup() + ": min " + held + " → " + terms.servingMin() + ", that of the serving role",
                Phase.SETTLE,
                terms.deadlines().change());
    }

    /** Where the minimum is what it should be, but not what we wrote last, the look may be older than that. */
    @Override
    public Progress perform(Scene scene) {
        int now = scene.look().fleet(terms.to()).bounds().min();
        boolean right = now == terms.servingMin();
        if (right && scene.pins().getOrDefault(terms.to(), now) == now) {
            return Progress.done();
        }
        if (right || now == terms.resting().min() || scene.holds(terms.to(), terms.expected())) {
            scene.resize(terms.to(), Resize.min(terms.servingMin()));
        } else {
            scene.note(terms.toGroup() + ": someone set its minimum to " + now
                    + " meanwhile; it is left so (the serving role's is " + terms.servingMin() + ")");
        }
        return Progress.done();
    }

    @Override
    public Residue residue() {
        return new Residue(
                terms.toGroup() + " may still have its minimum held at its size",
                "set its minimum size to " + terms.servingMin());
    }
}
