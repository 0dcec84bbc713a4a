package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Released;
import dev.verdigris.internal.world.ReleasePointer;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Request;
import java.util.Objects;

/**
 * Selects a release for whatever is launched later.
 *
 * @param request what was asked for
 * @param before what was selected
 * @param release the release
 */
public record SetRelease(Request request, Released before, String release) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "set-release",
                before.place() + ": " + ReleasePointer.shown(before.selected()) + " → " + release,
                Phase.PREPARE,
                request.policy().deadlines().change());
    }

    @Override
    public Progress perform(Scene scene) {
        ReleasePointer pointer = scene.releases(before.place());
        String now = pointer.read();
        if (Objects.equals(now, before.selected()) && !release.equals(now)) {
            pointer.select(now, release);
        } else if (!release.equals(now)) {
            return Progress.failed(
                    "expected " + ReleasePointer.shown(before.selected()) + " in " + before.place()
                            + ", found that someone has selected " + ReleasePointer.shown(now),
                    "find out who has, and select again what it should be");
        }
        return Progress.done();
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Progress undo(Scene scene) {
        ReleasePointer pointer = scene.releases(before.place());
        String now = pointer.read();
        if (release.equals(now) && !release.equals(before.selected())) {
            pointer.select(now, before.selected());
        }
        return Progress.done();
    }

    @Override
    public Residue residue() {
        return new Residue(
                before.place() + " may select " + release,
                "see what is selected there; it was " + ReleasePointer.shown(before.selected()));
    }
}
