package dev.verdigris.testkit.sweep;

/** One thing that a schedule lets happen, at a call of whoever acts then. */
sealed interface Incident {

    /** The number of the call, counted from the beginning of the schedule, at which it happens. */
    int at();

    /**
     * The process that acts is struck.
     *
     * @param at at which call
     * @param fault how; not paused
     */
    record Faulted(int at, Fault fault) implements Incident {
        @Override
        public String toString() {
            return "call " + at + ": " + fault;
        }
    }

    /**
     * The process that acts is paused while another one comes.
     *
     * @param at after which call
     * @param rival what the other one does
     */
    record RivalCame(int at, ProcessVerb rival) implements Incident {
        @Override
        public String toString() {
            return "call " + at + ": a rival begins to " + rival;
        }
    }

    /**
     * The world moves.
     *
     * @param at after which call
     * @param move what happens
     */
    record Moved(int at, ColorMove move) implements Incident {
        @Override
        public String toString() {
            return "call " + at + ": " + move;
        }
    }
}
