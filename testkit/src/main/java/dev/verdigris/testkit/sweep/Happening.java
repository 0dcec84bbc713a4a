package dev.verdigris.testkit.sweep;

/** One thing that a schedule lets happen, at a call of whoever acts then. */
sealed interface Happening {

    /** The number of the call, counted from the beginning of the schedule, at which it happens. */
    int at();

    /**
     * The process that acts is struck.
     *
     * @param at at which call
     * @param way in which way; not paused
     */
    record Struck(int at, Way way) implements Happening {
        @Override
        public String toString() {
            return "call " + at + ": " + way;
        }
    }

    /**
     * The process that acts stands still while another one comes.
     *
     * @param at after which call
     * @param visitor what the other one does
     */
    record Visited(int at, Visitor visitor) implements Happening {
        @Override
        public String toString() {
            return "call " + at + ": somebody else comes to " + visitor;
        }
    }

    /**
     * The world moves.
     *
     * @param at after which call
     * @param motion what happens
     */
    record Moved(int at, Motion motion) implements Happening {
        @Override
        public String toString() {
            return "call " + at + ": " + motion;
        }
    }
}
