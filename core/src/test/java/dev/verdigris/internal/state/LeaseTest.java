package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;
import static dev.verdigris.internal.state.MemoryStore.Trouble.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.Given;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.request.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** R14: what the holder of a lease may do, and for how long. */
class LeaseTest extends LeaseScenario {
    @Test
    void a_lease_is_taken_by_a_read_a_claim_and_a_read_of_what_was_claimed() {
        Lease lease = open(ann());

        assertThat(calls()).containsExactly("find", "claim", "find");
        assertThat(lease.taken()).isNull();
        assertThat(lease.over()).isFalse();
        assertThat(stored()).isEqualTo(lease.state());
        assertThat(stored().fencing()).isEqualTo(1);
        assertThat(storedDeployment().shown())
                .extracting(
                        DeploymentInProgress::id,
                        DeploymentInProgress::holder,
                        DeploymentInProgress::held,
                        DeploymentInProgress::verb)
                .containsExactly("id-1", "ann", true, "deploy");
    }

    @Test
    void a_change_is_only_sent_while_the_rest_of_the_lease_exceeds_its_time_out() {
        Lease lease = open(ann());
        calls();
        annsTime.pass(Duration.ofMillis(44_999));
        lease.check();
        assertThat(calls()).as("15.001 s are left").isEmpty();

        annsTime.pass(Duration.ofMillis(1));
        lease.check();
        assertThat(calls()).as("15 s are left: it is renewed first").containsExactly("replace");

        annsTime.pass(Duration.ofMillis(44_999));
        lease.check();
        assertThat(calls()).isEmpty();
    }

    @Test
    void a_renewal_that_takes_too_long_leaves_too_little_of_the_lease() {
        Lease lease = open(ann());
        annsTime.pass(Duration.ofSeconds(50));
        store.during("replace", () -> annsTime.pass(Duration.ofSeconds(45)));

        assertThatThrownBy(lease::check)
                .isInstanceOf(PermitDeniedException.class)
                .hasMessage("expected to renew the lease on beta while it lasts, found that it took 45s;"
                        + " see why the deployment store is so slow");
        assertThat(lease.over()).isFalse();
        assertThatCode(lease::check).doesNotThrowAnyException();
    }

    @Test
    void a_holder_that_slept_through_a_renewal_loses_a_lease_that_was_taken() {
        Lease lease = open(ann());
        annsTime.pass(Duration.ofSeconds(50));
        store.during("replace", () -> {
            recover(bob(), false);
            annsTime.pass(Duration.ofMinutes(3));
        });

        assertThatThrownBy(lease::check).isInstanceOf(PermitDeniedException.class);
        assertThatThrownBy(lease::check)
                .isInstanceOf(PermitDeniedException.class)
                .hasMessageContaining("found it held by bob");
        assertThat(lease.over()).isTrue();
    }

    @Test
    void a_heartbeat_is_due_after_half_of_the_lease() {
        Lease lease = open(ann());
        assertThat(lease.rhythm()).isEqualTo(Duration.ofSeconds(30));

        annsTime.pass(Duration.ofMillis(29_999));
        assertThat(lease.due()).isFalse();
        annsTime.pass(Duration.ofMillis(1));
        assertThat(lease.due()).isTrue();

        lease.write(UnaryOperator.identity());
        assertThat(lease.due()).isFalse();
        assertThat(storedDeployment().holding().writes()).isEqualTo(1);
    }

    @Test
    void a_lease_is_counted_from_before_it_was_written() {
        store.during("claim", () -> annsTime.pass(Duration.ofSeconds(30)));
        Lease lease = open(ann());

        assertThat(lease.due()).isTrue();
    }

    @Test
    void the_clock_that_says_that_more_time_has_passed_is_believed() {
        Lease lease = open(ann());
        annsTime.wallJumps(Duration.ofSeconds(46));
        assertThat(lease.due()).as("the machine was suspended").isTrue();
        lease.check();
        calls();

        annsTime.pass(Duration.ofSeconds(46));
        annsTime.wallJumps(Duration.ofHours(-2));
        assertThat(lease.due()).as("the wall clock was set back").isTrue();
        lease.check();
        assertThat(calls()).containsExactly("replace");
    }

    @Test
    void a_renewal_that_fails_for_the_moment_denies_the_change_and_keeps_the_lease() {
        Lease lease = open(ann());
        annsTime.pass(Duration.ofSeconds(50));
        store.meets("replace", UNAVAILABLE);

        assertThatThrownBy(lease::check)
                .isInstanceOf(PermitDeniedException.class)
                .hasMessageContaining("expected to hold the deployment state of beta, found that it cannot be said:"
                        + " replace: no answer: connection refused");
        assertThat(lease.over()).isFalse();
        assertThatCode(lease::check).doesNotThrowAnyException();
    }

    @Test
    void a_lease_that_has_ended_is_no_permit_any_more() {
        Lease closed = open(ann());
        closed.close(UnaryOperator.identity());
        assertThat(stored().current()).isNull();
        calls();

        assertThatThrownBy(closed::check)
                .isInstanceOf(PermitDeniedException.class)
                .hasMessageContaining("found that it has ended");
        assertThatThrownBy(() -> closed.write(UnaryOperator.identity())).isInstanceOf(PermitDeniedException.class);
        assertThat(closed.due()).isFalse();
        assertThat(calls()).isEmpty();
    }

    @Test
    void a_holder_that_leaves_keeps_the_deployment_in_progress_and_holds_it_no_more() {
        Lease lease = open(ann());
        lease.begin(Execution.at(Samples.PREIMAGE, Phase.PREPARE));
        lease.leave(Execution.at(Samples.PREIMAGE, Phase.FINALIZE));

        assertThat(storedDeployment().shown().held()).isFalse();
        assertThat(storedDeployment().shown().phase()).isEqualTo(Phase.FINALIZE);
        assertThatThrownBy(lease::check).isInstanceOf(PermitDeniedException.class);
    }

    @Test
    void what_has_no_room_in_the_deployment_state_is_refused_before_it_begins() {
        List<String> checks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            checks.add(String.format("check-%034d", i));
        }
        Lease lease = ann().take(
                        BETA,
                        Deployment.of(BETA),
                        Given.checks(checks.toArray(String[]::new)),
                        Duration.ZERO,
                        this::waiting);
        String before = store.text(BETA.stateKey());

        assertThatThrownBy(() -> lease.begin(Execution.at(Samples.PREIMAGE, Phase.PREPARE)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("to fit into 4096 bytes");
        assertThat(store.text(BETA.stateKey())).isEqualTo(before);
        lease.close(UnaryOperator.identity());
        assertThat(stored().current()).isNull();
    }
}
