package dev.verdigris.internal.world;

import dev.verdigris.port.TimeSource;
import java.time.Duration;

/** The changes that may still arrive: ours that got no answer, and those of whoever the deployment took over from. */
final class InFlight {
    private final Unanswered ours;
    private final Unanswered others;
    private final Duration latest;
    private boolean othersEnd;

    /** @param latest how late a change may be applied after it was given up */
    InFlight(TimeSource time, Duration latest) {
        this.ours = new Unanswered(time, latest);
        this.others = new Unanswered(time, latest);
        this.latest = latest;
    }

    /** Sends a change of ours, and remembers if what became of it is not known. */
    void send(Runnable change) {
        ours.send(change);
    }

    /** Something that was sent got no answer, and may still arrive. */
    void unanswered() {
        ours.expect(latest);
    }

    /**
     * Expects changes of whoever the deployment took over from, for so long.
     *
     * @param ends whether one of them may end instances of the color that comes
     */
    void expectOthers(Duration late, boolean ends) {
        others.expect(late);
        othersEnd = ends;
    }

    /** Whether there has been one. */
    boolean any() {
        return ours.any() || others.any();
    }

    /** The time until each has been applied, or never will be. */
    Duration left() {
        return ours.left().compareTo(others.left()) > 0 ? ours.left() : others.left();
    }

    /** The time for which one of the others may still terminate instances of the color that comes. */
    Duration othersEndFor() {
        return othersEnd ? others.left() : Duration.ZERO;
    }
}
