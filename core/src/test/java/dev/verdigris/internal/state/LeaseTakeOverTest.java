package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;
import static dev.verdigris.internal.state.MemoryStore.Trouble.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.model.Environment;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.request.Deployment;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R14: one holder at a time, and how a deployment state is taken from one that sends no heartbeat. */
class LeaseTakeOverTest extends LeaseScenario {
    @Test
    void a_second_deployment_is_refused_and_told_of_the_first() {
        open(ann());

        assertThatThrownBy(() -> open(bob()))
                .isInstanceOfSatisfying(
                        BusyException.class,
                        busy -> assertThat(busy.deployment())
                                .extracting(
                                        DeploymentInProgress::holder,
                                        DeploymentInProgress::since,
                                        DeploymentInProgress::id)
                                .containsExactly("ann", Samples.MIDNIGHT, "id-1"))
                .hasMessage(
                        "expected nothing in progress on beta, found deploy id-1 held by ann since 2026-01-01T00:00:00Z,"
                                + " going forward, at its beginning;"
                                + " wait until it has ended; if its holder is dead, resume or abort it");
    }

    @Test
    void of_several_who_claim_at_once_one_succeeds() {
        store.during("find", () -> open(bob()));

        assertThatThrownBy(() -> open(ann())).isInstanceOf(BusyException.class).hasMessageContaining("held by bob");
        assertThat(storedDeployment().holding().holder()).isEqualTo("bob");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 90})
    void a_take_over_waits_for_the_lease_and_time_out_of_the_holder_by_its_own_clock(int lease) {
        new StateStore(store, annsTime, "ann", Duration.ofSeconds(lease), Duration.ofSeconds(7), () -> "a-1")
                .take(BETA, Deployment.of(BETA), Participants.none(), Duration.ZERO, this::waiting);
        long began = bobsTime.nanoTime();
        Lease taken = recover(bob(), false);

        assertThat(Duration.ofNanos(bobsTime.nanoTime() - began)).isEqualTo(Duration.ofSeconds(lease + 7));
        assertThat(waits.get(0)).isEqualTo(Duration.ofSeconds(lease + 7));
        assertThat(waits).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(storedDeployment().holding().holder()).isEqualTo("bob");
        assertThat(storedDeployment().id()).isEqualTo("a-1");
        assertThat(storedDeployment().since()).isEqualTo(Samples.MIDNIGHT);
        assertThat(stored().fencing()).isEqualTo(2);
        assertThat(Objects.requireNonNull(taken.taken()).holder()).isEqualTo("ann");
    }

    @Test
    void a_holder_that_renews_meanwhile_is_alive() {
        Lease lease = open(ann());
        bobsTime.after(Duration.ofSeconds(70), () -> lease.write(UnaryOperator.identity()));

        assertThatThrownBy(() -> recover(bob(), false))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("expected nobody to hold what is in progress on beta, found its holder alive:"
                        + " deploy id-1 held by ann");
        assertThatCode(lease::check).doesNotThrowAnyException();
    }

    @Test
    void a_holder_that_ends_meanwhile_leaves_nothing_to_recover() {
        Lease lease = open(ann());
        bobsTime.after(Duration.ofSeconds(10), () -> lease.close(UnaryOperator.identity()));

        assertThatThrownBy(() -> recover(bob(), false))
                .isInstanceOf(RefusedException.class)
                .isNotInstanceOf(BusyException.class)
                .hasMessageStartingWith("expected something in progress on beta, found nothing");
    }

    @Test
    void a_holder_that_writes_at_the_last_moment_keeps_the_deployment_state() {
        Lease lease = open(ann());
        bobsTime.after(
                Duration.ofMillis(74_999), () -> store.during("find", () -> lease.write(UnaryOperator.identity())));

        assertThatThrownBy(() -> recover(bob(), false))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("found its holder alive");
    }

    @Test
    void a_deployment_that_was_left_is_taken_over_at_once() {
        open(ann()).leave(Execution.at(Samples.PREIMAGE, Phase.FINALIZE));
        recover(bob(), false);

        assertThat(waits).isEmpty();
        assertThat(storedDeployment().shown().held()).isTrue();
    }

    @Test
    void an_operators_confirmation_saves_the_wait() {
        open(ann());
        recover(bob(), true);

        assertThat(waits).isEmpty();
        assertThat(storedDeployment().holding().holder()).isEqualTo("bob");
    }

    @Test
    void a_holder_whose_lease_was_taken_changes_nothing_more_and_names_the_new_one() {
        Lease lost = open(ann());
        recover(bob(), true);
        annsTime.pass(Duration.ofSeconds(45));
        assertThatThrownBy(lost::check)
                .isInstanceOf(PermitDeniedException.class)
                .hasMessage("expected to hold the deployment state of beta, found it held by bob;"
                        + " see how the environment stands; if something is still in progress, resume or abort it");
        assertThat(lost.over()).isTrue();
        calls();

        assertThatThrownBy(lost::check).isInstanceOf(PermitDeniedException.class);
        assertThatThrownBy(() -> lost.write(UnaryOperator.identity())).isInstanceOf(PermitDeniedException.class);
        assertThatThrownBy(() -> lost.leave(Execution.at(Samples.PREIMAGE, Phase.SHIFT)))
                .isInstanceOf(PermitDeniedException.class);
        assertThat(calls()).isEmpty();
        assertThat(storedDeployment().holding().holder()).isEqualTo("bob");
    }

    @Test
    void a_lease_that_was_lost_is_lost_though_nobody_can_say_to_whom() {
        Lease lost = open(ann());
        recover(bob(), true);
        store.meets("find", MemoryStore.Trouble.NONE, MemoryStore.Trouble.NONE, UNAVAILABLE);

        assertThatThrownBy(() -> lost.write(UnaryOperator.identity()))
                .isInstanceOf(PermitDeniedException.class)
                .hasMessageContaining("claimed by somebody else, who cannot be read");
        assertThat(lost.over()).isTrue();
    }

    @Test
    void a_lease_that_was_unlocked_is_lost() {
        Lease lost = open(ann());
        bob().unlock(BETA, "stuck");

        assertThatThrownBy(() -> lost.write(UnaryOperator.identity()))
                .isInstanceOf(PermitDeniedException.class)
                .hasMessageContaining("found that it has been resolved by somebody else");
        assertThat(stored().current()).isNull();
    }

    @Test
    void another_definition_of_the_environment_is_refused() {
        open(ann());
        Environment other = Environment.named("beta").blueGroup("elsewhere").build();

        assertThatThrownBy(() -> bob().inProgress(other))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected the environment as it is in the deployment state")
                .hasMessageContaining("name the same groups, target group and parameter");
        assertThatThrownBy(() -> bob().unlock(other, "why not")).isInstanceOf(RefusedException.class);
        assertThat(storedDeployment().holding().holder()).isEqualTo("ann");
    }

    @Test
    void an_interrupt_while_waiting_is_a_refusal_and_keeps_the_flag() {
        open(ann());
        bobsTime.after(Duration.ofSeconds(12), () -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> recover(bob(), false))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("interrupted while waiting for the deployment state, with 1m left");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(storedDeployment().holding().holder()).isEqualTo("ann");
    }
}
