package dev.verdigris.plan;

/** A stretch of steps. Before {@link #SETTLE} begins, failure goes back; from then on, only forward. */
public enum Phase {
    /** The new fleet is brought up; traffic is not touched. */
    PREPARE,
    /** Traffic moves: the cutover. */
    SHIFT,
    /** The new color serves alone; what is left is put in order. */
    SETTLE
}
