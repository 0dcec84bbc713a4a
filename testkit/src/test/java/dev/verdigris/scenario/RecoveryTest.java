package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.error.BusyException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.Direction;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Reconcile;
import dev.verdigris.request.Recovery;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment that stopped half-way, and whoever resolves it, at another machine. */
class RecoveryTest {
    private final Stage stage = Stage.set();
    private final BlueGreen ann = stage.blueGreen();
    private final BlueGreen bob = stage.by("bob");

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    private static Recovery takingOver() {
        return Recovery.of(BETA).takingOver();
    }

    private void everythingIsDone() {
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasBounds(Color.BLUE, 3, 10, 3)
                .failedNoRequest();
        assertThat(ann.status(BETA).deployment()).isNull();
        assertThat(ann.validate(BETA)).allMatch(Finding::warning);
    }

    private void everythingIsAsBefore() {
        stage.cloud.pass(Duration.ofMinutes(1));
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 0, 10, 0)
                .failedNoRequest();
        assertThat(stage.cloud).hasInService(Color.GREEN, 0);
        assertThat(ann.status(BETA).deployment()).isNull();
        assertThat(ann.validate(BETA)).allMatch(Finding::warning);
    }

    @Nested
    class Resuming {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "pin",
                    "scale-up",
                    "await-in-service",
                    "register",
                    "await-healthy",
                    "deregister",
                    "write-parameter",
                    "await-drained",
                    "restore-active-min",
                    "keep-warm"
                })
        void somebody_else_goes_on_wherever_the_process_died(String step) {
            stage.neverFewerAnswering(3);
            stage.killedIn(step, () -> ann.deploy(BETA));
            Outcome outcome = bob.resume(BETA);

            assertThat(outcome).succeeded();
            assertThat(outcome.report().deployment()).isEqualTo("id-1");
            everythingIsDone();
            assertThat(ann.history(BETA))
                    .extracting(EndedDeployment::id, EndedDeployment::ending, EndedDeployment::who)
                    .containsExactly(Tuple.tuple("id-1", EndedDeployment.Ending.SUCCEEDED, "bob"));
        }

        @Test
        void a_second_deployment_whose_recycling_was_interrupted_serves_new_instances_only() {
            assertThat(ann.deploy(BETA)).succeeded();
            Set<InstanceId> old = stage.inService(stage.blue);
            stage.killedAfter(Operations.UPDATE_GROUP, 2, () -> ann.deploy(BETA));
            assertThat(bob.resume(BETA)).succeeded();

            assertThat(stage.cloud)
                    .servesOnly(Color.BLUE)
                    .hasBounds(Color.BLUE, 2, 10, 3)
                    .hasBounds(Color.GREEN, 3, 10, 3)
                    .failedNoRequest();
            assertThat(stage.inService(stage.blue)).doesNotContainAnyElementsOf(old);
        }

        @Test
        void a_rollback_and_a_cleanup_are_gone_on_with_too() {
            assertThat(ann.deploy(BETA)).succeeded();
            stage.killedIn("deregister", () -> ann.rollback(BETA));
            assertThat(bob.resume(BETA)).succeeded();
            assertThat(stage.cloud)
                    .servesOnly(Color.BLUE)
                    .hasRecorded(Color.BLUE)
                    .hasBounds(Color.GREEN, 3, 10, 3);

            stage.killedIn("scale-down", () -> ann.cleanup(BETA));
            assertThat(bob.resume(BETA)).succeeded();
            assertThat(stage.cloud)
                    .servesOnly(Color.BLUE)
                    .hasBounds(Color.GREEN, 0, 10, 0)
                    .failedNoRequest();
        }

        @Test
        void what_was_asked_for_is_on_record() {
            stage.killedIn("register", () -> ann.deploy(Deployment.of(BETA).withCapacity(5)));
            assertThat(bob.resume(BETA)).succeeded();

            assertThat(stage.cloud).hasInService(Color.GREEN, 5);
        }

        @Test
        void what_was_claimed_and_had_not_begun_is_begun() {
            stage.killedAfter(Operations.CLAIM_RECORD, 1, () -> ann.deploy(BETA));
            assertThat(stage.worldChanges()).isZero();
            assertThat(bob.status(BETA).deployment())
                    .hasToString("deploy id-1 held by ann since " + Instant.EPOCH.plusSeconds(1767225600)
                            + ", going forward, at its beginning");

            assertThat(bob.resume(BETA)).succeeded();
            everythingIsDone();
        }

        @Test
        void what_was_claimed_and_may_not_begin_is_refused_and_given_back() {
            stage.killedAfter(Operations.CLAIM_RECORD, 1, () -> ann.deploy(BETA));
            stage.cloud.setParameter(BETA.activeColorParameter(), "green");

            assertThatThrownBy(() -> bob.resume(BETA))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("expected the recorded color to be the one that traffic reaches");
            assertThat(bob.status(BETA).deployment()).isNull();
            assertThat(stage.worldChanges()).isZero();
        }

        @Test
        void a_check_that_must_still_pass_has_to_be_registered() {
            Check passes = subject -> Check.Verdict.passed();
            BlueGreen careful = stage.builder("ann").check("smoke", passes).build();
            stage.killedIn("scale-up", () -> careful.deploy(BETA));

            assertThatThrownBy(() -> bob.resume(BETA))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("expected the plan's check 'smoke' to be registered, found []");
            assertThat(bob.status(BETA).deployment())
                    .extracting(DeploymentInProgress::holder, DeploymentInProgress::held)
                    .containsExactly("bob", false);

            stage.events.clear();
            assertThat(stage.builder("carol").check("smoke", passes).build().resume(BETA))
                    .succeeded();
            assertThat(stage.events).as("nobody to wait for").noneMatch(Event.LeaseWaiting.class::isInstance);
            everythingIsDone();
        }

        @Test
        void a_check_that_has_passed_has_not() {
            BlueGreen careful = stage.builder("ann")
                    .check("smoke", subject -> Check.Verdict.passed())
                    .build();
            stage.killedIn("register", () -> careful.deploy(BETA));

            assertThat(bob.resume(BETA)).succeeded();
            everythingIsDone();
        }

        @Test
        void it_fails_like_any_deployment_and_is_taken_back() {
            stage.green.afflict("v2", InstanceFault.neverHealthy());
            stage.killedIn("register", () -> ann.deploy(BETA));

            assertThat(bob.resume(BETA)).rolledBackBecause("only 0 of 3 became healthy");
            everythingIsAsBefore();
        }

        @Test
        void it_may_die_and_be_resumed_again_and_again() {
            stage.neverFewerAnswering(3);
            stage.killedIn("scale-up", () -> ann.deploy(BETA));
            stage.killedIn("await-healthy", () -> bob.resume(BETA));
            stage.killedIn("deregister", () -> ann.resume(BETA));
            stage.killedIn("restore-active-min", () -> bob.resume(BETA));
            assertThat(ann.resume(BETA)).succeeded();

            everythingIsDone();
            assertThat(stage.record()).startsWith("verdigris 1.0\nfencing 5\n");
        }

        @Test
        void it_is_told_as_the_taking_up_of_what_was_found() {
            stage.killedIn("register", () -> ann.deploy(BETA));
            stage.events.clear();
            assertThat(bob.resume(takingOver())).succeeded();

            assertThat(stage.sentences().get(0))
                    .isEqualTo(
                            "taking up: deploy id-1 held by ann since 2026-01-01T00:00:00Z, going forward, at shift");
        }
    }

    @Nested
    class Aborting {

        @ParameterizedTest
        @ValueSource(strings = {"pin", "scale-up", "await-in-service", "register", "await-healthy", "deregister"})
        void somebody_else_takes_it_back_wherever_the_process_died(String step) {
            stage.neverFewerAnswering(3);
            stage.killedIn(step, () -> ann.deploy(BETA));
            Outcome outcome = bob.abort(BETA);

            assertThat(outcome).rolledBackBecause("aborted by bob");
            everythingIsAsBefore();
            assertThat(ann.history(BETA))
                    .extracting(EndedDeployment::ending, EndedDeployment::who)
                    .containsExactly(Tuple.tuple(EndedDeployment.Ending.ROLLED_BACK, "bob"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"write-parameter", "await-drained", "restore-active-min", "keep-warm"})
        void past_the_point_of_no_return_it_is_refused_and_says_how_to_go_on(String step) {
            stage.killedIn(step, () -> ann.deploy(BETA));
            int changes = stage.worldChanges();
            String record = stage.record();

            assertThatThrownBy(() -> bob.abort(BETA))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("expected id-1 to be before its point of no return, found it past that")
                    .hasMessageEndingWith("; roll back, which takes over from it at once; or resume it");
            assertThat(stage.worldChanges()).isEqualTo(changes);
            assertThat(stage.record()).as("untouched").isEqualTo(record);

            assertThat(bob.resume(BETA)).succeeded();
            everythingIsDone();
            assertThat(bob.rollback(BETA)).succeeded();
            assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
        }

        @Test
        void what_had_not_begun_is_let_go() {
            stage.killedAfter(Operations.CLAIM_RECORD, 1, () -> ann.deploy(BETA));

            Outcome outcome = bob.abort(BETA);

            assertThat(outcome).rolledBackBecause("aborted by bob");
            assertThat(outcome.report().title()).isEqualTo("Nothing had begun on beta");
            assertThat(stage.worldChanges()).isZero();
            everythingIsAsBefore();
        }

        @Test
        void a_recycled_fleet_rests_at_the_minimum_of_the_idle_role() {
            assertThat(ann.deploy(BETA)).succeeded();
            stage.killedIn("scale-up", () -> ann.deploy(BETA));
            assertThat(bob.abort(BETA)).rolledBack();

            assertThat(stage.cloud)
                    .servesOnly(Color.GREEN)
                    .hasRecorded(Color.GREEN)
                    .hasBounds(Color.GREEN, 2, 10, 3)
                    .hasBounds(Color.BLUE, 0, 10, 0)
                    .failedNoRequest();
        }

        @Test
        void an_abort_that_dies_goes_on_going_back_whoever_comes() {
            stage.neverFewerAnswering(3);
            stage.killedIn("deregister", () -> ann.deploy(BETA));
            stage.killedIn("undo:register", () -> bob.abort(BETA));
            assertThat(bob.status(BETA).deployment())
                    .extracting(DeploymentInProgress::direction, DeploymentInProgress::cause)
                    .containsExactly(Direction.BACK, "aborted by bob");
            assertThat(ann.resume(BETA)).rolledBackBecause("aborted by bob");

            everythingIsAsBefore();
        }

        @Test
        void what_goes_back_already_goes_back_for_its_own_reason() {
            stage.green.afflict("v2", InstanceFault.neverHealthy());
            stage.killedIn("undo:register", () -> ann.deploy(BETA));

            assertThat(bob.abort(BETA))
                    .rolledBackBecause("only 0 of 3 became healthy")
                    .failedIn("await-healthy");
            everythingIsAsBefore();
        }

        @Test
        void no_check_needs_to_be_registered() {
            BlueGreen careful = stage.builder("ann")
                    .check("smoke", subject -> Check.Verdict.passed())
                    .build();
            stage.killedIn("check:smoke", () -> careful.deploy(BETA));

            assertThat(bob.abort(BETA)).rolledBack();
            everythingIsAsBefore();
        }
    }

    /** What holds for both. */
    @Nested
    class Either {
        private static final List<BiFunction<BlueGreen, Recovery, Outcome>> BOTH =
                List.of(BlueGreen::resume, BlueGreen::abort);

        @Test
        void with_nothing_open_it_is_refused() {
            for (BiFunction<BlueGreen, Recovery, Outcome> verb : BOTH) {
                assertThatThrownBy(() -> verb.apply(bob, Recovery.of(BETA)))
                        .isInstanceOf(RefusedException.class)
                        .isNotInstanceOf(BusyException.class)
                        .hasMessage("expected something in progress on beta, found nothing;"
                                + " deploy, roll back or clean up as you like");
            }
            assertThat(stage.cloud.record(BETA)).isNull();
        }

        @Test
        void another_definition_of_the_environment_is_refused() {
            stage.killedIn("register", () -> ann.deploy(BETA));
            Environment other =
                    Environment.named("beta").greenGroup("beta-blue2").build();
            for (BiFunction<BlueGreen, Recovery, Outcome> verb : BOTH) {
                assertThatThrownBy(() -> verb.apply(bob, Recovery.of(other).takingOver()))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("expected the environment as it is in the deployment state")
                        .hasMessageContaining("beta-blue2");
            }
            assertThat(bob.resume(BETA)).succeeded();
        }

        @Test
        void a_holder_that_may_live_is_waited_for_until_its_lease_and_its_last_call_are_over() {
            stage.killedIn("register", () -> ann.deploy(BETA));
            stage.events.clear();
            Instant before = stage.cloud.now();
            assertThat(bob.resume(BETA)).succeeded();

            List<Event.LeaseWaiting> waits = stage.events.stream()
                    .filter(Event.LeaseWaiting.class::isInstance)
                    .map(Event.LeaseWaiting.class::cast)
                    .toList();
            assertThat(waits).hasSize(15);
            assertThat(waits.get(0).sentence())
                    .isEqualTo("waiting up to 1m 15s for deploy id-1 held by ann since 2026-01-01T00:00:00Z,"
                            + " going forward, at shift");
            assertThat(waits).extracting(Event.LeaseWaiting::left).endsWith(Duration.ofSeconds(5));
            Event.Resumed resumed = (Event.Resumed) stage.events.get(15);
            assertThat(resumed.at()).isEqualTo(before.plusSeconds(75));
        }

        @Test
        void an_operators_word_that_it_is_dead_saves_the_wait() {
            stage.killedIn("register", () -> ann.deploy(BETA));
            stage.events.clear();
            Instant before = stage.cloud.now();
            assertThat(bob.abort(takingOver())).rolledBack();

            assertThat(stage.events.get(0)).isInstanceOf(Event.Resumed.class);
            assertThat(stage.events.get(0).at()).isEqualTo(before);
        }

        @Test
        void an_interrupt_while_waiting_is_a_refusal() {
            stage.killedIn("register", () -> ann.deploy(BETA));
            String record = stage.record();
            for (BiFunction<BlueGreen, Recovery, Outcome> verb : BOTH) {
                stage.cloud.after(Duration.ofSeconds(7), Thread.currentThread()::interrupt);
                assertThatThrownBy(() -> verb.apply(bob, Recovery.of(BETA)))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageStartingWith("interrupted while waiting for the deployment state");
                assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
            }
            assertThat(stage.record()).isEqualTo(record);
        }

        @Test
        void one_that_wakes_up_when_another_has_resolved_it_makes_no_further_change_and_says_so() {
            stage.neverFewerAnswering(3);
            stage.when("await-healthy", () -> assertThat(bob.abort(BETA)).rolledBack());

            Outcome outcome = ann.deploy(BETA);

            assertThat(outcome)
                    .interruptedBecause(
                            "expected to hold the deployment state of beta, found that it has been resolved");
            everythingIsAsBefore();
        }

        @Test
        void one_that_wakes_up_while_another_has_it_names_them() {
            stage.when("scale-up", () -> stage.killedIn("await-in-service", () -> bob.resume(BETA)));

            assertThat(ann.deploy(BETA))
                    .interruptedBecause("expected to hold the deployment state of beta, found it held by bob");
            assertThat(stage.by("carol").abort(BETA)).rolledBack();
            everythingIsAsBefore();
        }
    }

    /** What everybody else is told while something is in progress. */
    @Nested
    class Busy {

        @Test
        void nothing_else_begins_and_the_refusal_says_whose_since_when_and_at_which_step() {
            stage.killedIn("deregister", () -> ann.deploy(BETA));
            int changes = stage.worldChanges();
            List<Consumer<BlueGreen>> verbs = List.of(
                    carol -> carol.plan(Deployment.of(BETA)),
                    carol -> carol.deploy(BETA),
                    carol -> carol.rollback(BETA),
                    carol -> carol.cleanup(BETA),
                    carol -> carol.reconcile(BETA),
                    carol -> carol.reconcile(Reconcile.of(BETA).dry()));
            for (Consumer<BlueGreen> verb : verbs) {
                assertThatThrownBy(() -> verb.accept(bob))
                        .isInstanceOfSatisfying(
                                BusyException.class,
                                busy -> assertThat(busy.open())
                                        .extracting(
                                                DeploymentInProgress::environment,
                                                DeploymentInProgress::id,
                                                DeploymentInProgress::verb,
                                                DeploymentInProgress::holder,
                                                DeploymentInProgress::held,
                                                DeploymentInProgress::since,
                                                DeploymentInProgress::direction,
                                                DeploymentInProgress::phase,
                                                DeploymentInProgress::from,
                                                DeploymentInProgress::to,
                                                DeploymentInProgress::cause)
                                        .containsExactly(
                                                "beta",
                                                "id-1",
                                                "deploy",
                                                "ann",
                                                true,
                                                Instant.parse("2026-01-01T00:00:00Z"),
                                                Direction.FORWARD,
                                                Phase.SHIFT,
                                                Color.BLUE,
                                                Color.GREEN,
                                                null))
                        .hasMessageStartingWith(
                                "expected nothing in progress on beta, found deploy id-1 held by ann since"
                                        + " 2026-01-01T00:00:00Z, going forward, at ");
            }
            assertThat(stage.worldChanges()).isEqualTo(changes);
            assertThat(stage.record()).contains("open.holder ann");
        }

        @Test
        void a_plan_made_before_is_refused() {
            var plan = bob.plan(Deployment.of(BETA));
            stage.killedIn("scale-up", () -> ann.deploy(BETA));

            assertThatThrownBy(() -> bob.execute(plan)).isInstanceOf(BusyException.class);
        }

        @Test
        void of_two_deployers_one_deploys() {
            stage.when(
                    "scale-up",
                    () -> assertThatThrownBy(() -> bob.deploy(BETA))
                            .isInstanceOf(BusyException.class)
                            .hasMessageContaining("held by ann"));
            assertThat(ann.deploy(BETA)).succeeded();

            everythingIsDone();
        }

        @Test
        void another_environment_is_none_of_its_business() {
            Environment prod = Environment.of("prod");
            Stage two = Stage.on(Stage.builder()
                    .serving(BETA, new GroupSize(2, 10, 3))
                    .serving(prod, 2)
                    .build());
            two.killedIn("register", () -> two.by("ann").deploy(BETA));

            assertThat(two.by("bob").deploy(prod)).succeeded();
            assertThat(two.cloud).in(prod).servesOnly(Color.GREEN);
        }

        @Test
        void one_with_patience_waits_for_the_other_to_end_and_then_goes_on() {
            stage.killedIn("await-drained", () -> ann.deploy(BETA));
            stage.cloud.after(
                    Duration.ofMinutes(2),
                    () -> assertThat(stage.by("carol").resume(takingOver())).succeeded());
            BlueGreen patient =
                    stage.builder("bob").waitTimeout(Duration.ofMinutes(10)).build();

            assertThat(patient.deploy(BETA)).succeeded();
            assertThat(stage.events).anyMatch(Event.LeaseWaiting.class::isInstance);
            assertThat(stage.cloud)
                    .servesOnly(Color.BLUE)
                    .hasRecorded(Color.BLUE)
                    .failedNoRequest();
        }

        @Test
        void one_with_patience_is_refused_when_that_is_over() {
            stage.killedIn("await-drained", () -> ann.deploy(BETA));
            BlueGreen patient =
                    stage.builder("bob").waitTimeout(Duration.ofMinutes(3)).build();
            Instant before = stage.cloud.now();

            assertThatThrownBy(() -> patient.deploy(BETA)).isInstanceOf(BusyException.class);
            assertThat(stage.cloud.now()).isEqualTo(before.plusSeconds(180));
        }
    }

    @Nested
    class StatusAndHistory {

        @Test
        void status_shows_what_is_open_and_then_what_ended_last() {
            stage.killedIn("await-drained", () -> ann.deploy(BETA));
            Status open = bob.status(BETA);
            assertThat(open.deployment()).isNotNull();
            assertThat(open.last()).isNull();
            assertThat(open.toString()).contains("\n  in progress: deploy id-1 held by ann since 2026-01-01T00:00:00Z");
            assertThat(bob.validate(BETA))
                    .filteredOn(finding -> !finding.warning())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.problem())
                            .startsWith("expected nothing in progress, found deploy id-1"));

            assertThat(bob.resume(BETA)).succeeded();
            Status ended = bob.status(BETA);
            assertThat(ended.deployment()).isNull();
            assertThat(ended.last()).isEqualTo(bob.history(BETA).get(0));
            assertThat(ended.toString()).contains("\n  last: id-1 succeeded blue → green after ");
        }

        @Test
        void before_the_first_deployment_there_is_no_history() {
            assertThat(bob.history(BETA)).isEmpty();
            assertThat(bob.status(BETA).last()).isNull();
        }

        @Test
        void the_last_ten_are_shown_newest_first() {
            assertThat(ann.deploy(BETA)).succeeded();
            for (int i = 0; i < 11; i++) {
                assertThat((i % 2 == 0 ? ann : bob).rollback(BETA)).succeeded();
            }
            List<EndedDeployment> history = bob.history(BETA);

            assertThat(history)
                    .hasSize(10)
                    .isSortedAccordingTo((a, b) -> b.started().compareTo(a.started()));
            assertThat(history)
                    .extracting(EndedDeployment::who)
                    .containsExactly("ann", "bob", "ann", "bob", "ann", "bob", "ann", "bob", "ann", "bob");
            assertThat(history.get(0))
                    .extracting(
                            EndedDeployment::ending, EndedDeployment::from, EndedDeployment::to, EndedDeployment::cause)
                    .containsExactly(EndedDeployment.Ending.SUCCEEDED, Color.GREEN, Color.BLUE, null);
        }

        @Test
        void how_long_it_took_is_counted_from_its_first_beginning() {
            stage.killedIn("register", () -> ann.deploy(BETA));
            Instant began =
                    Objects.requireNonNull(bob.status(BETA).deployment()).since();
            stage.cloud.pass(Duration.ofHours(1));
            assertThat(bob.resume(BETA)).succeeded();

            EndedDeployment ended = bob.history(BETA).get(0);
            assertThat(ended.started()).isEqualTo(began);
            assertThat(ended.took()).isEqualTo(Duration.between(began, stage.cloud.now()));
        }

        @Test
        void one_that_was_taken_back_is_there_with_its_cause() {
            stage.green.afflict("v2", InstanceFault.neverHealthy());
            assertThat(ann.deploy(BETA)).rolledBack();

            assertThat(ann.history(BETA)).singleElement().satisfies(ended -> {
                assertThat(ended.ending()).isEqualTo(EndedDeployment.Ending.ROLLED_BACK);
                assertThat(ended.cause()).startsWith("await-healthy: ").contains("only 0 of 3 became healthy");
            });
        }

        @Test
        void a_refused_one_is_not_there() {
            stage.cloud.setParameter(BETA.activeColorParameter(), "green");
            assertThatThrownBy(() -> ann.deploy(BETA)).isInstanceOf(RefusedException.class);

            assertThat(ann.history(BETA)).isEmpty();
            assertThat(ann.status(BETA).deployment()).as("given back").isNull();
        }

        @Test
        void one_that_failed_dirty_is_not_there_until_it_is_resolved() {
            CallFault denied = CallFault.denied(Operations.PUT_PARAMETER);
            stage.cloud.install(denied);
            assertThat(ann.deploy(BETA)).failedDirty();
            assertThat(ann.history(BETA)).isEmpty();

            stage.cloud.remove(denied);
            assertThat(bob.resume(BETA)).succeeded();
            assertThat(ann.history(BETA)).hasSize(1);
        }
    }

    /** What an operator removes without resolving it. */
    @Nested
    class Unlocking {

        @Test
        void nothing_begins_until_what_was_held_is_put_back() {
            stage.killedIn("await-healthy", () -> ann.deploy(BETA));
            EndedDeployment ended = bob.unlock(BETA, "ann's laptop fell into the lake");
            assertThat(ended)
                    .extracting(EndedDeployment::id, EndedDeployment::ending, EndedDeployment::who)
                    .containsExactly("id-1", EndedDeployment.Ending.UNLOCKED, "bob");
            assertThat(bob.history(BETA)).containsExactly(ended);
            assertThat(bob.status(BETA).deployment()).isNull();

            for (Consumer<BlueGreen> verb : List.<Consumer<BlueGreen>>of(
                    carol -> carol.plan(Deployment.of(BETA)),
                    carol -> carol.deploy(BETA),
                    carol -> carol.rollback(BETA),
                    carol -> carol.cleanup(BETA))) {
                assertThatThrownBy(() -> verb.accept(bob))
                        .isInstanceOf(RefusedException.class)
                        .hasMessage("expected the bounds of beta as their roles have them, found that id-1 was unlocked"
                                + " while it held them; reconcile first, which puts them back");
            }
            assertThat(bob.status(BETA).deployment()).as("given back").isNull();

            assertThat(bob.reconcile(BETA).succeeded()).isTrue();
            assertThat(stage.cloud)
                    .servesOnly(Color.BLUE)
                    .hasBounds(Color.BLUE, 2, 10, 3)
                    .hasBounds(Color.GREEN, 0, 10, 3);
            assertThat(bob.deploy(BETA)).succeeded();
            assertThat(stage.cloud)
                    .servesOnly(Color.GREEN)
                    .hasBounds(Color.GREEN, 2, 10, 3)
                    .hasBounds(Color.BLUE, 3, 10, 3);
        }

        @Test
        void what_had_not_begun_held_nothing() {
            stage.killedAfter(Operations.CLAIM_RECORD, 1, () -> ann.deploy(BETA));
            bob.unlock(BETA, "stuck");

            assertThat(bob.deploy(BETA)).succeeded();
        }

        @Test
        void with_nothing_open_it_is_refused() {
            assertThatThrownBy(() -> bob.unlock(BETA, "stuck"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("expected something in progress on beta, found nothing");
        }

        @Test
        void without_a_reason_it_is_refused() {
            stage.killedIn("register", () -> ann.deploy(BETA));

            assertThatThrownBy(() -> bob.unlock(BETA, " \n"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("reason: expected some text for the history, found none");
            assertThat(bob.status(BETA).deployment()).isNotNull();
        }

        @Test
        void its_holder_if_it_lives_after_all_makes_no_further_change() {
            stage.when("await-in-service", () -> bob.unlock(BETA, "looks dead"));

            assertThat(ann.deploy(BETA)).interruptedBecause("found that it has been resolved by somebody else");
            assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
        }

        @Test
        void a_fleet_that_was_recycled_is_not_taken_for_the_warm_one_any_more() {
            assertThat(ann.deploy(BETA)).succeeded();
            stage.killedIn("await-in-service", () -> ann.deploy(BETA));
            bob.unlock(BETA, "stuck");
            assertThat(bob.reconcile(BETA).succeeded()).isTrue();

            assertThat(stage.cloud).servesOnly(Color.GREEN).hasBounds(Color.BLUE, 0, 10, 3);
            assertThat(stage.record()).doesNotContain("warm");
        }

        @Test
        void a_fleet_that_was_emptied_gets_the_minimum_of_its_role_back() {
            stage.green.setBounds(new GroupSize(1, 10, 1));
            stage.cloud.pass(Duration.ofMinutes(5));
            stage.killedAfter(Operations.UPDATE_GROUP, 2, () -> ann.deploy(BETA));
            assertThat(stage.cloud).hasBounds(Color.GREEN, 0, 10, 0);
            bob.unlock(BETA, "stuck");
            assertThat(bob.reconcile(BETA).succeeded()).isTrue();

            assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 3).hasBounds(Color.GREEN, 1, 10, 1);
        }
    }
}
