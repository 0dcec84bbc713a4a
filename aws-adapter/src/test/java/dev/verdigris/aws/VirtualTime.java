package dev.verdigris.aws;

import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Time that passes only when somebody sleeps, so that no test waits for a deadline. */
final class VirtualTime implements TimeSource {
    private long nanos;

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        nanos += Math.max(0, duration.toNanos());
    }
}
