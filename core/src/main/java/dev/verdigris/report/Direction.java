package dev.verdigris.report;

/** The direction of a deployment in progress. */
public enum Direction {
    /** The direction to what was asked for. */
    FORWARD,
    /** The direction back to how everything was. */
    BACK
}
