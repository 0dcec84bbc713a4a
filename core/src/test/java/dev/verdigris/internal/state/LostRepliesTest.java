package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;
import static dev.verdigris.internal.state.MemoryStore.Trouble.DENIED;
import static dev.verdigris.internal.state.MemoryStore.Trouble.LOST_REPLY;
import static dev.verdigris.internal.state.MemoryStore.Trouble.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.EndedDeployment;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each holder knows its own write when the reply was lost. */
class LostRepliesTest extends LeaseScenario {
    @ParameterizedTest
    @EnumSource(
            value = MemoryStore.Trouble.class,
            names = {"LOST_REPLY", "SENT_TWICE"})
    void a_claim_whose_reply_was_lost_is_known(MemoryStore.Trouble trouble) {
        store.meets("claim", trouble);
        Lease lease = open(ann());

        assertThat(calls()).containsExactly("find", "claim", "find", "find");
        lease.write(UnaryOperator.identity());
        assertThat(calls()).containsExactly("replace");
    }

    @Test
    void a_claim_that_never_arrived_is_an_error() {
        store.meets("claim", UNAVAILABLE);

        assertThatThrownBy(() -> open(ann())).isInstanceOf(PortException.Unavailable.class);
        assertThat(store.text(BETA.stateKey())).isNull();
    }

    @Test
    void a_claim_that_is_not_allowed_is_an_error_and_is_not_read_back() {
        store.meets("claim", DENIED);

        assertThatThrownBy(() -> open(ann())).isInstanceOf(PortException.Denied.class);
        assertThat(calls()).containsExactly("find", "claim");
    }

    @Test
    void a_take_over_whose_reply_was_lost_is_known() {
        open(ann());
        store.meets("claim", LOST_REPLY);
        Lease lease = recover(bob(), true);

        assertThatCode(() -> lease.write(UnaryOperator.identity())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(
            value = MemoryStore.Trouble.class,
            names = {"LOST_REPLY", "SENT_TWICE"})
    void a_write_whose_reply_was_lost_is_known(MemoryStore.Trouble trouble) {
        Lease lease = open(ann());
        store.meets("replace", trouble);
        lease.begin(Execution.at(Samples.PREIMAGE, Phase.PREPARE));

        lease.write(UnaryOperator.identity());
        assertThat(storedDeployment().holding().writes()).isEqualTo(2);
    }

    @Test
    void a_lost_write_that_could_not_be_read_back_is_known_at_the_next_one() {
        Lease lease = open(ann());
        store.meets("replace", LOST_REPLY);
        store.meets("find", UNAVAILABLE);
        assertThatThrownBy(() -> lease.write(UnaryOperator.identity()))
                .isInstanceOf(PortException.Unavailable.class)
                .satisfies(lost -> assertThat(lost.getSuppressed()).hasSize(1));

        lease.begin(Execution.at(Samples.PREIMAGE, Phase.PREPARE));
        assertThat(storedDeployment().execution()).isNotNull();
        assertThat(lease.over()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = MemoryStore.Trouble.class,
            names = {"LOST_REPLY", "SENT_TWICE"})
    void an_end_whose_reply_was_lost_is_known(MemoryStore.Trouble trouble) {
        Lease lease = open(ann());
        store.meets("replace", trouble);
        lease.close(this::ended);

        assertThat(stored().history()).hasSize(1);
    }

    @Test
    void an_end_whose_reply_was_lost_counts_though_somebody_has_begun_since() {
        Lease lease = open(ann());
        store.meets("replace", LOST_REPLY);
        store.during("replace", () -> open(bob()));
        assertThatThrownBy(() -> lease.close(this::ended)).isInstanceOf(PortException.Unavailable.class);
        lease.close(this::ended);

        assertThat(lease.over()).isTrue();
        assertThat(storedDeployment().holding().holder()).isEqualTo("bob");
    }

    @Test
    void an_end_that_somebody_else_brought_about_is_not_ours() {
        Lease lease = open(ann());
        bob().unlock(BETA, "stuck");

        assertThatThrownBy(() -> lease.close(this::ended))
                .isInstanceOf(PermitDeniedException.class)
                .hasMessageContaining("resolved by somebody else");
        assertThat(stored().history())
                .extracting(EndedDeployment::ending)
                .containsExactly(EndedDeployment.Ending.UNLOCKED);
    }

    @Test
    void an_end_after_a_take_over_is_not_written() {
        Lease lease = open(ann());
        recover(bob(), true);

        assertThatThrownBy(() -> lease.close(this::ended))
                .isInstanceOf(PermitDeniedException.class)
                .hasMessageContaining("found it held by bob");
        assertThat(stored().history()).isEmpty();
    }
}
