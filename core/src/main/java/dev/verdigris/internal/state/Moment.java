package dev.verdigris.internal.state;

import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A moment by both clocks of a machine: the monotonic one, and the one on the wall. */
record Moment(long nanos, Instant at) {

    static Moment now(TimeSource time) {
        return new Moment(time.nanoTime(), time.now());
    }

    /** The time that has passed since. Where the clocks disagree, the one that says more is believed. */
    Duration passed(TimeSource time) {
        Duration monotonic = Duration.ofNanos(time.nanoTime() - nanos);
        Duration wall = Duration.between(at, time.now());
        return wall.compareTo(monotonic) > 0 ? wall : monotonic;
    }
}
