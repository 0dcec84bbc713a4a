package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.port.Attachments.State;
import dev.verdigris.report.Residue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Attaches the target group to the new color's group, so that Auto Scaling registers its members, and those that join it
 * later. What undoes it is the shift to the old color: the old one is attached and serves in full, then the new one is
 * detached.
 *
 * @param terms the switch
 */
record Attach(Terms terms) implements Step {

    private AttachmentRoute route() {
        return AttachmentRoute.of(terms.route());
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "attach",
                "attach " + route().name() + " to " + terms.toGroup() + ", so that Auto Scaling registers its members"
                        + (terms.from() == null ? "" : " beside those of the live fleet")
                        + ", and those that join it later",
                Phase.SHIFT,
                terms.deadlines()
                        .healthy()
                        .plus(route().drain())
                        .plus(terms.deadlines().drainMargin()));
    }

    @Override
    public Progress perform(Scene scene) {
        AttachedGroups groups = AttachedGroups.of(scene);
        State state = groups.state(scene, terms.to());
        if (AttachedGroups.in(state)) {
            return Progress.done();
        }
        Progress attached = groups.attach(scene, terms.to());
        return attached instanceof Progress.Done
                ? Progress.notYet(route().name() + " is being attached to " + terms.toGroup(), "see who detaches it")
                : attached;
    }

    @Override
    public boolean standing(Phase phase) {
        return true;
    }

    /** What somebody has detached meanwhile is attached again. */
    @Override
    public Progress uphold(Scene scene, Phase phase) {
        return AttachedGroups.seen(scene.look()).attachedTo(terms.to())
                ? Progress.done()
                : AttachedGroups.of(scene).attach(scene, terms.to());
    }

    @Override
    public Residue lapsed() {
        return new Residue(
                route().name() + " may not be attached to " + terms.toGroup() + ", which serves",
                "reconcile, which attaches it");
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Progress undo(Scene scene) {
        Color from = terms.from();
        Progress back = from == null ? Progress.done() : back(scene, from);
        if (!(back instanceof Progress.Done)) {
            return back;
        }
        AttachedGroups groups = AttachedGroups.of(scene);
        State state = groups.state(scene, terms.to());
        if (AttachedGroups.in(state)) {
            groups.detach(scene, terms.to());
        }
        return left(scene, state);
    }

    /** Has the old color serve in full: attached, all of it registered, and healthy in two consecutive polls. */
    private Progress back(Scene scene, Color old) {
        AttachedGroups groups = AttachedGroups.of(scene);
        State state = groups.state(scene, old);
        if (!AttachedGroups.in(state)) {
            Progress attached = groups.attach(scene, old);
            return attached instanceof Progress.Done
                    ? Progress.notYet(
                            route().name() + " is being attached to " + terms.fromGroup(), "see who detaches it")
                    : attached;
        }
        if (state == null || !state.settled()) {
            return Progress.notYet(
                    "the attachment of " + route().name() + " to " + terms.fromGroup() + " is " + state,
                    "see why its members are not registered");
        }
        return scene.steady(old)
                ? Progress.done()
                : Progress.notYet(
                        "members of " + terms.fromGroup() + " not yet healthy in two consecutive polls",
                        "see why the health checks of " + route().name() + " fail on them");
    }

    private Progress left(Scene scene, @Nullable State state) {
        TrafficView traffic = scene.look().traffic();
        if (state == null && !traffic.inRotation(terms.to())) {
            return Progress.done();
        }
        TrafficView.Side side = traffic.side(terms.to());
        return Progress.notYet(
                side.routed().size() + " members of " + terms.toGroup() + " registered, "
                        + side.draining().size() + " draining"
                        + (state == null ? "" : ", the attachment being removed"),
                state == null
                        ? "deregister those that somebody has registered by hand"
                        : "wait until they have drained");
    }

    @Override
    public Duration undoDeadline() {
        return terms.deadlines()
                .healthy()
                .plus(terms.deadlines().healthy())
                .plus(route().drain().multipliedBy(2))
                .plus(terms.deadlines().drainMargin().multipliedBy(2));
    }

    @Override
    public Residue residue() {
        return new Residue(
                route().name() + " may still be attached to " + terms.toGroup(),
                terms.from() == null
                        ? "detach it"
                        : "once it is attached to " + terms.fromGroup()
                                + " and all of its members are healthy, detach it" + " (at most "
                                + Words.duration(route().drain()) + " until they have drained)");
    }
}
