package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupSize;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.port.Fleets.Resize;
import dev.verdigris.report.Residue;
import java.time.Duration;
import java.util.List;

/**
 * Brings the new fleet to the size that the cutover needs, and holds it there. In a deployment it follows the live
 * fleet.
 *
 * @param terms the switch
 * @param followers the names of those that are asked on the way back whether it is in use
 */
public record ScaleUp(Terms terms, List<String> followers) implements Step {

    @Override
    public PlannedStep planned() {
        GroupSize resting = terms.resting();
        GroupSize now = terms.recycles() ? new GroupSize(0, resting.max(), 0) : resting;
        int needed = terms.expected();
        String min = now.min() < needed ? "min " + now.min() + " → " + needed : "min stays at " + now.min();
        String desired = now.desired() < needed
                ? "desired " + now.desired() + " → " + needed
                : "desired stays at " + now.desired();
        return new PlannedStep(
                "scale-up",
                terms.toGroup() + ": " + min + ", " + desired,
                Phase.PREPARE,
                terms.deadlines().change());
    }

    @Override
    public Progress perform(Scene scene) {
        return grow(scene, Need.now(terms, scene));
    }

    /** What the live fleet has gained beyond what it desires is followed when it is next looked at who serves. */
    @Override
    public Progress uphold(Scene scene, Phase phase) {
        return grow(scene, Need.atLeast(terms, scene));
    }

    private Progress grow(Scene scene, int needed) {
        GroupSize now = scene.look().fleet(terms.to()).size();
        if (needed > now.max()) {
            return Progress.failed(
                    "expected " + terms.toGroup() + " to hold " + terms.capacity(needed) + ", found its maximum at "
                            + now.max(),
                    "raise its maximum size to " + needed + " or more");
        }
        int size = Math.max(needed, Math.min(running(scene.look().fleet(terms.to()), needed), now.max()));
        if (size > needed && now.desired() < size) {
            scene.note(terms.toGroup() + " is held at the " + terms.capacity(size)
                    + " that it has in service, so that Auto Scaling ends none of them while they serve");
        }
        if (now.min() < needed || now.desired() < size) {
            scene.hold(terms.to(), size);
        }
        return Progress.done();
    }

    /**
     * What runs and comes into traffic by a rollback, although the group does not desire it: what the group was scaled in by
     * and has not ended, since it has not come to it, or since that is protected from scale-in. It would end it as soon as
     * it can.
     */
    private int running(Fleet fleet, int needed) {
        if (terms.follows()) {
            return 0;
        }
        return fleet.size().desired() < needed ? fleet.capacityInService() : fleet.protectedInService();
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
    public Duration undoDeadline() {
        Duration change = terms.deadlines().change();
        return followers.isEmpty() ? change : change.plus(terms.deadlines().unused());
    }

    @Override
    public Progress undo(Scene scene) {
        if (!scene.mayHold(terms.to())) {
            return Progress.done();
        }
        GroupSize resting = terms.resting();
        GroupSize now = scene.look().fleet(terms.to()).size();
        int min = now.min();
        if (scene.holds(terms.to(), terms.expected())) {
            min = Math.min(min, resting.min());
        } else if (min != resting.min()) {
            Progress left = SetByOthers.left(scene, terms.to(), terms.toGroup(), min, "it was " + resting.min());
            if (!(left instanceof Progress.Done)) {
                return left;
            }
        }
        int desired = stays(scene) ? now.desired() : Math.min(now.desired(), Math.max(min, resting.desired()));
        if (min != now.min() || desired != now.desired()) {
            scene.resize(terms.to(), Resize.to(min, desired));
        }
        return Progress.done();
    }

    /** Whether a warm fleet stays as large as it is: its members are registered, and would end without draining. */
    private boolean stays(Scene scene) {
        return terms.verb().goesBack()
                && !scene.look().state().undrained(terms.to()).isEmpty();
    }

    @Override
    public Residue residue() {
        return new Residue(
                terms.toGroup() + " may still be scaled up",
                "once none of its instances gets traffic, set its minimum size to "
                        + terms.resting().min() + " and its desired capacity to "
                        + terms.resting().desired());
    }
}
