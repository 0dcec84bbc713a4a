package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;
import static dev.verdigris.internal.state.MemoryStore.Trouble.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.plan.Phase;
import org.junit.jupiter.api.Test;

/** R17: a store in which leases do not expire, as Parameter Store. */
class LeaseWithoutExpiryTest extends LeaseScenario {
    private final MemoryStore parameters = new MemoryStore(false);

    private StateStore store(String holder, ManualTime time) {
        return this.store(parameters, holder, time);
    }

    @Test
    void a_take_over_needs_an_operators_confirmation() {
        open(store("ann", annsTime));

        assertThatThrownBy(() -> recover(store("bob", bobsTime), false))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("held by ann")
                .hasMessageEndingWith("; if you know that this holder is dead, take over from it (--take-over)");
        assertThat(waits).as("waiting would not help").isEmpty();

        recover(store("bob", bobsTime), true);
        assertThat(parameters.text(BETA.stateKey())).contains("lease.holder bob");
    }

    @Test
    void a_deployment_that_was_left_needs_no_confirmation() {
        open(store("ann", annsTime)).leave(Execution.at(Samples.PREIMAGE, Phase.SHIFT));
        recover(store("bob", bobsTime), false);

        assertThat(parameters.text(BETA.stateKey())).contains("lease.holder bob");
    }

    @Test
    void the_holder_asks_before_each_change_whether_it_still_is_that() {
        Lease lease = open(store("ann", annsTime));
        parameters.calls.clear();
        lease.check();
        lease.check();
        assertThat(parameters.calls).containsExactly("held", "held");

        recover(store("bob", bobsTime), true);
        assertThatThrownBy(lease::check)
                .isInstanceOf(PermitDeniedException.class)
                .hasMessageContaining("found it held by bob");
        assertThat(lease.over()).isTrue();
    }

    @Test
    void while_the_holder_cannot_be_read_no_change_is_sent() {
        Lease lease = open(store("ann", annsTime));
        parameters.meets("held", UNAVAILABLE);

        assertThatThrownBy(lease::check)
                .isInstanceOf(PermitDeniedException.class)
                .hasMessageContaining("found that it cannot be said");
        assertThat(lease.over()).isFalse();
        assertThatCode(lease::check).doesNotThrowAnyException();
    }

    @Test
    void a_read_that_may_be_stale_is_repeated_before_it_is_a_refusal() {
        Lease first = open(store("ann", annsTime));
        parameters.during("find", () -> first.close(this::ended));
        open(store("bob", bobsTime));
        assertThat(parameters.text(BETA.stateKey())).contains("lease.holder bob");

        parameters.calls.clear();
        assertThatThrownBy(() -> open(store("carol", annsTime))).isInstanceOf(BusyException.class);
        assertThat(parameters.calls).containsExactly("find", "find");
    }

    @Test
    void where_reads_are_not_stale_one_is_enough() {
        open(ann());
        calls();

        assertThatThrownBy(() -> open(bob())).isInstanceOf(BusyException.class);
        assertThat(calls()).containsExactly("find");
    }
}
