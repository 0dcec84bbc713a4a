package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Released;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.world.ReleasePointer;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import java.util.Objects;

/**
 * Sees at the end that the release which serves is the one that later launches boot with. What someone else has selected
 * meanwhile is left, and said.
 *
 * @param terms the switch
 * @param before what was selected, and what served
 * @param release the release that serves now
 */
public record ConfirmRelease(Terms terms, Released before, String release) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "confirm-release",
                "see that " + release + ", which serves then, is what " + before.place() + " selects",
                Phase.FINALIZE,
                terms.deadlines().change());
    }

    @Override
    public Progress perform(Scene scene) {
        ReleasePointer pointer = scene.releases(before.place());
        String now = pointer.read();
        if (release.equals(now)) {
            return Progress.done();
        }
        if (Objects.equals(now, before.selected())) {
            pointer.select(now, release);
        } else {
            scene.note(SelectRelease.left(before.place(), now, release));
        }
        return Progress.done();
    }

    @Override
    public Residue residue() {
        return SelectRelease.residue(before.place(), release);
    }
}
