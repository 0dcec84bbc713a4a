package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.Outlook;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.port.Attachments.State;
import dev.verdigris.report.Residue;
import java.time.Duration;

/**
 * Waits until the old members have finished their requests, for the whole deregistration delay, and Auto Scaling has removed
 * the attachment.
 *
 * @param terms the switch
 */
record AwaitRemoved(Terms terms) implements Step {

    @Override
    public PlannedStep planned() {
        Duration delay = terms.route().drain();
        Duration deadline = delay.plus(terms.deadlines().drainMargin());
        return new PlannedStep(
                "await-removed",
                "wait until the members of " + terms.fromGroup() + " have drained (" + Words.duration(delay)
                        + ") and the attachment is removed, at most " + Words.duration(deadline),
                Phase.FINALIZE,
                deadline);
    }

    @Override
    public Progress perform(Scene scene) {
        int left = scene.look().traffic().side(terms.leaving()).routed().size();
        int draining = scene.look().traffic().side(terms.leaving()).draining().size();
        AttachedGroups groups = AttachedGroups.of(scene);
        boolean listed = AttachedGroups.seen(scene.look()).attachedTo(terms.leaving());
        if (!listed && left + draining > 0) {
            return Progress.notYet(
                            Words.count(left, "instance") + " registered, " + draining + " draining",
                            "expected the members of " + terms.fromGroup() + " to have drained, found "
                                    + (left + draining) + " that have not",
                            left == 0
                                    ? "wait until they have, before anything ends them"
                                    : "deregister those that somebody has registered by hand")
                    .expecting(outlook(scene));
        }
        State state = groups.state(scene, terms.leaving());
        if (AttachedGroups.in(state)) {
            groups.detach(scene, terms.leaving());
        } else if (state == null && left + draining == 0) {
            return Progress.done();
        }
        return Progress.notYet(
                        "the attachment of " + terms.route().name() + " to " + terms.fromGroup() + " is being removed",
                        "wait until it is, before anything ends its members")
                .expecting(outlook(scene));
    }

    private Outlook outlook(Scene scene) {
        return Outlook.left(
                scene.departures().left(terms.leaving(), terms.route().drain()));
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public Residue residue() {
        return new Residue(
                "members of " + terms.fromGroup() + " may still finish requests in "
                        + terms.route().name(),
                "see that it is not attached to " + terms.fromGroup() + ", and wait until its members have drained");
    }
}
