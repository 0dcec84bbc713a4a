package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.plan.Elsewhere;
import dev.verdigris.internal.plan.TrafficPreflight;
import dev.verdigris.internal.step.Difference;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.step.Repair;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A repair that attaches the target group, or detaches it. */
sealed interface AttachmentRepair extends Repair {

    /** The color whose group it is attached to, or detached from. */
    Color color();

    private static void attach(Scene scene, Color color) {
        Progress attached = AttachedGroups.of(scene).attach(scene, color);
        if (attached instanceof Progress.NotYet refused) {
            scene.note(refused.problem());
        }
    }

    /** Whether it is attached by now: nobody's health is waited for. */
    private static Progress attached(Scene scene, Color color) {
        return AttachedGroups.in(AttachedGroups.of(scene).state(scene, color))
                ? Progress.done()
                : Progress.notYet(
                        scene.look().state().route().name() + " is not attached to the group of " + color,
                        "see who detaches it, and whether an instance refresh is in progress");
    }

    /**
     * Attaches it to the group of the color that serves, whose members somebody has registered one by one.
     *
     * @param color that color
     */
    record Join(Color color) implements AttachmentRepair {
        @Override
        public void act(Scene scene) {
            attach(scene, color);
        }

        @Override
        public Progress effect(Scene scene) {
            return attached(scene, color);
        }
    }

    /**
     * Attaches it to the group of the recorded color, since nobody serves, and sees whether its members become healthy.
     *
     * @param color that color
     * @param members its members in service
     */
    record Serve(Color color, Set<InstanceId> members) implements AttachmentRepair {

        /** Members that are registered somewhere else are nobody's to register here. */
        @Override
        public @Nullable Difference obstacle(Supplier<TrafficPreflight> traffic) {
            Map<String, Set<InstanceId>> elsewhere = traffic.get().elsewhere(members);
            return elsewhere.isEmpty()
                    ? null
                    : Difference.report(
                                    "nobody is registered, and members of " + color + " are registered in "
                                            + Elsewhere.listed(elsewhere),
                                    "name the target group that they serve through, or take them out of it first")
                            .inPreflight();
        }

        @Override
        public void act(Scene scene) {
            attach(scene, color);
        }

        @Override
        public Progress effect(Scene scene) {
            Set<InstanceId> healthy = scene.look().healthy(color);
            return healthy.containsAll(scene.servable(color)) && !healthy.isEmpty()
                    ? Progress.done()
                    : Progress.notYet(
                            scene.look().state().route().name() + " was attached to the group of " + color
                                    + ", and not all of its members are healthy",
                            "see why their health checks fail");
        }
    }

    /**
     * Detaches it from the group of the color that should not serve.
     *
     * @param color that color
     * @param floor how much healthy capacity must remain
     */
    record Leave(Color color, int floor) implements AttachmentRepair {
        @Override
        public void act(Scene scene) {
            if (AttachedGroups.in(AttachedGroups.of(scene).state(scene, color))) {
                AttachedGroups.of(scene).detach(scene, color);
            }
        }
    }
}
