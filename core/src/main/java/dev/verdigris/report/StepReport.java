package dev.verdigris.report;

import java.time.Duration;

/**
 * What became of one step of the plan.
 *
 * @param id the step's id
 * @param state how it stands
 * @param took how long it took, its undoing included; zero if it never began
 */
public record StepReport(String id, State state, Duration took) {

    /** How a step stands at the end. */
    public enum State {
        /** Done. */
        DONE,
        /** It could not be done, or did not stay so while later steps ran; where it was undone, the outcome says so. */
        FAILED,
        /** It was done, and has been undone. */
        UNDONE,
        /** It was done and could not be undone; see the residue. */
        LEFT,
        /** It began, and was given up when another step failed, or when the deployment was interrupted. */
        STOPPED,
        /** It never began. */
        SKIPPED
    }
}
