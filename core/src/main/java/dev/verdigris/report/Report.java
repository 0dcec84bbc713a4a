package dev.verdigris.report;

import dev.verdigris.model.Color;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of a deployment, or of whatever else has a plan: what it did, however it ended. Immutable.
 *
 * <p>{@code BlueGreen} makes it, also on the testkit's {@code SimulatedCloud}, which is how a test gets one. Facts may
 * be added in a later version: implement it in tests only.
 */
public interface Report {

    /** The name of the environment. */
    String environment();

    /** The id of the deployment, as it is in the deployment state. */
    String deployment();

    /** The title: what was to be done, in one line. */
    String title();

    /** The color that traffic left or was to leave; null on a first deployment. */
    @Nullable
    Color from();

    /** The color that traffic went to or was to go to; null if it was not to move. */
    @Nullable
    Color to();

    /** The reports of the steps, in the plan's order; empty if nothing had begun. */
    List<Step> steps();

    /** The notes: what was found on the way and left alone, in words. */
    List<String> notes();

    /** The time that it took, from the time it was begun or resumed. */
    Duration took();

    /**
     * The time for which both colors had targets that may have answered: from the first new target seen healthy to the
     * last old one drained, as far as was seen. Zero if the new color never became healthy.
     */
    Duration bothServed();

    /**
     * What happened in this run, moment by moment, and what it saw meanwhile; whole once the verb has returned. Without a moment
     * where nothing was done. A run before this one, of a deployment that was resumed, is not in it.
     */
    default Timeline timeline() {
        return Timeline.of(environment(), deployment());
    }

    /** The report of one step of a plan: what became of it. */
    interface Step {

        /** The step's id. */
        String id();

        /** The state of the step. */
        State state();

        /** The time that the step took, its undoing included; zero if it never began. */
        Duration took();

        /** The state of a step at the end. */
        enum State {
            /** The step is done. */
            DONE,
            /**
             * The step could not be done, or did not stay so while later steps ran; where it was undone, the outcome
             * says so.
             */
            FAILED,
            /** The step was done, and has been undone. */
            UNDONE,
            /** The step was done and could not be undone; see the residue. */
            LEFT,
            /** The step began, and was given up when another step failed, or when the deployment was interrupted. */
            STOPPED,
            /** The step is a gate, at which the deployment waits until somebody promotes or aborts it. */
            PAUSED,
            /** The step never began. */
            SKIPPED
        }
    }
}
