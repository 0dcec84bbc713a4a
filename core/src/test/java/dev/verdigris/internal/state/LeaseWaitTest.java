package dev.verdigris.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.BusyException;
import dev.verdigris.plan.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A deployer with a wait timeout, and what it waits for. */
class LeaseWaitTest extends LeaseScenario {
    @Test
    void a_deployment_waits_until_the_other_has_ended() {
        Lease first = open(ann());
        bobsTime.after(Duration.ofSeconds(33), () -> first.close(this::ended));
        long began = bobsTime.nanoTime();
        open(bob(), Duration.ofMinutes(10));

        assertThat(Duration.ofNanos(bobsTime.nanoTime() - began)).isEqualTo(Duration.ofSeconds(35 + 5));
        assertThat(waits).startsWith(Duration.ofMinutes(10), Duration.ofSeconds(595));
        assertThat(storedDeployment().holding().holder()).isEqualTo("bob");
        assertThat(stored().history()).hasSize(1);
    }

    @Test
    void a_deployment_is_refused_once_its_wait_timeout_is_over() {
        open(ann());
        long began = bobsTime.nanoTime();

        assertThatThrownBy(() -> open(bob(), Duration.ofSeconds(12))).isInstanceOf(BusyException.class);
        assertThat(Duration.ofNanos(bobsTime.nanoTime() - began)).isEqualTo(Duration.ofSeconds(12));
        assertThat(waits).containsExactly(Duration.ofSeconds(12), Duration.ofSeconds(7), Duration.ofSeconds(2));
    }

    @Test
    void waiting_never_takes_a_lease_though_it_has_long_expired() {
        open(ann());

        assertThatThrownBy(() -> open(bob(), Duration.ofHours(1)))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("if its holder is dead, resume or abort it");
    }

    @Test
    void a_deployment_that_was_left_is_to_be_resolved_first() {
        open(ann()).leave(Execution.at(Samples.PREIMAGE, Phase.SHIFT));

        assertThatThrownBy(() -> open(bob()))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("left by ann")
                .hasMessageEndingWith("; resume or abort it first");
    }
}
