package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.Color;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import org.jspecify.annotations.Nullable;

/**
 * Tells a follower which color serves now, until it confirms; on the way back, which one serves again.
 *
 * @param terms the change of traffic
 * @param name the name that the follower is registered under
 * @param reached what has moved traffic, and keeps it there
 */
public record Follow(Terms terms, String name, Step reached) implements Step {

    /** The color that serves once traffic has moved; null if none does. */
    private @Nullable Color to() {
        return terms.ends() ? null : terms.to();
    }

    /** The color that served before; null if none did. */
    private @Nullable Color from() {
        return terms.leavingColor();
    }

    private static String serves(@Nullable Color color) {
        return color == null ? "nobody serves" : color + " serves";
    }

    @Override
    public PlannedStep planned() {
        return new PlannedStep(
                "follow:" + name,
                "tell '" + name + "' that " + serves(to()) + ", until it confirms",
                Phase.BAKE,
                terms.deadlines().follow());
    }

    @Override
    public Progress perform(Scene scene) {
        Progress kept = reached.perform(scene);
        return kept instanceof Progress.Done ? tell(scene, from(), to()) : kept;
    }

    @Override
    public boolean reversible() {
        return true;
    }

    /** While traffic could not be brought back, a follower stays with it. */
    @Override
    public Progress undo(Scene scene) {
        Color from = terms.from();
        return from == null || scene.look().traffic().reaches(from)
                ? tell(scene, to(), from())
                : Progress.notYet(
                        "no traffic reaches " + terms.fromGroup() + ", so that '" + name + "' stays where it is",
                        "see what keeps traffic where it is");
    }

    private Progress tell(Scene scene, @Nullable Color from, @Nullable Color to) {
        String found = scene.tell(name, from, to);
        return found == null
                ? Progress.done()
                : Progress.notYet(
                        "'" + name + "': " + found,
                        "expected follower '" + name + "' to confirm that " + serves(to) + ", found " + found,
                        "see why '" + name + "' does not follow");
    }

    @Override
    public Residue residue() {
        return new Residue(
                "'" + name + "' may act on another color: it has not confirmed that " + serves(from()),
                "tell it that " + serves(from()));
    }
}
