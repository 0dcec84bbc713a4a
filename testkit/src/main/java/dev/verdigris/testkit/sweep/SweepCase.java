package dev.verdigris.testkit.sweep;

import org.jspecify.annotations.Nullable;

/**
 * One case of a sweep. Printed, it says how to have it again.
 *
 * @param at the number of the change, or of the call if the process is paused, counted from the beginning of the process
 * @param fault what happens there
 * @param resolution how it is resolved then
 * @param move what the outside world does; empty if nothing
 * @param read after which read of the first process it does so
 * @param second where the process that resolves it is stopped in turn; null if it is not
 */
public record SweepCase(
        int at,
        Fault fault,
        Resolution resolution,
        String move,
        int read,
        @Nullable Second second) {

    /**
     * A second stop.
     *
     * @param at the number of the change
     * @param fault what happens there
     */
    public record Second(int at, Fault fault) {
        @Override
        public String toString() {
            return ", itself " + fault + " at its change " + at;
        }
    }

    @Override
    public String toString() {
        return fault + " at " + at + ", then " + resolution + (second == null ? "" : second)
                + (move.isEmpty() ? "" : "; " + move + " after read " + read);
    }
}
