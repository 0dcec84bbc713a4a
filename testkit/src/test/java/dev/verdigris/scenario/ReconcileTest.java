package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.report.Residue;
import dev.verdigris.request.Reconcile;
import dev.verdigris.request.Recovery;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R18: reconcile is conservative. */
class ReconcileTest {
    private final Stage stage = Stage.set();
    private final BlueGreen ann = stage.blueGreen();

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    private Reconciliation reconcile() {
        return ann.reconcile(BETA);
    }

    private Reconciliation reconcileAtOnce() {
        return ann.reconcile(Reconcile.of(BETA).withStableFor(Duration.ZERO));
    }

    private void scaledOut() {
        stage.blue.scaleOut(1);
        stage.cloud.pass(Duration.ofMinutes(2));
    }

    /** Green has three instances in service, registered and healthy, beside blue's. */
    private void bothServe() {
        stage.green.setBounds(new GroupSize(0, 10, 3));
        stage.cloud.pass(Duration.ofMinutes(2));
        stage.green.instances().forEach(instance -> stage.targets.register(instance.id()));
        stage.cloud.pass(Duration.ofMinutes(2));
    }

    private void untouched() {
        assertThat(stage.worldChanges()).isZero();
        assertThat(ann.status(BETA).deployment()).isNull();
    }

    @Nested
    class Rules {

        @Test
        void where_all_is_well_it_changes_nothing() {
            Instant before = stage.cloud.now();
            Reconciliation done = reconcile();

            assertThat(done).isEqualTo(new Reconciliation("beta", List.of(), List.of(), List.of()));
            assertThat(done.succeeded()).isTrue();
            assertThat(stage.cloud.now()).as("nothing to watch").isEqualTo(before);
            untouched();
        }

        @ParameterizedTest
        @CsvSource({"green,'green'", "mauve,'mauve'", ",nothing"})
        void a_recorded_color_that_traffic_does_not_reach_is_corrected_and_nothing_else(String recorded, String shown) {
            if (recorded == null) {
                stage.cloud.removeParameter(BETA.activeColorParameter());
            } else {
                stage.cloud.setParameter(BETA.activeColorParameter(), recorded);
            }
            Reconciliation done = reconcile();

            assertThat(done.differences())
                    .containsExactly("/compiler-explorer/beta/active-asg holds "
                            + (recorded == null ? shown : "'" + recorded + "'") + " while traffic reaches blue");
            assertThat(done.changes()).containsExactly("/compiler-explorer/beta/active-asg: blue");
            assertThat(done.succeeded()).isTrue();
            assertThat(stage.cloud).hasRecorded(Color.BLUE).servesOnly(Color.BLUE);
            assertThat(stage.worldChanges()).isEqualTo(1);
        }

        @Test
        void members_of_the_fleet_that_serves_are_registered() {
            scaledOut();
            InstanceId missing = stage.blue.instance(4).id();
            Reconciliation done = reconcile();

            assertThat(done.differences())
                    .containsExactly("1 member of beta-blue in service and not registered: " + missing + ":80");
            assertThat(done.changes()).containsExactly("register 1 target of Beta: " + missing + ":80");
            stage.cloud.pass(Duration.ofMinutes(1));
            assertThat(stage.cloud).servesOnly(Color.BLUE).hasInService(Color.BLUE, 4);
        }

        @Test
        void on_a_schedule_it_finds_nothing_the_second_time() {
            scaledOut();
            reconcile();
            int changes = stage.worldChanges();

            assertThat(reconcile().differences()).isEmpty();
            assertThat(stage.worldChanges()).isEqualTo(changes);
        }

        @Test
        void where_both_colors_are_registered_the_strays_leave_if_the_recorded_one_is_complete_and_healthy() {
            bothServe();
            stage.neverFewerAnswering(3);
            Reconciliation done = reconcile();

            assertThat(done.differences())
                    .containsExactly("targets of the inactive color green are registered in Beta");
            assertThat(done.changes()).singleElement().asString().startsWith("deregister 3 targets of Beta: ");
            stage.cloud.pass(Duration.ofMinutes(1));
            assertThat(stage.cloud)
                    .servesOnly(Color.BLUE)
                    .hasRecorded(Color.BLUE)
                    .failedNoRequest();
        }

        @Test
        void which_color_stays_is_what_the_deployment_state_says() {
            bothServe();
            stage.cloud.setParameter(BETA.activeColorParameter(), "green");
            reconcile();
            stage.cloud.pass(Duration.ofMinutes(1));

            assertThat(stage.cloud)
                    .servesOnly(Color.GREEN)
                    .hasRecorded(Color.GREEN)
                    .failedNoRequest();
        }

        @Test
        void where_the_recorded_color_is_not_complete_it_only_reports() {
            bothServe();
            stage.targets.deregister(stage.blue.instance(1).id());
            stage.cloud.pass(Duration.ofMinutes(1));

            onlyReports("traffic reaches both colors, and the recorded one blue could not serve alone");
        }

        @Test
        void where_the_recorded_color_is_not_healthy_it_only_reports() {
            bothServe();
            stage.blue.instance(1).sicken("Target.Timeout");
            stage.cloud.pass(Duration.ofMinutes(1));

            onlyReports("traffic reaches both colors, and the recorded one blue could not serve alone");
        }

        @Test
        void where_no_color_is_recorded_it_only_reports() {
            bothServe();
            stage.cloud.removeParameter(BETA.activeColorParameter());

            onlyReports("traffic reaches both colors, and the recorded one is none");
        }

        @Test
        void strangers_are_reported_and_left_alone() {
            SimulatedInstance unrecognized = stage.cloud.startInstance("v0");
            stage.targets.place(unrecognized);

            onlyReports("registered in Beta and of neither color: " + unrecognized.id() + ":80");
        }

        private void onlyReports(String difference) {
            Reconciliation done = reconcile();

            assertThat(done.differences()).containsExactly(difference);
            assertThat(done.changes()).isEmpty();
            assertThat(done.succeeded()).isTrue();
            assertThat(done.resolved()).isFalse();
            assertThat(done.unresolved()).extracting(Finding::problem).containsExactly(difference);
            untouched();
        }

        @Test
        void a_minimum_that_no_unlocked_deployment_held_is_nobodys_to_change() {
            stage.blue.setMin(3);
            stage.green.setMin(1);
            stage.cloud.pass(Duration.ofMinutes(2));

            assertThat(reconcile().differences()).isEmpty();
            untouched();
        }

        @Test
        void a_warm_fleet_whose_minimum_somebody_lowered_is_held_again() {
            assertThat(ann.deploy(BETA)).succeeded();
            stage.blue.setMin(0);

            assertThat(reconcile().differences()).containsExactly("beta-blue is kept warm with 3, its minimum at 0");
            assertThat(stage.cloud).hasBounds(Color.BLUE, 3, 10, 3);
        }

        @Test
        void a_warm_fleet_that_somebody_emptied_is_not_filled_again() {
            assertThat(ann.deploy(BETA)).succeeded();
            stage.blue.setBounds(new GroupSize(0, 10, 0));

            assertThat(reconcile().differences()).isEmpty();
            assertThat(stage.cloud).hasBounds(Color.BLUE, 0, 10, 0);
        }

        @Test
        void a_warm_fleet_that_somebody_moved_traffic_to_is_reported() {
            assertThat(ann.deploy(BETA)).succeeded();
            stage.targets.place(stage.blue);
            stage.green.instances().forEach(instance -> stage.targets.deregister(instance.id()));
            stage.cloud.setParameter(BETA.activeColorParameter(), "blue");

            assertThat(reconcile().differences())
                    .containsExactly("the blue fleet serves, and is in the deployment state as kept warm");
        }
    }

    @Nested
    class StabilizationPeriod {

        @Test
        void what_is_gone_before_the_stabilization_period_is_over_is_not_acted_on() {
            scaledOut();
            stage.cloud.after(
                    Duration.ofSeconds(12),
                    () -> stage.targets.register(stage.blue.instance(4).id()));

            assertThat(reconcile().differences()).isEmpty();
            untouched();
        }

        @Test
        void what_comes_and_goes_is_not_acted_on() {
            scaledOut();
            InstanceId flapping = stage.blue.instance(4).id();
            stage.cloud.after(Duration.ofSeconds(12), () -> stage.targets.register(flapping));
            stage.cloud.after(Duration.ofSeconds(17), () -> stage.targets.deregister(flapping));

            assertThat(reconcile().differences()).isEmpty();
            untouched();
        }

        @Test
        void a_member_that_comes_and_goes_does_not_keep_the_others_back() {
            stage.blue.scaleOut(2);
            stage.cloud.pass(Duration.ofMinutes(2));
            InstanceId missing = stage.blue.instance(4).id();
            InstanceId flapping = stage.blue.instance(5).id();
            stage.cloud.after(Duration.ofSeconds(12), () -> stage.targets.register(flapping));
            stage.cloud.after(Duration.ofSeconds(17), () -> stage.targets.deregister(flapping));
            Reconciliation done = reconcile();

            assertThat(done.differences())
                    .containsExactly("1 member of beta-blue in service and not registered: " + missing + ":80");
            assertThat(done.changes()).containsExactly("register 1 target of Beta: " + missing + ":80");
        }

        @Test
        void what_comes_meanwhile_is_left_to_the_next_time() {
            stage.cloud.setParameter(BETA.activeColorParameter(), "green");
            scaledOut();
            stage.targets.register(stage.blue.instance(4).id());
            stage.cloud.after(
                    Duration.ofSeconds(7),
                    () -> stage.targets.deregister(stage.blue.instance(4).id()));

            assertThat(reconcile().changes()).containsExactly("/compiler-explorer/beta/active-asg: blue");
            assertThat(reconcile().changes()).singleElement().asString().startsWith("register 1 target");
        }

        @Test
        void it_takes_as_long_as_is_asked() {
            scaledOut();
            Instant before = stage.cloud.now();
            ann.reconcile(
                    Reconcile.of(BETA).withStableFor(Duration.ofSeconds(32)).withPollInterval(Duration.ofSeconds(10)));

            assertThat(stage.cloud.now()).isEqualTo(before.plusSeconds(32));
            assertThat(stage.worldChanges()).isEqualTo(1);
        }

        @Test
        void without_a_stabilization_period_it_acts_at_once() {
            scaledOut();
            Instant before = stage.cloud.now();

            assertThat(reconcileAtOnce().changes()).hasSize(1);
            assertThat(stage.cloud.now()).isEqualTo(before);
        }

        @Test
        void what_is_gone_at_the_last_moment_is_noted() {
            scaledOut();
            beforeCall(
                    Operations.DESCRIBE_HEALTH,
                    2,
                    () -> stage.targets.register(stage.blue.instance(4).id()));

            assertThat(reconcileAtOnce().changes()).isEmpty();
            assertThat(stage.sentences())
                    .anyMatch(
                            sentence -> sentence.startsWith("note: gone before it was closed: 1 member of beta-blue"));
            untouched();
        }

        @Test
        void a_long_watch_shows_a_sign_of_life_in_every_third_of_the_lease() {
            scaledOut();
            stage.cloud.after(
                    Duration.ofMinutes(8),
                    () -> assertThat(stage.record())
                            .as("after 8 minutes, at looks every 5 seconds")
                            .contains("open.writes 23\n"));

            assertThat(ann.reconcile(Reconcile.of(BETA).withStableFor(Duration.ofMinutes(10)))
                            .changes())
                    .hasSize(1);
        }
    }

    private void beforeCall(String operation, int number, Runnable interference) {
        stage.cloud.install(new CallHook() {
            private int calls;

            @Override
            public void before(Call call) {
                if (call.operation().equals(operation) && ++calls == number) {
                    interference.run();
                }
            }
        });
    }

    @Nested
    class Trouble {

        @Test
        void a_dry_run_says_the_same_and_neither_changes_nor_holds_anything() {
            scaledOut();
            Reconciliation dry = ann.reconcile(Reconcile.of(BETA).dry());

            assertThat(dry.differences()).hasSize(1);
            assertThat(dry.changes()).isEmpty();
            assertThat(stage.cloud.deploymentState(BETA)).isNull();
            assertThat(stage.worldChanges()).isZero();
            assertThat(reconcile().differences()).isEqualTo(dry.differences());
        }

        @Test
        void the_traffic_guard_keeps_strays_while_too_few_others_are_healthy() {
            bothServe();
            beforeCall(
                    Operations.DESCRIBE_HEALTH,
                    3,
                    () -> stage.targets.deregister(stage.blue.instance(1).id()));
            Reconciliation done = reconcileAtOnce();

            assertThat(done.succeeded()).isFalse();
            assertThat(done.residue())
                    .singleElement()
                    .extracting(Residue::what)
                    .asString()
                    .startsWith(
                            "targets of the inactive color green are registered in Beta (the traffic guard blocked it:"
                                    + " with 3 healthy instances leaving, 2 would remain, and at least 3 must)");
            untouched();
        }

        @Test
        void what_is_not_allowed_is_named_and_the_rest_is_done() {
            scaledOut();
            stage.cloud.setParameter(BETA.activeColorParameter(), "green");
            stage.cloud.install(CallFault.denied(Operations.PUT_PARAMETER));
            Reconciliation done = reconcile();

            assertThat(done.succeeded()).isFalse();
            assertThat(done.residue()).singleElement().satisfies(left -> {
                assertThat(left.what()).contains("while traffic reaches blue (ssm:PutParameter: AccessDenied");
                assertThat(left.remedy()).isEqualTo("record blue");
            });
            assertThat(done.changes()).hasSize(2).anyMatch(change -> change.startsWith("register 1 target"));
            assertThat(ann.status(BETA).deployment()).isNull();
        }

        @Test
        void a_world_that_cannot_be_read_is_not_touched_and_the_deployment_state_is_given_back() {
            stage.cloud.install(
                    CallFault.unavailable(Operations.DESCRIBE_HEALTH).times(1));

            assertThatThrownBy(ReconcileTest.this::reconcile).isInstanceOf(PortException.Unavailable.class);
            untouched();
        }

        @Test
        void a_world_that_goes_away_in_the_middle_is_named_beside_what_was_done() {
            scaledOut();
            stage.cloud.setParameter(BETA.activeColorParameter(), "green");
            beforeCall(Operations.PUT_PARAMETER, 1, () -> stage.cloud.deleteGroup("beta-green"));
            Reconciliation done = reconcileAtOnce();

            assertThat(done.changes()).containsExactly("/compiler-explorer/beta/active-asg: blue");
            assertThat(done.residue())
                    .singleElement()
                    .extracting(Residue::what)
                    .asString()
                    .contains("1 member of beta-blue in service and not registered")
                    .contains("expected the Auto Scaling group 'beta-green', found none of that name");
        }

        @Test
        void an_environment_that_is_not_there_is_refused_and_the_deployment_state_given_back() {
            stage.cloud.deleteTargetGroup("Beta");

            assertThatThrownBy(ReconcileTest.this::reconcile).isInstanceOf(RefusedException.class);
            assertThat(stage.record()).doesNotContain("open.");
        }

        @Test
        void whose_record_was_taken_changes_nothing_more() {
            scaledOut();
            stage.cloud.after(Duration.ofSeconds(12), () -> stage.by("bob").unlock(BETA, "looks dead"));

            assertThatThrownBy(ReconcileTest.this::reconcile)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("resolved by somebody else");
            untouched();
        }

        /** As the AWS SDK does: a call of an interrupted thread is broken off. */
        @Test
        void an_interrupt_ends_the_watch_and_the_deployment_state_is_given_back_first() {
            scaledOut();
            stage.cloud.install(new CallHook() {
                @Override
                public void before(Call call) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new PortException.Unavailable(call.operation(), "interrupted", null);
                    }
                }
            });
            stage.cloud.after(Duration.ofSeconds(12), Thread.currentThread()::interrupt);

            assertThatThrownBy(ReconcileTest.this::reconcile)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("interrupted while it watched the environment");
            assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
            untouched();
        }

        @Test
        void one_that_died_is_let_go_by_whoever_comes_and_done_again() {
            scaledOut();
            stage.killedAfter(Operations.REGISTER, 1, ReconcileTest.this::reconcile);
            assertThat(ann.status(BETA).deployment()).asString().startsWith("reconcile id-1 held by ann");

            assertThat(stage.by("bob").resume(Recovery.of(BETA).takingOver())).succeeded();
            assertThat(reconcile().differences()).isEmpty();
        }

        @Test
        void it_is_told_as_what_it_is() {
            scaledOut();
            reconcile();

            assertThat(stage.events)
                    .filteredOn(Event.Reconciled.class::isInstance)
                    .singleElement()
                    .satisfies(
                            event -> assertThat(event.sentence()).startsWith("reconcile: register 1 target of Beta"));
        }
    }

    /** GroupSize are put back only from what an unlocked deployment found. */
    @Nested
    class OriginalSizes {

        @Test
        void minimums_are_put_back_by_role_once_traffic_has_moved() {
            stage.green.setBounds(new GroupSize(1, 10, 1));
            stage.cloud.pass(Duration.ofMinutes(5));
            stage.killedIn("restore-active-min", () -> ann.deploy(BETA));
            assertThat(stage.cloud).hasBounds(Color.BLUE, 3, 10, 3).hasBounds(Color.GREEN, 3, 10, 3);
            stage.by("bob").unlock(BETA, "stuck");
            Reconciliation done = reconcile();

            assertThat(done.differences())
                    .containsExactly(
                            "beta-blue has its minimum left at 3 by id-1, which was unlocked",
                            "beta-green has its minimum left at 3 by id-1, which was unlocked");
            assertThat(stage.cloud).hasBounds(Color.GREEN, 2, 10, 3).hasBounds(Color.BLUE, 1, 10, 3);
            assertThat(stage.record()).doesNotContain("originals");
        }

        @Test
        void while_nobody_can_say_which_color_serves_they_are_kept() {
            stage.killedIn("deregister", () -> ann.deploy(BETA));
            stage.targets.deregister(stage.blue.instance(1).id());
            stage.by("bob").unlock(BETA, "stuck");

            assertThat(reconcile().differences())
                    .containsExactly("traffic reaches both colors, and the recorded one blue could not serve alone");
            assertThat(stage.record()).contains("originals.of id-1");
            assertThatThrownBy(() -> ann.deploy(BETA)).hasMessageContaining("reconcile first");

            stage.green.instances().forEach(instance -> stage.targets.deregister(instance.id()));
            stage.targets.register(stage.blue.instance(1).id());
            assertThat(reconcile().succeeded()).isTrue();
            assertThat(stage.record()).doesNotContain("originals");
            assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.BLUE, 2, 10, 3);
        }

        @Test
        void what_could_not_be_put_back_is_kept() {
            stage.killedIn("scale-up", () -> ann.deploy(BETA));
            stage.by("bob").unlock(BETA, "stuck");
            CallFault denied = CallFault.denied(Operations.UPDATE_GROUP);
            stage.cloud.install(denied);
            assertThat(reconcile().succeeded()).isFalse();
            assertThat(stage.record()).contains("originals.of id-1");

            stage.cloud.remove(denied);
            assertThat(reconcile().succeeded()).isTrue();
            assertThat(stage.record()).doesNotContain("originals");
        }

        @Test
        void what_did_not_differ_all_the_time_is_kept_for_the_next_time() {
            stage.killedIn("scale-up", () -> ann.deploy(BETA));
            stage.by("bob").unlock(BETA, "stuck");
            stage.cloud.after(Duration.ofSeconds(12), () -> stage.blue.setMin(4));
            assertThat(reconcile().differences()).isEmpty();

            assertThat(stage.record()).contains("originals.of id-1");
            reconcile();
            assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 4);
            assertThat(stage.record()).doesNotContain("originals");
        }
    }
}
