package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.Direction;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Reconcile;
import dev.verdigris.request.Recovery;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Latencies;
import dev.verdigris.testkit.Latency;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R14 to R17, and the hold of a warm fleet in R5: the durable record. */
class DurableStateRulesTest {
    private static final Set<String> RECORD =
            Set.of(Operations.FIND_STATE, Operations.CLAIM_STATE, Operations.REPLACE_STATE);

    private final Stage stage = Stage.set();

    private static boolean isRecord(Call call) {
        return RECORD.contains(call.operation());
    }

    /** Watches that every change comes while more than 15 s of the lease of 60 s are left since a write was sent that arrived. */
    private static void neverOutsideTheLease(Stage stage) {
        stage.cloud.install(new CallHook() {
            private Instant sent = Instant.MIN;
            private Instant written = Instant.MIN;

            @Override
            public void before(Call call) {
                if (isRecord(call)) {
                    sent = stage.cloud.now();
                } else if (call.isChange()) {
                    Duration since = Duration.between(written, stage.cloud.now());
                    if (since.compareTo(Duration.ofSeconds(45)) >= 0) {
                        throw new AssertionError(call + " is sent " + since + " after the lease was renewed");
                    }
                }
            }

            @Override
            public void after(Call call) {
                if (isRecord(call) && call.isChange()) {
                    written = sent;
                }
            }
        });
    }

    /** Watches that no change is sent of which the deployment state does not say that it may have begun, by that holder. */
    private static void neverAheadOfTheRecord(Stage stage, String verb) {
        Map<String, String> earliest = Map.of(
                Operations.UPDATE_GROUP, "PREPARE|SHIFT|FINALIZE",
                Operations.REGISTER, "SHIFT|FINALIZE",
                Operations.DEREGISTER, "SHIFT|FINALIZE",
                Operations.PUT_PARAMETER, "FINALIZE");
        stage.cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                if (call.isChange() && !isRecord(call)) {
                    assertThat(stage.record())
                            .contains("\nopen.verb " + verb + "\n")
                            .contains("\nopen.holder ann\n")
                            .containsPattern("\nbegun.phase (" + earliest.get(call.operation()) + ")\n");
                }
            }
        });
    }

    @Nested
    class R14 {

        @ParameterizedTest
        @ValueSource(ints = {1, 4, 7, 11, 14})
        void a_change_is_only_sent_while_the_rest_of_the_lease_exceeds_its_time_out(int secondsACall) {
            Stage slow = Stage.on(Stage.builder()
                    .latencies(Latencies.instant().withCall(Latency.exactly(Duration.ofSeconds(secondsACall))))
                    .serving(BETA, new GroupSize(2, 10, 3))
                    .build());
            neverOutsideTheLease(slow);

            assertThat(slow.deploy()).succeeded();
            assertThat(slow.rollback()).succeeded();
        }

        @Test
        void while_the_lease_cannot_be_renewed_nothing_is_changed() {
            neverOutsideTheLease(stage);
            CallFault throttled = CallFault.throttled(Operations.REPLACE_STATE);
            stage.green.refuseLaunches("no capacity", 2);
            stage.when("await-in-service", () -> {
                stage.cloud.install(throttled);
                stage.cloud.after(Duration.ofSeconds(50), () -> stage.blue.setMin(2));
                stage.cloud.after(
                        Duration.ofSeconds(80),
                        () -> assertThat(stage.blue.size().min())
                                .as("not raised again yet")
                                .isEqualTo(2));
                stage.cloud.after(Duration.ofSeconds(85), () -> stage.cloud.remove(throttled));
                stage.cloud.after(
                        Duration.ofSeconds(95),
                        () -> assertThat(stage.blue.size().min())
                                .as("raised again")
                                .isEqualTo(3));
            });

            Outcome outcome = stage.deploy();

            assertThat(outcome).succeeded();
            assertThat(outcome)
                    .noting("the deployment state could not be renewed: deployments:Replace: ThrottlingException");
        }

        @Test
        void signs_of_life_come_in_every_third_of_the_lease_however_rarely_the_world_is_looked_at() {
            List<Instant> writes = new ArrayList<>();
            stage.cloud.install(new CallHook() {
                @Override
                public void after(Call call) {
                    if (isRecord(call) && call.isChange()) {
                        writes.add(stage.cloud.now());
                    }
                }
            });
            Policy policy = Policy.defaults().withPollInterval(Duration.ofMinutes(2));
            assertThat(stage.deploy(Deployment.of(BETA).withPolicy(policy))).succeeded();

            assertThat(Duration.between(writes.get(0), writes.get(writes.size() - 1)))
                    .isGreaterThan(Duration.ofMinutes(4));
            for (int i = 1; i < writes.size(); i++) {
                assertThat(Duration.between(writes.get(i - 1), writes.get(i)))
                        .isLessThanOrEqualTo(Duration.ofSeconds(20));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"deploy", "rollback", "cleanup", "reconcile", "resume", "abort"})
        void every_verb_that_changes_something_holds_the_deployment_state_while_it_does(String verb) {
            BlueGreen bob = stage.by("bob");
            switch (verb) {
                case "rollback", "cleanup" -> assertThat(stage.deploy()).succeeded();
                case "reconcile" -> stage.cloud.setParameter(BETA.activeColorParameter(), "green");
                case "resume", "abort" -> stage.killedIn("await-healthy", () -> stage.deploy());
                default -> {}
            }
            int before = stage.worldChanges();
            stage.cloud.install(new CallHook() {
                @Override
                public void before(Call call) {
                    if (call.isChange() && !isRecord(call)) {
                        assertThat(stage.record()).contains("\nopen.holder bob\n");
                    }
                }
            });
            switch (verb) {
                case "deploy" -> bob.deploy(BETA);
                case "rollback" -> bob.rollback(BETA);
                case "cleanup" -> bob.cleanup(BETA);
                case "reconcile" -> bob.reconcile(BETA);
                case "resume" -> bob.resume(BETA);
                default -> bob.abort(BETA);
            }

            assertThat(stage.worldChanges()).isGreaterThan(before);
            assertThat(stage.record()).doesNotContain("open.");
        }

        @Test
        void a_plan_a_status_and_a_dry_run_hold_nothing() {
            BlueGreen ann = stage.blueGreen();
            ann.plan(Deployment.of(BETA));
            ann.status(BETA);
            ann.validate(BETA);
            ann.history(BETA);
            ann.reconcile(Reconcile.of(BETA).dry());

            assertThat(stage.cloud.changes()).isZero();
        }

        @Test
        void what_was_planned_is_planned_again_under_the_lease() {
            stage.cloud.install(new CallHook() {
                @Override
                public void after(Call call) {
                    if (call.operation().equals(Operations.CLAIM_STATE)) {
                        stage.cloud.remove(this);
                        stage.blue.setMin(3);
                    }
                }
            });
            assertThat(stage.deploy()).succeeded();

            assertThat(stage.cloud).hasBounds(Color.GREEN, 3, 10, 3);
        }
    }

    @Nested
    class R15 {

        /** With a lease so long that no renewal is due. */
        private List<String> recordCalls(Stage on, Function<BlueGreen, Outcome> verb) {
            List<String> calls = new ArrayList<>();
            CallHook hook = new CallHook() {
                @Override
                public void before(Call call) {
                    if (isRecord(call)) {
                        calls.add(call.operation());
                    }
                }
            };
            on.cloud.install(hook);
            assertThat(verb.apply(on.builder("ann").lease(Duration.ofHours(5)).build()))
                    .isNotInstanceOf(Outcome.Interrupted.class);
            on.cloud.remove(hook);
            return calls;
        }

        @Test
        void
                a_deployment_looks_claims_looks_at_that_begins_enters_two_phases_asks_before_each_change_of_the_last_and_ends() {
            assertThat(recordCalls(stage, ann -> ann.deploy(BETA)))
                    .containsExactly(
                            Operations.FIND_STATE,
                            Operations.CLAIM_STATE,
                            Operations.FIND_STATE,
                            Operations.REPLACE_STATE,
                            Operations.REPLACE_STATE,
                            Operations.REPLACE_STATE,
                            Operations.FIND_STATE,
                            Operations.FIND_STATE,
                            Operations.REPLACE_STATE);
        }

        @Test
        void recycling_is_announced_besides() {
            assertThat(stage.deploy()).succeeded();

            assertThat(recordCalls(stage, ann -> ann.deploy(BETA))).hasSize(10);
        }

        @Test
        void a_rollback_takes_nine_calls_and_a_cleanup_five() {
            assertThat(stage.deploy()).succeeded();

            assertThat(recordCalls(stage, ann -> ann.rollback(BETA))).hasSize(9);
            assertThat(recordCalls(stage, ann -> ann.cleanup(BETA))).hasSize(5);
        }

        @Test
        void going_back_is_one_write_more_and_one_phase_less() {
            stage.green.afflict("v2", InstanceFault.neverHealthy());

            assertThat(recordCalls(stage, ann -> ann.deploy(BETA))).hasSize(7);
        }

        @Test
        void to_resume_is_a_look_a_claim_a_look_at_that_and_what_is_left() {
            stage.killedIn("register", () -> stage.deploy());
            stage.cloud.pass(Duration.ofMinutes(2));

            assertThat(recordCalls(stage, ann -> ann.resume(Recovery.of(BETA).takingOver())))
                    .containsExactly(
                            Operations.FIND_STATE,
                            Operations.CLAIM_STATE,
                            Operations.FIND_STATE,
                            Operations.REPLACE_STATE,
                            Operations.FIND_STATE,
                            Operations.FIND_STATE,
                            Operations.REPLACE_STATE);
        }

        @Test
        void whatever_the_number_of_steps_and_instances() {
            Stage large = Stage.set(new GroupSize(40, 200, 90));
            Deployment careful = Deployment.of(BETA);

            assertThat(recordCalls(
                            large,
                            ann -> BlueGreen.builder(large.cloud.ports())
                                    .lease(Duration.ofHours(5))
                                    .check("one", subject -> Check.Verdict.passed())
                                    .check("two", subject -> Check.Verdict.passed())
                                    .build()
                                    .deploy(careful)))
                    .hasSize(9);
        }

        @Test
        void a_record_says_nothing_of_instances() {
            stage.killedIn("deregister", () -> stage.deploy());

            assertThat(stage.record()).doesNotContain("i-0000");
        }
    }

    @Nested
    class R16 {

        @ParameterizedTest
        @ValueSource(strings = {"deploy", "rollback", "cleanup"})
        void nothing_of_a_phase_is_changed_before_the_deployment_state_says_so(String verb) {
            if (!verb.equals("deploy")) {
                assertThat(stage.deploy()).succeeded();
            }
            neverAheadOfTheRecord(stage, verb);
            int before = stage.worldChanges();
            Outcome outcome = switch (verb) {
                case "deploy" -> stage.deploy();
                case "rollback" -> stage.rollback();
                default -> stage.cleanup();
            };

            assertThat(outcome).succeeded();
            assertThat(stage.worldChanges()).isGreaterThan(before);
        }

        @Test
        void direction_and_first_cause_are_on_record_before_the_first_undo() {
            stage.green.afflict("v2", InstanceFault.neverHealthy());
            List<String> records = new ArrayList<>();
            stage.when("undo:register", () -> records.add(stage.record()));
            assertThat(stage.deploy()).rolledBackBecause("only 0 of 3 became healthy");

            assertThat(records)
                    .singleElement()
                    .asString()
                    .contains("\nbegun.direction BACK\n")
                    .contains("\ncause.step await-healthy\n")
                    .contains("\ncause.problem only 0 of 3 became healthy");
        }

        @Test
        void so_they_are_when_it_is_aborted() {
            stage.killedIn("await-healthy", () -> stage.deploy());
            List<String> records = new ArrayList<>();
            stage.when("undo:register", () -> records.add(stage.record()));
            assertThat(stage.by("bob").abort(BETA)).rolledBack();

            assertThat(records)
                    .singleElement()
                    .asString()
                    .contains("\nbegun.direction BACK\n")
                    .contains("\ncause.problem aborted by bob\n");
        }

        @Test
        void what_failed_dirty_on_the_way_back_is_resolved_by_whoever_comes_without_a_wait() {
            stage.green.afflict("v2", InstanceFault.neverHealthy());
            CallFault denied = CallFault.denied(Operations.DEREGISTER);
            stage.when("await-healthy", () -> stage.cloud.install(denied));
            assertThat(stage.deploy()).failedDirtyBecause("only 0 of 3 became healthy");

            BlueGreen bob = stage.by("bob");
            assertThat(bob.status(BETA).deployment())
                    .extracting(
                            DeploymentInProgress::holder,
                            DeploymentInProgress::held,
                            DeploymentInProgress::direction,
                            DeploymentInProgress::phase)
                    .containsExactly("ann", false, Direction.BACK, Phase.SHIFT);
            assertThat(bob.history(BETA)).isEmpty();
            assertThatThrownBy(() -> bob.deploy(BETA))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("left by ann")
                    .hasMessageContaining("because only 0 of 3 became healthy")
                    .hasMessageEndingWith("; resume or abort it first");

            assertThat(bob.abort(BETA)).failedDirtyBecause("only 0 of 3 became healthy");
            stage.cloud.remove(denied);
            stage.events.clear();
            assertThat(bob.resume(BETA))
                    .rolledBackBecause("only 0 of 3 became healthy")
                    .failedIn("await-healthy");
            assertThat(stage.events).noneMatch(Event.LeaseWaiting.class::isInstance);
            assertThat(bob.history(BETA))
                    .extracting(EndedDeployment::ending)
                    .containsExactly(EndedDeployment.Ending.ROLLED_BACK);
            assertThat(stage.cloud)
                    .servesOnly(Color.BLUE)
                    .hasBounds(Color.BLUE, 2, 10, 3)
                    .hasBounds(Color.GREEN, 0, 10, 0);
        }

        @Test
        void what_failed_dirty_past_the_point_of_no_return_is_resumed_and_not_aborted() {
            CallFault denied = CallFault.denied(Operations.PUT_PARAMETER);
            stage.cloud.install(denied);
            assertThat(stage.deploy()).failedDirtyBecause("AccessDenied").failedIn("write-parameter");
            stage.cloud.remove(denied);

            BlueGreen bob = stage.by("bob");
            assertThatThrownBy(() -> bob.abort(BETA))
                    .isInstanceOf(BusyException.class)
                    .hasMessageEndingWith("; roll back, which takes over from it at once; or resume it");
            assertThat(bob.resume(BETA)).succeeded();
            assertThat(stage.cloud)
                    .servesOnly(Color.GREEN)
                    .hasRecorded(Color.GREEN)
                    .hasBounds(Color.GREEN, 2, 10, 3)
                    .hasBounds(Color.BLUE, 3, 10, 3);
        }

        @Test
        void a_phase_that_cannot_be_put_on_record_does_not_begin() {
            CallFault denied = CallFault.denied(Operations.REPLACE_STATE).skipping(1);
            stage.cloud.install(denied);
            Outcome outcome =
                    stage.builder("ann").lease(Duration.ofHours(1)).build().deploy(BETA);

            assertThat(outcome)
                    .interruptedBecause("the deployment state could not be written: deployments:Replace: AccessDenied")
                    .failedIn("register");
            assertThat(stage.targets.registered(stage.green)).isZero();
            stage.cloud.remove(denied);
            assertThat(stage.by("bob").status(BETA).deployment())
                    .extracting(DeploymentInProgress::held, DeploymentInProgress::phase)
                    .containsExactly(true, Phase.PREPARE);
            assertThat(stage.by("bob").abort(Recovery.of(BETA).takingOver())).rolledBack();
            assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.BLUE, 2, 10, 3);
        }

        @Test
        void a_record_that_is_throttled_for_a_while_is_written_in_the_end() {
            stage.cloud.install(
                    CallFault.throttled(Operations.REPLACE_STATE).skipping(1).times(6));

            assertThat(stage.builder("ann").lease(Duration.ofHours(1)).build().deploy(BETA))
                    .succeeded();
        }

        @Test
        void a_beginning_that_cannot_be_put_on_record_is_an_error_and_nothing_was_changed() {
            CallFault lost = CallFault.unavailable(Operations.REPLACE_STATE).times(1);
            stage.cloud.install(lost);

            assertThatThrownBy(() -> stage.deploy()).isInstanceOf(PortException.Unavailable.class);
            assertThat(stage.worldChanges()).isZero();
            assertThat(stage.blueGreen().status(BETA).deployment())
                    .as("given back")
                    .isNull();
        }

        @Test
        void an_environment_whose_record_cannot_hold_what_may_come_is_refused() {
            BlueGreen.Builder builder = stage.builder("ann");
            for (int i = 0; i < 60; i++) {
                builder.check(String.format("check-%034d", i), subject -> Check.Verdict.passed());
            }

            assertThatThrownBy(() -> builder.build().deploy(BETA))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("to fit into 4096 bytes");
            assertThat(stage.worldChanges()).isZero();
            assertThat(stage.blueGreen().status(BETA).deployment())
                    .as("given back")
                    .isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {Operations.CLAIM_STATE, Operations.REPLACE_STATE})
        void lost_replies_of_the_deployment_state_change_nothing(String operation) {
            stage.cloud.install(CallFault.lostReply(operation));

            assertThat(stage.deploy()).succeeded();
            assertThat(stage.rollback()).succeeded();
            assertThat(stage.blueGreen().history(BETA)).hasSize(2);
        }
    }

    @Nested
    class R17 {
        private final SimulatedCloud parameterStore = Stage.builder()
                .leasesExpire(false)
                .serving(BETA, new GroupSize(2, 10, 3))
                .build();
        private final Stage stage = Stage.on(parameterStore);
        private final BlueGreen bob = stage.by("bob");

        @Test
        void a_record_is_taken_over_only_on_an_operators_word() {
            stage.killedIn("register", () -> stage.deploy());
            Instant before = stage.cloud.now();
            for (ThrowingCallable verb : List.<ThrowingCallable>of(() -> bob.resume(BETA), () -> bob.abort(BETA))) {
                assertThatThrownBy(verb)
                        .isInstanceOf(BusyException.class)
                        .hasMessageContaining("to be left by its holder, found deploy id-1 held by ann")
                        .hasMessageEndingWith(
                                "; if you know that this holder is dead, take over from it (--take-over)");
            }
            assertThat(stage.cloud.now()).as("waiting would not help").isEqualTo(before);

            assertThat(bob.resume(Recovery.of(BETA).takingOver())).succeeded();
            assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
        }

        @Test
        void what_was_left_needs_no_word() {
            CallFault denied = CallFault.denied(Operations.PUT_PARAMETER);
            stage.cloud.install(denied);
            assertThat(stage.deploy()).failedDirty();
            stage.cloud.remove(denied);

            assertThat(bob.resume(BETA)).succeeded();
        }

        @Test
        void the_holder_looks_before_each_change_whether_somebody_has_taken_over() {
            List<Boolean> looked = new ArrayList<>();
            stage.cloud.install(new CallHook() {
                private String last = "";

                @Override
                public void before(Call call) {
                    if (call.isChange() && !isRecord(call)) {
                        looked.add(last.equals(Operations.FIND_STATE));
                    }
                    last = call.operation();
                }
            });
            assertThat(stage.deploy()).succeeded();

            assertThat(looked).hasSizeGreaterThan(5).containsOnly(true);
        }

        @ParameterizedTest
        @ValueSource(strings = {"scale-up", "register", "await-healthy", "deregister"})
        void from_whom_it_was_taken_makes_no_further_change(String step) {
            stage.when(step, () -> {
                stage.killedIn("undo:pin", () -> bob.abort(Recovery.of(BETA).takingOver()));
                int changes = stage.worldChanges();
                stage.cloud.install(new CallHook() {
                    @Override
                    public void before(Call call) {
                        if (call.isChange() && !isRecord(call)) {
                            throw new AssertionError(call + " after " + changes);
                        }
                    }
                });
            });

            assertThat(stage.deploy())
                    .interruptedBecause("expected to hold the deployment state of beta, found it held by bob");
        }

        @Test
        void while_it_cannot_be_said_no_change_is_sent() {
            CallFault unavailable = CallFault.unavailable(Operations.FIND_STATE);
            stage.when("pin", () -> {
                stage.cloud.install(unavailable);
                stage.cloud.after(Duration.ofSeconds(42), () -> {
                    assertThat(stage.worldChanges()).isZero();
                    stage.cloud.remove(unavailable);
                });
            });

            assertThat(stage.deploy()).succeeded();
        }
    }

    /** The minimum of the idle role is in the deployment state while the fleet of that role is held at its size. */
    @Nested
    class R5 {

        private void idleRoleKeepsOne() {
            stage.green.setBounds(new GroupSize(1, 10, 1));
            stage.cloud.pass(Duration.ofMinutes(5));
        }

        @Test
        void a_rollback_and_the_next_deployment_know_it() {
            idleRoleKeepsOne();
            assertThat(stage.deploy()).succeeded();
            assertThat(stage.cloud).hasBounds(Color.GREEN, 2, 10, 3).hasBounds(Color.BLUE, 3, 10, 3);
            assertThat(stage.record()).contains("\nwarm blue\t1\n");

            assertThat(stage.rollback()).succeeded();
            assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 3).hasBounds(Color.GREEN, 3, 10, 3);
            assertThat(stage.record()).contains("\nwarm green\t1\n");

            assertThat(stage.deploy(Deployment.of(BETA).keepWarm(KeepWarm.NONE)))
                    .succeeded();
            assertThat(stage.cloud).hasBounds(Color.GREEN, 2, 10, 3).hasBounds(Color.BLUE, 1, 10, 1);
            assertThat(stage.record()).doesNotContain("\nwarm");
        }

        @Test
        void a_warm_fleet_that_was_recycled_in_vain_rests_at_it_and_is_warm_no_more() {
            idleRoleKeepsOne();
            assertThat(stage.deploy()).succeeded();
            stage.blue.afflict("v1", InstanceFault.neverHealthy());
            assertThat(stage.deploy()).rolledBack();

            assertThat(stage.cloud).hasBounds(Color.BLUE, 1, 10, 1).hasBounds(Color.GREEN, 2, 10, 3);
            assertThat(stage.record()).doesNotContain("\nwarm");
        }

        @Test
        void a_warm_fleet_stays_that_while_nothing_has_told_it_to_go() {
            idleRoleKeepsOne();
            assertThat(stage.deploy()).succeeded();
            CallFault denied = CallFault.denied(Operations.UPDATE_GROUP);
            stage.cloud.install(denied);
            assertThat(stage.deploy()).failedIn("pin");
            stage.cloud.remove(denied);

            assertThat(stage.cloud).hasBounds(Color.BLUE, 3, 10, 3);
            assertThat(stage.record()).contains("\nwarm blue\t1\n");
        }

        @Test
        void a_rollback_that_fails_leaves_the_warm_fleet_held() {
            idleRoleKeepsOne();
            assertThat(stage.deploy()).succeeded();
            stage.blue.instance(1).sicken("Target.Timeout");
            assertThat(stage.rollback()).rolledBack();

            assertThat(stage.cloud).servesOnly(Color.GREEN).hasBounds(Color.BLUE, 3, 10, 3);
            assertThat(stage.record()).contains("\nwarm blue\t1\n");
        }

        @Test
        void a_fleet_that_is_let_go_is_warm_no_more() {
            assertThat(stage.deploy()).succeeded();
            assertThat(stage.record()).contains("\nwarm blue\t0\n");
            assertThat(stage.cleanup()).succeeded();

            assertThat(stage.cloud).hasBounds(Color.BLUE, 0, 10, 0);
            assertThat(stage.record()).doesNotContain("\nwarm");
        }

        @Test
        void a_pinned_minimum_is_never_taken_for_an_original() {
            idleRoleKeepsOne();
            stage.killedIn("keep-warm", () -> stage.deploy());
            stage.killedAfter(Operations.UPDATE_GROUP, 1, () -> {
                stage.blue.setMin(2);
                stage.by("bob").resume(BETA);
            });
            assertThat(stage.by("carol").resume(BETA)).succeeded();
            assertThat(stage.rollback()).succeeded();

            assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 3).hasBounds(Color.GREEN, 3, 10, 3);
            assertThat(stage.record()).contains("\nwarm green\t1\n");
        }
    }
}
