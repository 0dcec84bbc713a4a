package dev.verdigris.testkit;

import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Time that passes only when somebody waits, and then at once. */
final class VirtualTime implements TimeSource {
    private final World world;

    VirtualTime(World world) {
        this.world = world;
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
        world.sleep(Math.max(0, duration.toNanos()));
    }
}
