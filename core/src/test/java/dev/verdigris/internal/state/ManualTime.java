package dev.verdigris.internal.state;

import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The two clocks of one machine, which pass when somebody sleeps or a test says so, and what happens meanwhile. */
final class ManualTime implements TimeSource {
    private final TreeMap<Long, Runnable> events = new TreeMap<>();
    private Instant wall;
    private long nanos;

    /** A machine that thinks it is that late, up for that long. */
    ManualTime(Instant wall, Duration up) {
        this.wall = wall;
        this.nanos = up.toNanos();
    }

    @Override
    public Instant now() {
        return wall;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted in manual time");
        }
        pass(duration);
    }

    /** Both clocks go on. */
    void pass(Duration duration) {
        long until = nanos + duration.toNanos();
        for (Map.Entry<Long, Runnable> next = events.firstEntry();
                next != null && next.getKey() <= until;
                next = events.firstEntry()) {
            events.remove(next.getKey());
            onTo(next.getKey());
            next.getValue().run();
        }
        onTo(Math.max(nanos, until));
    }

    private void onTo(long moment) {
        wall = wall.plusNanos(moment - nanos);
        nanos = moment;
    }

    /** Only the wall clock goes on, or back. */
    void wallJumps(Duration by) {
        wall = wall.plus(by);
    }

    /** Something happens once so much has passed from now. */
    void after(Duration delay, Runnable event) {
        events.put(nanos + delay.toNanos(), event);
    }
}
