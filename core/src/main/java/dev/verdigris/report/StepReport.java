package dev.verdigris.report;

import java.time.Duration;

/**
 * The report of one step of a plan: what became of it.
 *
 * @param id the step's id
 * @param state how it stands
 * @param took how long it took, its undoing included; zero if it never began
 */
public record StepReport(String id, State state, Duration took) {

    /** The state of a step at the end. */
    public enum State {
        /** The step is done. */
        DONE,
        /**
         * The step could not be done, or did not stay so while later steps ran; where it was undone, the outcome says
         * so.
         */
        FAILED,
        /** The step was done, and has been undone. */
        UNDONE,
        /** The step was done and could not be undone; see the residue. */
        LEFT,
        /** The step began, and was given up when another step failed, or when the deployment was interrupted. */
        STOPPED,
        /** The step never began. */
        SKIPPED
    }
}
