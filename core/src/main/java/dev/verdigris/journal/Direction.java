package dev.verdigris.journal;

/** Where an open deployment is going. */
public enum Direction {
    /** To what was asked for. */
    FORWARD,
    /** Back to how it was. */
    BACK
}
