package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import java.time.Duration;

/**
 * Says that what the new color's group launches gets requests at once, since the target group is attached to it while nobody
 * serves. On the way back it is detached before anything else, so that what was launched can end.
 *
 * @param terms the switch
 */
record AttachedAlready(Terms terms) implements Step {

    /** Whether it is so. */
    static boolean is(Terms terms) {
        return terms.from() == null
                && AttachmentRoute.of(terms.route()).unserved().contains(terms.to());
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "attached-already",
                terms.route().name() + " is attached to " + terms.toGroup()
                        + " while nobody serves: what is launched there gets requests at once; on the way back it is detached",
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
    public boolean undoneFirst() {
        return true;
    }

    @Override
    public Progress undo(Scene scene) {
        return new Attach(terms).undo(scene);
    }

    @Override
    public Duration undoDeadline() {
        return new Attach(terms).undoDeadline();
    }

    @Override
    public Residue residue() {
        return new Attach(terms).residue();
    }
}
