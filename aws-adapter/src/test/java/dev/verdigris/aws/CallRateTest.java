package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A limit of the calls a second. */
class CallRateTest {
    private final List<Duration> waits = new ArrayList<>();

    /** Time in which nobody waits really: what would be waited is remembered. */
    private final TimeSource remembering = new TimeSource() {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            waits.add(duration);
        }
    };

    @Test
    void each_waits_until_those_before_it_have_had_their_turn() {
        CallRate rate = CallRate.perSecond(10, remembering);
        for (int call = 0; call < 100; call++) {
            rate.await("call");
        }

        // Sent at once, the 100th goes 9.9 s after the first; what the machine takes meanwhile is waited less.
        assertThat(waits.get(99)).isBetween(Duration.ofSeconds(5), Duration.ofMillis(9_900));
        assertThat(waits).isSorted();
    }

    @Test
    void without_a_limit_nobody_waits() {
        CallRate.unlimited().await("call");

        assertThat(waits).isEmpty();
    }

    @Test
    void who_is_interrupted_meanwhile_sends_nothing() {
        CallRate rate = CallRate.perSecond(10, remembering);
        AwsCalls calls = new AwsCalls(AwsCalls.TIMEOUT, Duration.ofNanos(1000), rate);
        List<String> sent = new ArrayList<>();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> calls.read("call", () -> sent.add("call")))
                .withMessageContaining("interrupted while waiting for its turn");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(sent).isEmpty();
    }

    @Test
    void a_change_is_permitted_after_it_has_waited_and_not_before() {
        CallRate rate = CallRate.perSecond(10, remembering);
        AwsCalls calls = new AwsCalls(AwsCalls.TIMEOUT, Duration.ofNanos(1000), rate);
        List<Integer> waitedBefore = new ArrayList<>();

        calls.change("call", () -> waitedBefore.add(waits.size()), () -> "sent");

        assertThat(waitedBefore).containsExactly(1);
    }
}
