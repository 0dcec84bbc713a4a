package dev.verdigris.testkit.sweep;

import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock that goes ahead: whatever is slept, more of it has passed. */
final class HastyTime implements TimeSource {
    private final TimeSource time;
    private final Duration more;
    private Duration ahead = Duration.ZERO;

    HastyTime(TimeSource time, Duration more) {
        this.time = time;
        this.more = more;
    }

    @Override
    public Instant now() {
        return time.now().plus(ahead);
    }

    @Override
    public long nanoTime() {
        return time.nanoTime() + ahead.toNanos();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        time.sleep(duration);
        ahead = ahead.plus(more);
    }
}
