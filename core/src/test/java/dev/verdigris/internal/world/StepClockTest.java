package dev.verdigris.internal.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** R26: the clock of a bake, in the process that began it and in the next. */
class StepClockTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    /** A machine at that time, which has been up for a minute. */
    private static final class Machine implements TimeSource {
        private Instant wall;
        private long nanos = Duration.ofMinutes(1).toNanos();

        Machine(Instant wall) {
            this.wall = wall;
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
        public void sleep(Duration duration) {
            wall = wall.plus(duration);
            nanos += duration.toNanos();
        }
    }

    private final Machine machine = new Machine(NOON);

    private StepClock clock(@Nullable Instant reached) {
        Memory memory =
                reached == null ? null : new Memory(Map.of(), 0, null, true, List.of(), Map.of("bake:10", reached));
        return new StepClock(machine, memory);
    }

    @Test
    void what_begins_here_counts_from_when_it_is_first_asked() {
        StepClock clock = clock(null);
        machine.sleep(HOUR);

        assertThat(clock.since("bake:10")).isZero();
        machine.sleep(HOUR);
        assertThat(clock.since("bake:10")).isEqualTo(HOUR);
        assertThat(clock.since("bake:50")).as("each for itself").isZero();
    }

    @Test
    void r26_what_was_reached_before_goes_on_with_the_time_that_nobody_was_there() {
        StepClock clock = clock(NOON.minus(HOUR));

        assertThat(clock.since("bake:10")).isEqualTo(HOUR);
        machine.sleep(HOUR);
        assertThat(clock.since("bake:10")).isEqualTo(HOUR.multipliedBy(2));
        assertThat(clock.since("bake:50")).as("which this run reaches itself").isZero();
    }

    @Test
    void r26_where_the_clock_is_behind_all_of_it_is_still_to_come() {
        StepClock clock = clock(NOON.plus(HOUR));

        assertThat(clock.since("bake:10")).isZero();
        machine.sleep(HOUR);
        assertThat(clock.since("bake:10")).isEqualTo(HOUR);
    }

    @Test
    void a_wall_clock_that_is_put_meanwhile_changes_nothing() {
        StepClock clock = clock(NOON.minus(HOUR));
        clock.since("bake:10");
        machine.wall = NOON.minus(HOUR.multipliedBy(24));

        assertThat(clock.since("bake:10")).isEqualTo(HOUR);
        machine.wall = Instant.MAX;
        assertThat(clock.since("bake:10")).isEqualTo(HOUR);
    }

    @Test
    void a_moment_that_makes_no_sense_breaks_nothing() {
        assertThat(clock(Instant.MIN).since("bake:10")).isPositive();
    }
}
