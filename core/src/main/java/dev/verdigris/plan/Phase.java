package dev.verdigris.plan;

import java.util.Locale;

/** A stretch of steps. While a {@link #reversible} phase lasts, failure goes back; from then on, only forward. */
public enum Phase {
    /** The new fleet is brought up; traffic is not touched. */
    PREPARE,
    /** Traffic moves: the cutover. */
    SHIFT,
    /**
     * The new color serves alone, on trial: it is recorded, and nothing of the old one is given up yet. Only where something
     * is asked for that needs it. On the way back traffic goes first, then what this phase has done is undone.
     */
    BAKE,
    /** The new color serves for good; what is left is put in order. That this begins is the point of no return. */
    FINALIZE;

    /** Whether what fails in this phase is rolled back, together with what was done before. */
    public boolean reversible() {
        return this != FINALIZE;
    }

    /**
     * The phase as it is written: {@code prepare}, {@code shift}, {@code bake} or {@code finalize}. A stable string.
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
