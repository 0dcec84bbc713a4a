package dev.verdigris.testkit.sweep;

import org.jspecify.annotations.Nullable;

/**
 * One case of a sweep. Printed, it says how to have it again.
 *
 * @param at the number of the change, or of the call if the process is paused, counted from the beginning of the process
 * @param way what happens there
 * @param cure how it is resolved
 * @param move what the outside world does; empty if nothing
 * @param read after which read of the first process it does so
 * @param second where the process that resolves it is stopped in turn; null if it is not
 */
public record Trial(
        int at,
        Way way,
        Cure cure,
        String move,
        int read,
        @Nullable Second second) {

    /**
     * A second stop.
     *
     * @param at the number of the change
     * @param way what happens there
     */
    public record Second(int at, Way way) {
        @Override
        public String toString() {
            return ", itself " + way + " at its change " + at;
        }
    }

    @Override
    public String toString() {
        return way + " at " + at + ", then " + cure + (second == null ? "" : second)
                + (move.isEmpty() ? "" : "; " + move + " after read " + read);
    }
}
