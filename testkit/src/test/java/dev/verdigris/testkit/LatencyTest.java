package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static long[] sorted(Latency latency) {
        SplittableRandom random = new SplittableRandom(5);
        return LongStream.range(0, 10_000)
                .map(any -> latency.nanos(random) / 1_000_000)
                .sorted()
                .toArray();
    }

    @Test
    void an_exact_latency_is_always_the_same() {
        assertThat(Latency.exactly(SECOND).nanos(new SplittableRandom(1))).isEqualTo(SECOND.toNanos());
        assertThat(Latency.exactly(Duration.ZERO)).isSameAs(Latency.NONE);
    }

    @Test
    void a_latency_between_two_is_anything_between_them() {
        long[] drawn = sorted(Latency.between(SECOND, SECOND.multipliedBy(3)));

        assertThat(drawn[0]).isBetween(1000L, 1010L);
        assertThat(drawn[5000]).isBetween(1900L, 2100L);
        assertThat(drawn[9999]).isBetween(2990L, 3000L);
        assertThat(sorted(Latency.between(SECOND, SECOND))[9999]).isEqualTo(1000);
    }

    @Test
    void a_typical_latency_has_its_median_and_its_worst() {
        long[] drawn = sorted(Latency.typically(SECOND.multipliedBy(15), SECOND.multipliedBy(60)));

        assertThat(drawn[5000]).isBetween(14_500L, 15_500L);
        assertThat(drawn[9900]).isBetween(50_000L, 70_000L);
        assertThat(drawn[9999]).isLessThanOrEqualTo(120_000L);
    }

    @Test
    void nonsense_is_refused() {
        assertThatThrownBy(() -> Latency.exactly(SECOND.negated())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Latency.between(SECOND, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Latency.between(SECOND.negated(), SECOND))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Latency.typically(Duration.ZERO, SECOND)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Latency.typically(SECOND, Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HealthCheck.every(SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 to 300 s");
        assertThatThrownBy(() -> new HealthCheck(Duration.ofSeconds(30), 1, 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SimulatedCloud.builder().batchSize(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SimulatedCloud.builder().serving(dev.verdigris.model.Environment.of("a"), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void each_latency_can_be_replaced_alone() {
        Latency odd = Latency.exactly(Duration.ofDays(1));
        Latencies all = Latencies.instant()
                .withCall(odd)
                .withReaction(odd)
                .withLaunch(odd)
                .withInService(odd)
                .withBoot(odd)
                .withRetry(odd)
                .withTermination(odd)
                .withNotice(odd)
                .withRegistration(odd)
                .withFirstCheck(odd)
                .withForgetting(odd)
                .withPropagation(odd)
                .withAttachment(odd);

        assertThat(Stream.of(
                        all.call(),
                        all.reaction(),
                        all.launch(),
                        all.inService(),
                        all.boot(),
                        all.retry(),
                        all.termination(),
                        all.notice(),
                        all.registration(),
                        all.firstCheck(),
                        all.forgetting(),
                        all.propagation(),
                        all.attachment()))
                .containsOnly(odd);
        assertThat(Latencies.instant().withBoot(odd).launch()).isSameAs(Latency.NONE);
        assertThat(Latencies.instant().withBoot(odd).withBoot(Latency.NONE)).isEqualTo(Latencies.instant());
    }
}
