package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupSize;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.report.Residue;

/** Ends what is left of an earlier version in the idle fleet, so that only new instances are ever served. */
public record Recycle(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        GroupSize idle = terms.preimage().size(terms.to());
        return new PlannedStep(
                "recycle",
                terms.toGroup() + ": min " + idle.min() + " → 0, desired " + idle.desired()
                        + " → 0; end what is left there of an earlier version, and wait until it is gone",
                Phase.PREPARE,
                terms.deadlines().gone());
    }

    @Override
    public Progress perform(Scene scene) {
        scene.markPreExisting(terms.to());
        GroupSize idle = scene.look().fleet(terms.to()).size();
        if (idle.min() > 0 || idle.desired() > 0) {
            scene.resize(terms.to(), Resize.to(0, 0));
        }
        Fleet fleet = scene.look().fleet(terms.to());
        Remaining left = Remaining.of(fleet);
        left.note(scene, terms.to());
        if (left.count() == 0) {
            return Progress.done();
        }
        return Progress.notYet(
                        Words.count(left.count(), "instance") + " of " + terms.toGroup() + " still there: "
                                + left.named(),
                        "expected " + terms.toGroup() + " to be empty, found " + left.named(),
                        left.remedy(fleet))
                .expecting(Outlook.gradual());
    }

    @Override
    public boolean announced() {
        return true;
    }

    @Override
    public boolean recycles() {
        return true;
    }

    @Override
    public boolean reversible() {
        return true;
    }

    /** Leaves a fleet at rest whose recycling has begun: there is no way back to instances that were told to end. */
    @Override
    public Progress undo(Scene scene) {
        GroupSize idle = scene.look().fleet(terms.to()).size();
        GroupSize rest = terms.resting();
        boolean emptied = idle.min() == 0;
        boolean untouched = idle.min() == terms.preimage().size(terms.to()).min();
        if (idle.min() != rest.min() && (emptied || untouched)) {
            int desired = emptied ? Math.max(idle.desired(), rest.desired()) : rest.desired();
            scene.resize(terms.to(), Resize.to(rest.min(), desired));
        }
        return Progress.done();
    }

    @Override
    public Residue residue() {
        return new Residue(
                terms.toGroup() + " may have been scaled to zero",
                "set its minimum size to " + terms.resting().min() + " and its desired capacity to "
                        + terms.resting().desired());
    }
}
