package dev.verdigris.internal.world;

import dev.verdigris.request.Tolerance;

/** How much healthy capacity is enough for the color that serves to leave, as far as what was asked for goes. */
public sealed interface Enough {

    /** How much must be left, where so much served. */
    int of(int served);

    /** As much as served. */
    record AsServed() implements Enough {
        @Override
        public int of(int served) {
            return served;
        }
    }

    /**
     * A capacity of its own, as a rollback has it.
     *
     * @param capacity that capacity
     */
    record Capacity(int capacity) implements Enough {
        @Override
        public int of(int served) {
            return Math.min(capacity, served);
        }
    }

    /**
     * As much as served, but for what may be missing.
     *
     * @param tolerance what may be missing
     */
    record Tolerated(Tolerance tolerance) implements Enough {
        @Override
        public int of(int served) {
            return tolerance.enough(served);
        }
    }

    /** None at all: a shutdown was asked for. It is the only thing that the traffic guard lets take the last of what serves. */
    record Nothing() implements Enough {
        @Override
        public int of(int served) {
            return 0;
        }
    }
}
