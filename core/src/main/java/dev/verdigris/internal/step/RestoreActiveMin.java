package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.report.Residue;

/**
 * Gives the fleet that serves now the minimum of the active role. A minimum belongs to the role, not to the color.
 *
 * @param terms the switch
 */
public record RestoreActiveMin(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        int held = Math.max(terms.resting().min(), terms.expected());
        return new PlannedStep(
                "restore-active-min",
                terms.toGroup() + ": min " + held + " → " + terms.activeMin() + ", the active role's",
                Phase.FINALIZE,
                terms.deadlines().change());
    }

    /**
     * Also writes a minimum that is what it should be, but not what we wrote last: the look may be older than that.
     */
    @Override
    public Progress perform(Scene scene) {
        int now = scene.look().fleet(terms.to()).size().min();
        boolean right = now == terms.activeMin();
        if (right && scene.pins().getOrDefault(terms.to(), now) == now) {
            return Progress.done();
        }
        if (right || now == terms.resting().min() || scene.holds(terms.to(), terms.expected())) {
            scene.resize(terms.to(), Resize.min(terms.activeMin()));
            return Progress.done();
        }
        return SetByOthers.left(scene, terms.to(), terms.toGroup(), now, "the active role's is " + terms.activeMin());
    }

    @Override
    public Residue residue() {
        return new Residue(
                terms.toGroup() + " may still have its minimum held at its size",
                "set its minimum size to " + terms.activeMin());
    }
}
