package dev.verdigris.request;

import dev.verdigris.internal.text.Words;
import java.time.Duration;

/** A decision about the old fleet: what becomes of it once the new one serves. */
public sealed interface KeepWarm {

    /**
     * The decision that the old fleet keeps running, its minimum held at its size, so that a rollback takes seconds. It
     * costs what it costs.
     */
    record Forever() implements KeepWarm {
        @Override
        public String toString() {
            return "forever";
        }
    }

    /**
     * The decision that the old fleet is scaled down to the idle role's minimum once it has drained. A rollback then
     * starts instances first.
     */
    record None() implements KeepWarm {
        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * The decision that the old fleet is kept warm for a time, and scaled down when that is over. The
     * moment is in the deployment state. Once it is past by five minutes, for which the clocks of two machines may differ,
     * the next command scales that fleet down: {@code BlueGreen.reconcile}, or whatever else changes something, once it
     * has succeeded. Until then, and for as long as nobody gives one, a rollback goes to that fleet. Nothing is ended that
     * gets requests, or that somebody has made larger than it was.
     *
     * @param time for how long, from the end of the deployment or the rollback, by the clock of whoever ends it
     */
    record For(Duration time) implements KeepWarm {

        /** @throws IllegalArgumentException if the time is zero or negative */
        public For {
            Positive.require("keep warm", time);
        }

        @Override
        public String toString() {
            return "for " + Words.duration(time);
        }
    }

    /** Keeps the old fleet warm until something scales it down: the default. */
    static KeepWarm forever() {
        return new Forever();
    }

    /** Scales the old fleet down once it has drained. */
    static KeepWarm none() {
        return new None();
    }

    /**
     * Keeps the old fleet warm for a time; see {@link For}.
     *
     * @throws IllegalArgumentException if the time is zero or negative
     */
    static KeepWarm of(Duration time) {
        return new For(time);
    }
}
