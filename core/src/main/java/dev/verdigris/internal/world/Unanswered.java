package dev.verdigris.internal.world;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.port.TimeSource;
import java.time.Duration;

/**
 * The changes that got no answer: broken off by an interrupt, timed out, or their reply lost. Nobody knows whether they
 * took effect, and the service may still apply them, as late as a call may last after it was given up.
 */
final class Unanswered {
    private final TimeSource time;
    private final Duration latest;
    private boolean any;
    private long arrived;

    /** @param latest how late a change may be applied after it was given up */
    Unanswered(TimeSource time, Duration latest) {
        this.time = time;
        this.latest = latest;
    }

    /** Sends a change, and remembers if what became of it is not known. */
    void send(Runnable change) {
        try {
            change.run();
        } catch (PermitDeniedException
                | PortException.Throttled
                | PortException.NotFound
                | PortException.Invalid
                | PortException.Conflict
                | PortException.Denied refused) {
            throw refused;
        } catch (RuntimeException e) {
            expect(latest);
            throw e;
        }
    }

    /** Changes may still be applied for so long. */
    void expect(Duration late) {
        long at = time.nanoTime() + late.toNanos();
        arrived = any && arrived - at > 0 ? arrived : at;
        any = true;
    }

    /** Whether there has been one. */
    boolean any() {
        return any;
    }

    /** The time until what was sent has been applied, or never will be; zero if that is so already. */
    Duration left() {
        long left = any ? arrived - time.nanoTime() : 0;
        return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
    }
}
