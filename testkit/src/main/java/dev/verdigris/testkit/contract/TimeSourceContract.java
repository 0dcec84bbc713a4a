package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The contract of {@link TimeSource}: what every implementation must do. */
public abstract class TimeSourceContract {

    /** Called by subclasses. */
    protected TimeSourceContract() {}

    /** The time under test. */
    protected abstract TimeSource time();

    @Test
    final void a_sleep_lets_at_least_that_much_time_pass() throws InterruptedException {
        TimeSource time = time();
        long began = time.nanoTime();

        time.sleep(Duration.ofMillis(2));

        assertThat(time.nanoTime() - began)
                .isGreaterThanOrEqualTo(Duration.ofMillis(2).toNanos());
    }

    @Test
    final void the_wall_clock_goes_on_too() throws InterruptedException {
        TimeSource time = time();
        Instant before = time.now();

        time.sleep(Duration.ofMillis(2));

        assertThat(time.now()).isAfter(before);
    }

    @Test
    final void a_sleep_of_nothing_returns() throws InterruptedException {
        time().sleep(Duration.ZERO);
        time().sleep(Duration.ofSeconds(-1));
    }

    @Test
    final void an_interrupted_thread_does_not_sleep() {
        for (Duration duration : new Duration[] {Duration.ofHours(1), Duration.ZERO}) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> time().sleep(duration));

            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
