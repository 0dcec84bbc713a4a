package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.targets.StillRegistered;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import java.time.Duration;

/**
 * Detaches the target group from the group that serves, with nobody in its place, and reads back that its members are out of
 * traffic. What undoes it attaches it again.
 *
 * @param terms the shutdown
 */
record Withdraw(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "withdraw",
                "detach " + terms.route().name() + " from " + terms.fromGroup()
                        + " with nobody in its place, and read back that its members are out",
                Phase.SHIFT,
                terms.deadlines().healthy());
    }

    @Override
    public Progress perform(Scene scene) {
        AttachedGroups groups = AttachedGroups.of(scene);
        if (AttachedGroups.seen(scene.look()).attachedTo(terms.leaving())
                && AttachedGroups.in(groups.state(scene, terms.leaving()))) {
            groups.detach(scene, terms.leaving());
        }
        if (scene.out(terms.leaving())) {
            return Progress.done();
        }
        int left = scene.look().state().registered(terms.leaving()).size();
        return Progress.notYet(StillRegistered.words(terms.fromGroup(), left), "see who registers them");
    }

    @Override
    public boolean reversible() {
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
        return new Residue(
                terms.route().name() + " may not be attached to " + terms.fromGroup() + ", so that nobody serves",
                "attach it");
    }
}
