package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.EndedDeployment;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What an operator removes without resolving it. */
class UnlockLeaseTest extends LeaseScenario {
    @Test
    void the_originals_are_kept_and_the_history_says_who_and_why() {
        Lease lease = open(ann());
        lease.begin(Execution.at(Samples.PREIMAGE, Phase.PREPARE));
        EndedDeployment ended = bob().unlock(BETA, "ann's laptop is gone");

        assertThat(stored().current()).isNull();
        assertThat(stored().originals()).isEqualTo(OriginalSizes.of("id-1", Samples.PREIMAGE));
        assertThat(stored().history()).containsExactly(ended);
        assertThat(ended)
                .extracting(EndedDeployment::id, EndedDeployment::ending, EndedDeployment::who, EndedDeployment::cause)
                .containsExactly("id-1", EndedDeployment.Ending.UNLOCKED, "bob", "ann's laptop is gone");
        assertThat(ended.took()).as("by clocks that disagree").isEqualTo(Duration.ZERO);
    }

    @Test
    void an_unlocked_deployment_that_had_not_begun_has_no_originals() {
        open(ann());
        bob().unlock(BETA, "stuck");

        assertThat(stored().originals()).isNull();
    }

    @Test
    void with_nothing_in_progress_an_unlock_is_refused() {
        assertThatThrownBy(() -> bob().unlock(BETA, "stuck"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("expected something in progress on beta, found nothing");
    }

    @Test
    void a_state_that_changes_during_an_unlock_is_left_as_it_is() {
        Lease lease = open(ann());
        store.during("find", () -> lease.write(UnaryOperator.identity()));

        assertThatThrownBy(() -> bob().unlock(BETA, "stuck"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found it changed; read it again, and decide anew");
        assertThat(storedDeployment().holding().holder()).isEqualTo("ann");
    }

    @Test
    void a_long_reason_is_shortened() {
        open(ann());

        assertThat(bob().unlock(BETA, "x".repeat(5000)).cause()).hasSize(200).endsWith("…");
        assertThat(stored().history()).hasSize(1);
    }
}
