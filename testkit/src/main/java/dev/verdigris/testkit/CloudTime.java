package dev.verdigris.testkit;

import java.util.concurrent.Executor;

/** The time of a simulated cloud, and the threads that share it. */
abstract sealed class CloudTime permits CloudParameters {
    final World world;
    final VirtualTime time;

    CloudTime(Settings settings) {
        this.world = new World(settings.seed(), settings.staleness().toNanos());
        this.time = new VirtualTime(world);
    }

    /**
     * An executor whose tasks share the cloud's time: each has a thread of its own, of which one runs at a time, until it
     * waits. Nobody else may use the cloud until all have ended.
     */
    public Executor threads() {
        return time.threads();
    }
}
