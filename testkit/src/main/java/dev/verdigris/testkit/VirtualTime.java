package dev.verdigris.testkit;

import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/** Time that passes only when somebody waits, and then at once. */
final class VirtualTime implements TimeSource {
    private final World world;
    private final Turns turns;

    VirtualTime(World world) {
        this.world = world;
        this.turns = new Turns(world::now, until -> world.pass(until - world.now()));
    }

    /** What runs several threads in this time, one at a time. */
    Executor threads() {
        return turns;
    }

    @Override
    public Instant now() {
        return World.BEGINNING.plusNanos(world.now());
    }

    @Override
    public long nanoTime() {
        return world.now();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        long nanos = Math.max(0, duration.toNanos());
        if (turns.mine()) {
            turns.sleep(nanos);
        } else {
            world.sleep(nanos);
        }
    }
}
