package dev.verdigris.aws;

import dev.failsafe.RateLimiter;
import dev.verdigris.error.PortException;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many transmissions a second there are at most. Who comes first goes first, so that nobody waits for ever; the wait is
 * known in advance, and is slept by the time port.
 */
final class CallRate {
    private final @Nullable RateLimiter<Object> limiter;
    private final TimeSource time;

    private CallRate(@Nullable RateLimiter<Object> limiter, TimeSource time) {
        this.limiter = limiter;
        this.time = time;
    }

    /** As many as anybody likes. */
    static CallRate unlimited() {
        return new CallRate(null, TimeSource.system());
    }

    /** So many a second, evenly. */
    static CallRate perSecond(int calls, TimeSource time) {
        return new CallRate(
                RateLimiter.smoothBuilder(calls, Duration.ofSeconds(1)).build(), time);
    }

    /**
     * Waits until one more may be sent.
     *
     * @throws PortException.Unavailable if the thread is interrupted meanwhile; nothing was sent
     */
    void await(String operation) {
        if (limiter == null) {
            return;
        }
        try {
            time.sleep(limiter.reservePermit());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortException.Unavailable(operation, "interrupted while waiting for its turn", e);
        }
    }
}
