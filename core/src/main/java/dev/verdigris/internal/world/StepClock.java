package dev.verdigris.internal.world;

import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The clock of steps that take their time. A step that was reached by an earlier run goes on with the time since then, by
 * the clocks of both machines: what passed while no process was there counts. If this machine's clock is behind, none of it
 * does. From there on the time is that of this process alone, whatever becomes of its clock.
 */
final class StepClock {
    private final TimeSource time;
    private final Map<String, Instant> reached;
    private final Map<String, Start> starts = new HashMap<>();

    /** @param memory what an earlier run of the same deployment knew; null if there was none */
    StepClock(TimeSource time, @Nullable Memory memory) {
        this.time = time;
        this.reached = memory == null ? Map.of() : memory.since();
    }

    /** Where a step stood when this run first asked. */
    private record Start(Duration passed, long nanoTime) {}

    /** The time since a step was reached: by an earlier run, or else since this is asked for the first time. */
    Duration since(String step) {
        Start start = starts.computeIfAbsent(step, this::start);
        return start.passed.plusNanos(time.nanoTime() - start.nanoTime);
    }

    private Start start(String step) {
        Instant before = reached.get(step);
        Duration passed = before == null ? Duration.ZERO : Duration.between(before, time.now());
        return new Start(passed.isNegative() ? Duration.ZERO : passed, time.nanoTime());
    }
}
