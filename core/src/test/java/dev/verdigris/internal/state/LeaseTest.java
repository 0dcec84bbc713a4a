package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;
import static dev.verdigris.internal.state.MemoryStore.Trouble.DENIED;
import static dev.verdigris.internal.state.MemoryStore.Trouble.LOST_REPLY;
import static dev.verdigris.internal.state.MemoryStore.Trouble.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Environment;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Leases on records in memory: who may change an environment, until when, and how it is taken from them. */
class LeaseTest {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration TIME_OUT = Duration.ofSeconds(15);

    private final MemoryStore store = new MemoryStore(true);
    private final ManualTime annsTime = new ManualTime(Samples.MIDNIGHT, Duration.ofDays(3));
    /** Its clocks have nothing to do with those of the other machine. */
    private final ManualTime bobsTime = new ManualTime(Instant.parse("1999-12-31T23:59:59Z"), Duration.ofSeconds(-7));

    private final AtomicInteger ids = new AtomicInteger();
    private final List<Duration> waits = new ArrayList<>();

    private StateStore store(MemoryStore in, String holder, ManualTime time) {
        return new StateStore(in, time, holder, LEASE, TIME_OUT, () -> "id-" + ids.incrementAndGet());
    }

    private StateStore ann() {
        return store(store, "ann", annsTime);
    }

    private StateStore bob() {
        return store(store, "bob", bobsTime);
    }

    private Lease open(StateStore store) {
        return open(store, Duration.ZERO);
    }

    private Lease open(StateStore store, Duration waitTimeout) {
        return store.open(BETA, Deployment.of(BETA), List.of(), waitTimeout, this::waiting);
    }

    private Lease recover(StateStore store, boolean takeOver) {
        return store.recover(BETA, takeOver, this::waiting);
    }

    private void waiting(DeploymentInProgress open, Duration left) {
        waits.add(left);
    }

    /** The calls since the last time that somebody asked. */
    private List<String> calls() {
        List<String> calls = List.copyOf(store.calls);
        store.calls.clear();
        return calls;
    }

    private DeploymentState onRecord() {
        return StateText.read("beta", Objects.requireNonNull(store.text("beta")));
    }

    private CurrentDeployment openOnRecord() {
        return Objects.requireNonNull(onRecord().open());
    }

    private DeploymentState ended(DeploymentState state) {
        return state.remembering(Samples.endedDeployment("id-1", null));
    }

    /** R14: what a holder may do, and for how long. */
    @Nested
    class Holding {

        @Test
        void to_take_a_lease_is_a_look_a_claim_and_a_look_at_what_was_claimed() {
            Lease lease = open(ann());

            assertThat(calls()).containsExactly("find", "claim", "find");
            assertThat(lease.taken()).isNull();
            assertThat(lease.over()).isFalse();
            assertThat(onRecord()).isEqualTo(lease.state());
            assertThat(onRecord().fencing()).isEqualTo(1);
            assertThat(openOnRecord().shown())
                    .extracting(
                            DeploymentInProgress::id,
                            DeploymentInProgress::holder,
                            DeploymentInProgress::held,
                            DeploymentInProgress::verb)
                    .containsExactly("id-1", "ann", true, "deploy");
        }

        @Test
        void a_change_is_only_sent_while_the_rest_of_the_lease_exceeds_the_time_out_of_its_call() {
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
        void whoever_slept_through_a_renewal_is_not_sent_on_a_lease_that_was_taken_meanwhile() {
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
        void a_sign_of_life_is_due_after_a_third_of_the_lease() {
            Lease lease = open(ann());
            assertThat(lease.rhythm()).isEqualTo(Duration.ofSeconds(20));

            annsTime.pass(Duration.ofMillis(19_999));
            assertThat(lease.due()).isFalse();
            annsTime.pass(Duration.ofMillis(1));
            assertThat(lease.due()).isTrue();

            lease.write(UnaryOperator.identity());
            assertThat(lease.due()).isFalse();
            assertThat(openOnRecord().holding().writes()).isEqualTo(1);
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
            assertThat(onRecord().open()).isNull();
            calls();

            assertThatThrownBy(closed::check)
                    .isInstanceOf(PermitDeniedException.class)
                    .hasMessageContaining("found that it has ended");
            assertThatThrownBy(() -> closed.write(UnaryOperator.identity())).isInstanceOf(PermitDeniedException.class);
            assertThat(closed.due()).isFalse();
            assertThat(calls()).isEmpty();
        }

        @Test
        void who_leaves_keeps_what_is_open_on_record_and_holds_it_no_more() {
            Lease lease = open(ann());
            lease.begin(Execution.at(Samples.PREIMAGE, Phase.PREPARE));
            lease.leave(Execution.at(Samples.PREIMAGE, Phase.FINALIZE));

            assertThat(openOnRecord().shown().held()).isFalse();
            assertThat(openOnRecord().shown().phase()).isEqualTo(Phase.FINALIZE);
            assertThatThrownBy(lease::check).isInstanceOf(PermitDeniedException.class);
        }

        @Test
        void what_has_no_room_on_the_deployment_state_is_refused_before_it_begins_and_the_lease_goes_on() {
            List<String> checks = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                checks.add(String.format("check-%034d", i));
            }
            Lease lease = ann().open(BETA, Deployment.of(BETA), checks, Duration.ZERO, LeaseTest.this::waiting);
            String before = store.text("beta");

            assertThatThrownBy(() -> lease.begin(Execution.at(Samples.PREIMAGE, Phase.PREPARE)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("to fit into 4096 bytes");
            assertThat(store.text("beta")).isEqualTo(before);
            lease.close(UnaryOperator.identity());
            assertThat(onRecord().open()).isNull();
        }
    }

    /** R14: one at a time, and how a deployment state is taken from a holder that sends no heartbeat. */
    @Nested
    class TakingOver {

        @Test
        void a_second_one_is_refused_and_told_of_the_first() {
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

            assertThatThrownBy(() -> open(ann()))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("held by bob");
            assertThat(openOnRecord().holding().holder()).isEqualTo("bob");
        }

        @ParameterizedTest
        @ValueSource(ints = {20, 90})
        void it_waits_for_the_lease_and_the_time_out_of_the_old_holder_by_its_own_clock(int lease) {
            new StateStore(store, annsTime, "ann", Duration.ofSeconds(lease), Duration.ofSeconds(7), () -> "a-1")
                    .open(BETA, Deployment.of(BETA), List.of(), Duration.ZERO, LeaseTest.this::waiting);
            long began = bobsTime.nanoTime();
            Lease taken = recover(bob(), false);

            assertThat(Duration.ofNanos(bobsTime.nanoTime() - began)).isEqualTo(Duration.ofSeconds(lease + 7));
            assertThat(waits.get(0)).isEqualTo(Duration.ofSeconds(lease + 7));
            assertThat(waits).isSortedAccordingTo((a, b) -> b.compareTo(a));
            assertThat(openOnRecord().holding().holder()).isEqualTo("bob");
            assertThat(openOnRecord().id()).isEqualTo("a-1");
            assertThat(openOnRecord().since()).isEqualTo(Samples.MIDNIGHT);
            assertThat(onRecord().fencing()).isEqualTo(2);
            assertThat(Objects.requireNonNull(taken.taken()).holder()).isEqualTo("ann");
        }

        @Test
        void a_holder_that_renews_meanwhile_is_alive() {
            Lease lease = open(ann());
            bobsTime.after(Duration.ofSeconds(70), () -> lease.write(UnaryOperator.identity()));

            assertThatThrownBy(() -> recover(bob(), false))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining(
                            "expected what is in progress on beta to be left by its holder, found it alive:"
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
                    .hasMessageContaining("found it alive");
        }

        @Test
        void what_was_left_is_not_waited_for() {
            open(ann()).leave(Execution.at(Samples.PREIMAGE, Phase.FINALIZE));
            recover(bob(), false);

            assertThat(waits).isEmpty();
            assertThat(openOnRecord().shown().held()).isTrue();
        }

        @Test
        void an_operators_word_saves_the_wait() {
            open(ann());
            recover(bob(), true);

            assertThat(waits).isEmpty();
            assertThat(openOnRecord().holding().holder()).isEqualTo("bob");
        }

        @Test
        void whose_lease_was_taken_makes_no_further_change_and_says_who_has_it_now() {
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
            assertThat(openOnRecord().holding().holder()).isEqualTo("bob");
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
        void a_lease_whose_record_was_unlocked_or_deleted_is_lost() {
            Lease lost = open(ann());
            bob().unlock(BETA, "stuck");

            assertThatThrownBy(() -> lost.write(UnaryOperator.identity()))
                    .isInstanceOf(PermitDeniedException.class)
                    .hasMessageContaining("found that it has been resolved by somebody else");
            assertThat(onRecord().open()).isNull();
        }

        @Test
        void another_definition_of_the_environment_is_refused() {
            open(ann());
            Environment other = Environment.named("beta").blueGroup("elsewhere").build();

            assertThatThrownBy(() -> bob().recover(other, true, LeaseTest.this::waiting))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("expected the environment as it is in the deployment state")
                    .hasMessageContaining("name the same groups, target group and parameter");
            assertThatThrownBy(() -> bob().unlock(other, "why not")).isInstanceOf(RefusedException.class);
            assertThat(openOnRecord().holding().holder()).isEqualTo("ann");
        }

        @Test
        void an_interrupt_while_waiting_is_a_refusal_and_keeps_the_flag() {
            open(ann());
            bobsTime.after(Duration.ofSeconds(12), () -> Thread.currentThread().interrupt());

            assertThatThrownBy(() -> recover(bob(), false))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("interrupted while waiting for the deployment state, with 1m left");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(openOnRecord().holding().holder()).isEqualTo("ann");
        }
    }

    /** A deployer that may wait for others. */
    @Nested
    class Patience {

        @Test
        void it_waits_until_the_other_has_ended_and_then_goes_on() {
            Lease first = open(ann());
            bobsTime.after(Duration.ofSeconds(33), () -> first.close(LeaseTest.this::ended));
            long began = bobsTime.nanoTime();
            open(bob(), Duration.ofMinutes(10));

            assertThat(Duration.ofNanos(bobsTime.nanoTime() - began)).isEqualTo(Duration.ofSeconds(35));
            assertThat(waits).startsWith(Duration.ofMinutes(10), Duration.ofSeconds(595));
            assertThat(openOnRecord().holding().holder()).isEqualTo("bob");
            assertThat(onRecord().history()).hasSize(1);
        }

        @Test
        void it_is_refused_once_its_patience_is_over() {
            open(ann());
            long began = bobsTime.nanoTime();

            assertThatThrownBy(() -> open(bob(), Duration.ofSeconds(12))).isInstanceOf(BusyException.class);
            assertThat(Duration.ofNanos(bobsTime.nanoTime() - began)).isEqualTo(Duration.ofSeconds(12));
            assertThat(waits).containsExactly(Duration.ofSeconds(12), Duration.ofSeconds(7), Duration.ofSeconds(2));
        }

        @Test
        void it_never_takes_a_record_though_its_lease_has_long_expired() {
            open(ann());

            assertThatThrownBy(() -> open(bob(), Duration.ofHours(1)))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("if its holder is dead, resume or abort it");
        }

        @Test
        void what_was_left_is_to_be_resolved_first() {
            open(ann()).leave(Execution.at(Samples.PREIMAGE, Phase.SHIFT));

            assertThatThrownBy(() -> open(bob()))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("left by ann")
                    .hasMessageEndingWith("; resume or abort it first");
        }
    }

    /** Each knows its own write when a reply was lost. */
    @Nested
    class LostReplies {

        @ParameterizedTest
        @EnumSource(
                value = MemoryStore.Trouble.class,
                names = {"LOST_REPLY", "SENT_TWICE"})
        void of_a_claim(MemoryStore.Trouble trouble) {
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
            assertThat(store.text("beta")).isNull();
        }

        @Test
        void a_claim_that_is_not_allowed_is_an_error_and_is_not_read_back() {
            store.meets("claim", DENIED);

            assertThatThrownBy(() -> open(ann())).isInstanceOf(PortException.Denied.class);
            assertThat(calls()).containsExactly("find", "claim");
        }

        @Test
        void of_a_take_over() {
            open(ann());
            store.meets("claim", LOST_REPLY);
            Lease lease = recover(bob(), true);

            assertThatCode(() -> lease.write(UnaryOperator.identity())).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @EnumSource(
                value = MemoryStore.Trouble.class,
                names = {"LOST_REPLY", "SENT_TWICE"})
        void of_a_write(MemoryStore.Trouble trouble) {
            Lease lease = open(ann());
            store.meets("replace", trouble);
            lease.begin(Execution.at(Samples.PREIMAGE, Phase.PREPARE));

            lease.write(UnaryOperator.identity());
            assertThat(openOnRecord().holding().writes()).isEqualTo(2);
        }

        @Test
        void of_a_write_that_could_not_be_read_back_when_the_next_one_comes() {
            Lease lease = open(ann());
            store.meets("replace", LOST_REPLY);
            store.meets("find", UNAVAILABLE);
            assertThatThrownBy(() -> lease.write(UnaryOperator.identity()))
                    .isInstanceOf(PortException.Unavailable.class)
                    .satisfies(lost -> assertThat(lost.getSuppressed()).hasSize(1));

            lease.begin(Execution.at(Samples.PREIMAGE, Phase.PREPARE));
            assertThat(openOnRecord().begun()).isNotNull();
            assertThat(lease.over()).isFalse();
        }

        @ParameterizedTest
        @EnumSource(
                value = MemoryStore.Trouble.class,
                names = {"LOST_REPLY", "SENT_TWICE"})
        void of_the_end(MemoryStore.Trouble trouble) {
            Lease lease = open(ann());
            store.meets("replace", trouble);
            lease.close(LeaseTest.this::ended);

            assertThat(onRecord().history()).hasSize(1);
        }

        @Test
        void an_end_that_was_lost_counts_though_somebody_has_claimed_the_deployment_state_since() {
            Lease lease = open(ann());
            store.meets("replace", LOST_REPLY);
            store.during("replace", () -> open(bob()));
            assertThatThrownBy(() -> lease.close(LeaseTest.this::ended)).isInstanceOf(PortException.Unavailable.class);
            lease.close(LeaseTest.this::ended);

            assertThat(lease.over()).isTrue();
            assertThat(openOnRecord().holding().holder()).isEqualTo("bob");
        }

        @Test
        void an_end_that_somebody_else_brought_about_is_not_ours() {
            Lease lease = open(ann());
            bob().unlock(BETA, "stuck");

            assertThatThrownBy(() -> lease.close(LeaseTest.this::ended))
                    .isInstanceOf(PermitDeniedException.class)
                    .hasMessageContaining("resolved by somebody else");
            assertThat(onRecord().history())
                    .extracting(EndedDeployment::ending)
                    .containsExactly(EndedDeployment.Ending.UNLOCKED);
        }

        @Test
        void an_end_on_a_record_that_was_taken_is_not_on_record() {
            Lease lease = open(ann());
            recover(bob(), true);

            assertThatThrownBy(() -> lease.close(LeaseTest.this::ended))
                    .isInstanceOf(PermitDeniedException.class)
                    .hasMessageContaining("found it held by bob");
            assertThat(onRecord().history()).isEmpty();
        }
    }

    /** R17: a store in which leases do not expire, as Parameter Store. */
    @Nested
    class ByWordOnly {
        private final MemoryStore parameters = new MemoryStore(false);

        private StateStore store(String holder, ManualTime time) {
            return LeaseTest.this.store(parameters, holder, time);
        }

        @Test
        void a_record_is_taken_from_its_holder_only_on_an_operators_word() {
            open(store("ann", annsTime));

            assertThatThrownBy(() -> recover(store("bob", bobsTime), false))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("held by ann")
                    .hasMessageEndingWith("; if you know that this holder is dead, take over from it (--take-over)");
            assertThat(waits).as("waiting would not help").isEmpty();

            recover(store("bob", bobsTime), true);
            assertThat(parameters.text("beta")).contains("open.holder bob");
        }

        @Test
        void what_was_left_needs_no_word() {
            open(store("ann", annsTime)).leave(Execution.at(Samples.PREIMAGE, Phase.SHIFT));
            recover(store("bob", bobsTime), false);

            assertThat(parameters.text("beta")).contains("open.holder bob");
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
        void while_it_cannot_be_said_no_change_is_sent() {
            Lease lease = open(store("ann", annsTime));
            parameters.meets("held", UNAVAILABLE);

            assertThatThrownBy(lease::check)
                    .isInstanceOf(PermitDeniedException.class)
                    .hasMessageContaining("found that it cannot be said");
            assertThat(lease.over()).isFalse();
            assertThatCode(lease::check).doesNotThrowAnyException();
        }

        @Test
        void a_look_that_may_be_stale_is_taken_twice_before_it_is_a_refusal() {
            Lease first = open(store("ann", annsTime));
            parameters.during("find", () -> first.close(LeaseTest.this::ended));
            open(store("bob", bobsTime));
            assertThat(parameters.text("beta")).contains("open.holder bob");

            parameters.calls.clear();
            assertThatThrownBy(() -> open(store("carol", annsTime))).isInstanceOf(BusyException.class);
            assertThat(parameters.calls).containsExactly("find", "find");
        }

        @Test
        void where_reads_are_not_stale_one_look_is_enough() {
            open(ann());
            calls();

            assertThatThrownBy(() -> open(bob())).isInstanceOf(BusyException.class);
            assertThat(calls()).containsExactly("find");
        }
    }

    /** What an operator removes without resolving it. */
    @Nested
    class Unlocking {

        @Test
        void the_originals_are_kept_and_the_history_says_who_and_why() {
            Lease lease = open(ann());
            lease.begin(Execution.at(Samples.PREIMAGE, Phase.PREPARE));
            EndedDeployment ended = bob().unlock(BETA, "ann's laptop is gone");

            assertThat(onRecord().open()).isNull();
            assertThat(onRecord().originals()).isEqualTo(OriginalSizes.of("id-1", Samples.PREIMAGE));
            assertThat(onRecord().history()).containsExactly(ended);
            assertThat(ended)
                    .extracting(
                            EndedDeployment::id, EndedDeployment::ending, EndedDeployment::who, EndedDeployment::cause)
                    .containsExactly("id-1", EndedDeployment.Ending.UNLOCKED, "bob", "ann's laptop is gone");
            assertThat(ended.took()).as("by clocks that disagree").isEqualTo(Duration.ZERO);
        }

        @Test
        void what_had_not_begun_has_no_originals() {
            open(ann());
            bob().unlock(BETA, "stuck");

            assertThat(onRecord().originals()).isNull();
        }

        @Test
        void with_nothing_open_it_is_refused() {
            assertThatThrownBy(() -> bob().unlock(BETA, "stuck"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("expected something in progress on beta, found nothing");
        }

        @Test
        void a_record_that_changes_at_that_moment_is_looked_at_again() {
            Lease lease = open(ann());
            store.during("find", () -> lease.write(UnaryOperator.identity()));

            assertThatThrownBy(() -> bob().unlock(BETA, "stuck"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("found it changed; look again, and decide anew");
            assertThat(openOnRecord().holding().holder()).isEqualTo("ann");
        }

        @Test
        void a_long_reason_is_shortened() {
            open(ann());

            assertThat(bob().unlock(BETA, "x".repeat(5000)).cause())
                    .hasSize(200)
                    .endsWith("…");
            assertThat(onRecord().history()).hasSize(1);
        }
    }

    /** a deployment state that this version does not know is never overwritten. */
    @Nested
    class Unreadable {

        @ParameterizedTest
        @ValueSource(strings = {"verdigris 2.0\n{}\n", "verdigris 1.0\nopen.id d-1\n", "hello"})
        void is_refused_by_all_and_stays_as_it_is(String text) {
            store.put("beta", text);

            assertThatThrownBy(() -> open(ann())).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> recover(ann(), true)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> ann().unlock(BETA, "why")).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> ann().read(BETA)).isInstanceOf(RefusedException.class);
            assertThat(store.text("beta")).isEqualTo(text);
            assertThat(calls()).containsOnly("find");
        }

        @Test
        void nor_by_a_holder_that_it_was_taken_from() {
            Lease lease = open(ann());
            store.put("beta", "verdigris 2.0\n{}\n");

            assertThatThrownBy(() -> lease.write(UnaryOperator.identity())).isInstanceOf(PermitDeniedException.class);
            assertThatThrownBy(() -> lease.close(UnaryOperator.identity())).isInstanceOf(PermitDeniedException.class);
            assertThat(store.text("beta")).isEqualTo("verdigris 2.0\n{}\n");
        }
    }
}
