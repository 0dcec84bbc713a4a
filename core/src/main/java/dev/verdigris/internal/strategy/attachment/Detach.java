package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.step.HealthGate;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Step;
import dev.verdigris.internal.targets.StillRegistered;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.port.Attachments.State;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Detaches the target group from the old color's group, if the gate still holds at that moment, and reads back that its
 * members are out of traffic.
 *
 * @param terms the switch
 */
record Detach(Terms terms) implements Step {

    /** The color whose group it is detached from: the one that serves, or the other one that it is still attached to. */
    static @Nullable Color old(Terms terms) {
        Color other = terms.to().other();
        boolean unserved = AttachmentRoute.of(terms.route()).unserved().contains(other);
        return terms.from() != null || !unserved ? terms.from() : other;
    }

    private Color old() {
        return Objects.requireNonNull(old(terms));
    }

    private GroupName group() {
        return terms.environment().group(old());
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "detach",
                "detach " + terms.route().name() + " from " + group() + ", and read back that its members are out",
                Phase.SHIFT,
                terms.deadlines().healthy());
    }

    @Override
    public Progress perform(Scene scene) {
        if (AttachedGroups.seen(scene.look()).attachedTo(old())) {
            Progress cutover = cutover(scene);
            if (!(cutover instanceof Progress.Done)) {
                return cutover;
            }
        }
        if (scene.out(old())) {
            return Progress.done();
        }
        int left = scene.look().state().registered(old()).size();
        return Progress.notYet(StillRegistered.words(group(), left), "see who registers them");
    }

    /**
     * An attachment of the new color that is itself on its way in or out may take its members out again, healthy as they
     * are.
     */
    private Progress cutover(Scene scene) {
        Progress gate = HealthGate.cutover(terms, scene);
        if (!(gate instanceof Progress.Done)) {
            return gate;
        }
        AttachedGroups groups = AttachedGroups.of(scene);
        State coming = groups.state(scene, terms.to());
        if (coming == null || !coming.settled()) {
            return Progress.notYet(
                    "the attachment of " + terms.route().name() + " to " + terms.toGroup() + " is "
                            + (coming == null ? "gone" : coming),
                    "see why its members are not registered, or who detaches it");
        }
        if (AttachedGroups.in(groups.state(scene, old()))) {
            groups.detach(scene, old());
        }
        return Progress.done();
    }
}
