package dev.verdigris.plan;

import java.util.Locale;

/** A stretch of steps. Before {@link #FINALIZE} begins, failure goes back; from then on, only forward. */
public enum Phase {
    /** The new fleet is brought up; traffic is not touched. */
    PREPARE,
    /** Traffic moves: the cutover. */
    SHIFT,
    /** The new color serves alone; what is left is put in order. */
    FINALIZE;

    /** The phase as it is written: {@code prepare}, {@code shift} or {@code finalize}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
