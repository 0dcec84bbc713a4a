package dev.verdigris.port;

import java.time.Duration;
import java.time.Instant;

/** Time, as a port: nothing else in this library knows what time it is, or waits. */
public interface TimeSource {

    /** The wall clock, for what people read. */
    Instant now();

    /** A clock that only goes forward, in nanoseconds from an arbitrary origin, for measuring and for deadlines. */
    long nanoTime();

    /**
     * Lets that much time pass. A duration of zero or less returns at once.
     *
     * @throws InterruptedException if the thread was or is interrupted
     */
    void sleep(Duration duration) throws InterruptedException;

    /** The time of this machine. */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
