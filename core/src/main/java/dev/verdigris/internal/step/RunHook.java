package dev.verdigris.internal.step;

import dev.verdigris.hook.Hook;
import dev.verdigris.internal.plan.Occasion;
import dev.verdigris.internal.plan.PlacedHook;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import org.jspecify.annotations.Nullable;

/**
 * Calls one of the user's hooks at its point until it is done, and on the way back until it is undone. The deployment state
 * names it before it is called for the first time, so that no hook is undone that never began.
 *
 * @param hook the hook
 * @param on what it is called for
 * @param premise what must be so whenever it is called; null if nothing must
 */
public record RunHook(
        PlacedHook hook, Occasion on, @Nullable Step premise) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                hook.participant().label(),
                "call '" + hook.name() + "' " + when() + ", until it is done"
                        + (reversible() ? "; on the way back, until it is undone" : ""),
                phase(),
                on.timeout());
    }

    /** Its point, in words. */
    private String when() {
        return hook.point().label().replaceFirst("-", " the ");
    }

    private Phase phase() {
        return hook.point().phase();
    }

    @Override
    public Progress perform(Scene scene) {
        Progress kept = premise == null ? Progress.done() : premise.perform(scene);
        if (!(kept instanceof Progress.Done)) {
            return kept;
        }
        if (!scene.hooks().has(hook)) {
            scene.note("'" + hook.name() + "' is not registered here, and is done without");
            return Progress.done();
        }
        return progress(scene.hooks().perform(hook, on), "done", "see what '" + hook.name() + "' is for");
    }

    private Progress progress(Hook.Answer answer, String expected, String remedy) {
        String problem = "expected hook '" + hook.name() + "' to be " + expected + ", found ";
        if (answer instanceof Hook.Answer.NotYet notYet) {
            return Progress.notYet(
                    "'" + hook.name() + "': " + notYet.waitingFor(), problem + notYet.waitingFor(), remedy);
        }
        return answer instanceof Hook.Answer.Failed failed
                ? Progress.failed(problem + failed.why(), remedy)
                : Progress.done();
    }

    /** What is to be cleaned up is kept until then. */
    @Override
    public boolean holdsUp() {
        return hook.point() == Hook.Point.BEFORE_CLEAN_UP;
    }

    @Override
    public boolean announced() {
        return true;
    }

    @Override
    public boolean reversible() {
        return phase().reversible();
    }

    /** What was done because traffic had moved is not undone while it could not be brought back. */
    @Override
    public Progress undo(Scene scene) {
        Color served = on.served();
        if (phase() == Phase.BAKE && served != null && !scene.look().traffic().reaches(served)) {
            return Progress.notYet(
                    "no traffic is back, so that '" + hook.name() + "' is not undone",
                    "see what keeps traffic where it is");
        }
        Residue left = residue();
        return scene.hooks().has(hook)
                ? progress(scene.hooks().undo(hook, on), "undone", left.remedy())
                : Progress.left(
                        "expected hook '" + hook.name() + "' to be undone, found it not registered here",
                        left.remedy());
    }

    @Override
    public Residue residue() {
        if (reversible()) {
            return new Residue(
                    "'" + hook.name() + "' may have done what it does " + when() + ", which is not undone",
                    "see what it has done, and undo that");
        }
        return new Residue(
                "'" + hook.name() + "' has not done what it does " + when()
                        + (holdsUp() ? ", and what was to be cleaned up is kept" : ""),
                "see why; it is called again when this is resumed");
    }
}
