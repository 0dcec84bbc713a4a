package dev.verdigris.internal.step;

import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import dev.verdigris.plan.PlannedStep;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Gate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One step: what it does, what undoes it and how it reads aloud. Level-triggered: it looks at the world, closes the
 * difference and says how it stands. It never waits, and doing it twice is as doing it once.
 */
public interface Step {

    /** The step as it is printed in a plan. */
    PlannedStep planned();

    /** Looks once, changes what is missing, and returns how the step stands. */
    Progress perform(Scene scene);

    /** Whether it is undone when something fails before the point of no return. What changes nothing need not be. */
    default boolean reversible() {
        return false;
    }

    /**
     * Undoes it, just as {@link #perform} does it; only what is {@link #reversible}. Undoing what never began changes
     * nothing.
     */
    default Progress undo(Scene scene) {
        return Progress.done();
    }

    /** Whether it is undone before the other steps of its phase, because these build on it on the way back as well. */
    default boolean undoneFirst() {
        return false;
    }

    /** The longest that undoing the step may take. */
    default Duration undoDeadline() {
        return planned().deadline();
    }

    /** Whether what it is for must stay so while later steps run that are of that phase. */
    default boolean standing(Phase phase) {
        return false;
    }

    /** Sees to it that it stays so, just as {@link #perform}; only while it is {@link #standing}. */
    default Progress uphold(Scene scene, Phase phase) {
        return perform(scene);
    }

    /** The residue if the step could not be upheld past the point of no return; null if it does not stand then. */
    default @Nullable Residue lapsed() {
        return null;
    }

    /**
     * Whether it may last so long, past the point of no return, that what stands then is checked again at each of its polls.
     */
    default boolean lasting() {
        return false;
    }

    /** Whether nothing that comes after it is done if it could not be, past the point of no return. */
    default boolean holdsUp() {
        return false;
    }

    /**
     * Whether the deployment state must name it before it begins, because undoing what never began of it would do harm.
     * Every other step may have begun as soon as its phase, or the last such step before it, is in the deployment
     * state.
     */
    default boolean announced() {
        return false;
    }

    /**
     * Whether the deployment state must say when it was reached, so that whoever resumes it goes on with its time; only what
     * is {@link #announced}.
     */
    default boolean timed() {
        return false;
    }

    /** The gate that it is, at which a run ends until somebody has promoted it; null if it is none. */
    default @Nullable Gate gate() {
        return null;
    }

    /**
     * Whether what it has found must be so once more when a gate after it, at the end of that phase, has been promoted,
     * however long that took; only what changes nothing.
     */
    default boolean premise(Phase gate) {
        return false;
    }

    /** Looks once more whether what it has found is so, however long ago that was; only what is a {@link #premise}. */
    default Progress again(Scene scene) {
        return perform(scene);
    }

    /** Whether it ends an idle fleet that may have been kept warm. */
    default boolean recycles() {
        return false;
    }

    /**
     * The residue if the step cannot be done (after the point of no return) or undone (before); null if nothing can be:
     * it changes nothing.
     */
    default @Nullable Residue residue() {
        return null;
    }
}
