package dev.verdigris.report;

/** Where a deployment in progress is going. */
public enum Direction {
    /** To what was asked for. */
    FORWARD,
    /** Back to how it was. */
    BACK
}
