package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.GroupSize;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.report.Residue;

/** Holds the live fleet's minimum at its size, so that nothing scales it in meanwhile. Scale-out stays alive. */
public record Pin(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        GroupSize live = terms.preimage().size(terms.leaving());
        String sentence = live.min() < live.desired()
                ? terms.fromGroup() + ": min " + live.min() + " → " + live.desired()
                        + ", so that nothing scales the live fleet in"
                : terms.fromGroup() + ": min stays at " + live.min() + ", which holds the live fleet at its size";
        return new PlannedStep("pin", sentence, Phase.PREPARE, terms.deadlines().change());
    }

    @Override
    public Progress perform(Scene scene) {
        GroupSize live = scene.look().fleet(terms.leaving()).size();
        if (live.min() < live.desired()) {
            scene.hold(terms.leaving(), live.desired());
        }
        return Progress.done();
    }

    @Override
    public boolean standing(Phase phase) {
        return phase.reversible();
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Progress undo(Scene scene) {
        int before = terms.preimage().size(terms.leaving()).min();
        int now = scene.look().fleet(terms.leaving()).size().min();
        if (now == before || !scene.mayHold(terms.leaving())) {
            return Progress.done();
        }
        if (scene.holds(terms.leaving(), terms.preimage().size(terms.leaving()).desired())) {
            scene.resize(terms.leaving(), Resize.min(before));
            return Progress.done();
        }
        return SetByOthers.left(scene, terms.leaving(), terms.fromGroup(), now, "it was " + before);
    }

    @Override
    public Residue residue() {
        int before = terms.preimage().size(terms.leaving()).min();
        return new Residue(
                terms.fromGroup() + " may still have its minimum held at its size",
                "set its minimum size back to " + before);
    }
}
