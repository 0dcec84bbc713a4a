package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has gone wrong elsewhere, by its number in docs/failure-stories.md, and does not here. */
class FailureStoriesTest {
    private final Stage stage = Stage.set();

    private static Deployment keepingNothing() {
        return Deployment.of(BETA).keepWarm(KeepWarm.NONE);
    }

    /** What is the case each time an operation is about to be sent. */
    private static <T> List<T> atEach(Stage stage, String operation, Supplier<T> what) {
        List<T> seen = new ArrayList<>();
        stage.cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                if (call.operation().equals(operation)) {
                    seen.add(what.get());
                }
            }
        });
        return seen;
    }

    /** Does something as soon as an operation has taken effect for the first time. */
    private static void afterFirst(Stage stage, String operation, Runnable action) {
        stage.cloud.install(new CallHook() {
            @Override
            public void after(Call call) {
                if (call.operation().equals(operation)) {
                    stage.cloud.remove(this);
                    action.run();
                }
            }
        });
    }

    @Nested
    class Capacity {

        @Test
        void story_01_alarms_scale_out_during_a_deployment_and_no_process_is_suspended() {
            stage.neverFewerAnswering(3);
            stage.when("await-healthy", () -> {
                stage.blue.scaleOut(2);
                assertThat(stage.blue.size().desired()).isEqualTo(5);
            });
            stage.when(
                    "deregister",
                    () -> assertThat(stage.targets.registered(stage.blue)).isEqualTo(5));

            assertThat(stage.deploy()).succeeded();
            assertThat(stage.cloud).hasInService(Color.GREEN, 5).failedNoRequest();
            assertThat(stage.story()).doesNotContain("suspended");
        }

        @Test
        void story_01_alarms_scale_out_after_a_deployment_that_failed() {
            stage.green.afflict("v2", InstanceFault.neverHealthy());
            assertThat(stage.deploy()).rolledBack();

            stage.blue.scaleOut(2);
            stage.cloud.pass(Duration.ofMinutes(2));
            assertThat(stage.cloud).hasInService(Color.BLUE, 5);
            assertThat(stage.story()).doesNotContain("suspended");
        }

        @Test
        void story_02_alarms_do_not_scale_in_what_a_deployment_needs() {
            stage.neverFewerAnswering(3);
            stage.when("await-in-service", () -> stage.blue.scaleIn(2));
            stage.when("await-healthy", () -> stage.green.scaleIn(2));
            stage.when("await-drained", () -> stage.green.scaleIn(2));

            assertThat(stage.deploy()).succeeded();
            assertThat(stage.cloud).hasInService(Color.GREEN, 3).failedNoRequest();
        }

        @Test
        void story_03_the_new_fleet_is_as_large_as_the_live_one_and_not_as_its_minimum() {
            Stage grown = Stage.set(new GroupSize(2, 10, 5));
            grown.neverFewerAnswering(5);

            assertThat(grown.deploy()).succeeded();
            assertThat(grown.cloud)
                    .hasInService(Color.GREEN, 5)
                    .hasBounds(Color.GREEN, 2, 10, 5)
                    .failedNoRequest();
        }

        @Test
        void story_04_an_exact_count_is_never_waited_for() {
            stage.when("await-in-service", () -> stage.blue.scaleOut(1));
            assertThat(stage.deploy()).succeeded();
            assertThat(stage.cloud).hasInService(Color.GREEN, 4).failedNoRequest();

            Stage shrinking = Stage.set();
            shrinking.when("pin", () -> shrinking.blue.scaleIn(1));
            assertThat(shrinking.deploy()).succeeded();
            assertThat(shrinking.cloud).servesOnly(Color.GREEN);
        }

        @Test
        void story_05_a_scheduled_action_that_lowers_the_minimum_leaves_no_moment_without_an_instance() {
            Stage night = Stage.set(new GroupSize(2, 10, 2));
            night.neverFewerAnswering(1);
            night.when("await-healthy", () -> night.blue.setBounds(new GroupSize(1, 10, 1)));

            assertThat(night.deploy(keepingNothing())).succeeded();
            assertThat(night.cloud).servesOnly(Color.GREEN);
            assertThat(night.cloud.traffic().refused()).isZero();
        }

        @Test
        void story_05_a_deployment_of_the_only_instance_starts_the_other_first() {
            Stage one = Stage.set(new GroupSize(1, 4, 1));
            one.neverFewerAnswering(1);

            assertThat(one.deploy(keepingNothing())).succeeded();
            assertThat(one.cloud).servesOnly(Color.GREEN).failedNoRequest();
        }

        @Test
        void story_26_a_group_that_would_end_instances_by_load_balancer_health_is_refused() {
            stage.green.attach(stage.targets);

            assertThatThrownBy(stage::deploy)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("beta-green");
            assertThat(stage.worldChanges()).isZero();
        }
    }

    @Nested
    class Traffic {

        private void bluePutBack() {
            stage.inService(stage.blue).forEach(stage.targets::register);
        }

        @Test
        void story_06_the_old_fleet_stays_while_the_new_one_fails_its_health_checks() {
            stage.neverFewerAnswering(3);
            stage.green.afflict("v2", InstanceFault.neverHealthy());
            List<Integer> deregistering =
                    atEach(stage, Operations.DEREGISTER, () -> stage.targets.registered(stage.blue));

            assertThat(stage.deploy()).rolledBackBecause("only 0 of 3 became healthy");
            assertThat(deregistering).as("only the new ones leave").containsOnly(3);
            assertThat(stage).isAsBefore();
        }

        @Test
        void story_07_with_both_fleets_in_traffic_the_old_one_leaves_only_once_the_whole_new_one_is_healthy() {
            stage.green.afflict(3, InstanceFault.slowBoot(Duration.ofMinutes(2)));
            List<Integer> healthy = atEach(stage, Operations.DEREGISTER, () -> stage.targets.healthy(stage.green));

            assertThat(stage.deploy()).succeeded();
            assertThat(healthy).containsOnly(3);
            assertThat(stage.cloud).failedNoRequest();
        }

        @ParameterizedTest
        @ValueSource(strings = {"throttled", "undone"})
        void story_12_nothing_is_scaled_down_while_traffic_has_not_really_moved(String how) {
            stage.neverFewerAnswering(3);
            CallFault fault = CallFault.throttled(Operations.DEREGISTER);
            if (how.equals("throttled")) {
                stage.cloud.install(fault);
                stage.when("undo:register", () -> stage.cloud.remove(fault));
                assertThat(stage.deploy(keepingNothing())).rolledBackBecause("Rate exceeded");
                assertThat(stage).isAsBefore();
            } else {
                afterFirst(stage, Operations.DEREGISTER, this::bluePutBack);
                List<Integer> moved =
                        atEach(stage, Operations.PUT_PARAMETER, () -> stage.targets.registered(stage.blue));
                assertThat(stage.deploy(keepingNothing())).succeeded();
                assertThat(moved).containsExactly(0);
                assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
            }
        }

        @Test
        void story_14_in_one_target_group_the_new_ones_are_registered_and_healthy_before_an_old_one_leaves() {
            stage.neverFewerAnswering(3);
            List<Integer> answering = atEach(stage, Operations.DEREGISTER, stage.targets::answering);

            assertThat(stage.deploy()).succeeded();
            assertThat(answering).containsExactly(6);
            assertThat(stage.cloud).failedNoRequest();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {Operations.UPDATE_GROUP, Operations.REGISTER, Operations.DEREGISTER, Operations.PUT_PARAMETER
                })
        void story_16_throttling_neither_fails_a_deployment_nor_leaves_half_of_it(String operation) {
            stage.neverFewerAnswering(3);
            stage.cloud.install(CallFault.throttled(operation).times(5));

            assertThat(stage.deploy()).succeeded();
            assertThat(stage.cloud)
                    .servesOnly(Color.GREEN)
                    .hasRecorded(Color.GREEN)
                    .hasBounds(Color.GREEN, 2, 10, 3)
                    .hasBounds(Color.BLUE, 3, 10, 3)
                    .failedNoRequest();
        }

        @Test
        void story_18_a_switch_that_another_tool_reverts_meanwhile_is_made_again() {
            afterFirst(stage, Operations.DEREGISTER, this::bluePutBack);

            assertThat(stage.deploy()).succeeded();
            assertThat(stage.cloud)
                    .servesOnly(Color.GREEN)
                    .hasRecorded(Color.GREEN)
                    .failedNoRequest();
        }

        @Test
        void story_22_a_fix_can_be_deployed_while_the_live_fleet_is_down() {
            stage.blue.instances().forEach(instance -> instance.sicken("Target.Timeout"));
            stage.cloud.pass(Duration.ofMinutes(1));
            assertThat(stage.targets.healthy(stage.blue)).isZero();

            assertThat(stage.deploy()).succeeded();
            assertThat(stage.cloud).servesOnly(Color.GREEN).hasInService(Color.GREEN, 3);
        }

        @Test
        void story_23_the_color_is_recorded_once_traffic_has_moved_and_before_anything_else() {
            List<Integer> old = atEach(stage, Operations.PUT_PARAMETER, () -> stage.targets.registered(stage.blue));
            List<Integer> fresh = atEach(stage, Operations.PUT_PARAMETER, () -> stage.targets.healthy(stage.green));
            stage.when("await-drained", () -> assertThat(stage.cloud).hasRecorded(Color.GREEN));

            assertThat(stage.deploy()).succeeded();
            assertThat(old).containsExactly(0);
            assertThat(fresh).containsExactly(3);
            assertThat(stage.rollback()).succeeded();
            assertThat(stage.cloud).hasRecorded(Color.BLUE);
        }

        @Test
        void story_23_a_deployment_that_did_not_move_traffic_records_nothing() {
            stage.green.afflict("v2", InstanceFault.neverHealthy());
            List<String> written = atEach(stage, Operations.PUT_PARAMETER, stage::story);

            assertThat(stage.deploy()).rolledBack();
            assertThat(written).isEmpty();
        }
    }

    @Nested
    class Rollbacks {

        @Test
        void story_09_a_resize_during_a_rollback_is_not_overwritten_with_what_was_seen_before() {
            assertThat(stage.deploy()).succeeded();
            stage.neverFewerAnswering(3);
            stage.when("deregister", () -> stage.blue.scaleOut(2));

            assertThat(stage.rollback()).succeeded();
            stage.cloud.pass(Duration.ofMinutes(2));
            assertThat(stage.cloud)
                    .hasRecorded(Color.BLUE)
                    .hasBounds(Color.BLUE, 2, 10, 5)
                    .hasInService(Color.BLUE, 5)
                    .failedNoRequest();
        }

        @Test
        void story_10_a_rollback_never_goes_to_a_fleet_that_failed() {
            stage.green.afflict("v2", InstanceFault.neverHealthy());
            assertThat(stage.deploy()).rolledBack();

            assertThatThrownBy(stage::rollback)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("of beta-green in service to go back to, found 0");
            assertThat(stage).isAsBefore();
        }

        @Test
        void story_11_a_rollback_to_a_fleet_that_was_scaled_down_is_refused_or_scales_it_up_first() {
            assertThat(stage.deploy(keepingNothing())).succeeded();
            int changes = stage.worldChanges();
            assertThatThrownBy(stage::rollback)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("--scale-up");
            assertThat(stage.worldChanges()).isEqualTo(changes);

            stage.neverFewerAnswering(3);
            assertThat(stage.rollback(Rollback.of(BETA).scalingUp())).succeeded();
            assertThat(stage.cloud)
                    .servesOnly(Color.BLUE)
                    .hasInService(Color.BLUE, 3)
                    .failedNoRequest();
        }

        @Test
        void story_11_alarms_do_not_scale_in_during_a_rollback() {
            assertThat(stage.deploy()).succeeded();
            stage.neverFewerAnswering(3);
            stage.when("await-healthy", () -> {
                stage.blue.scaleIn(2);
                stage.green.scaleIn(2);
            });

            assertThat(stage.rollback()).succeeded();
            assertThat(stage.cloud).hasInService(Color.BLUE, 3).failedNoRequest();
        }
    }

    @Nested
    class Stuck {

        @Test
        void story_19_a_recorded_color_that_traffic_does_not_reach_moves_nothing() {
            stage.cloud.setParameter(BETA.activeColorParameter(), "green");

            assertThatThrownBy(stage::deploy)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("--value blue");
            assertThat(stage.worldChanges()).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"await-in-service", "await-healthy", "deregister", "write-parameter", "await-drained"})
        void story_20_a_deployment_that_is_run_again_never_goes_to_the_fleet_that_serves(String step) {
            stage.neverFewerAnswering(3);
            stage.killedIn(step, stage::deploy);
            assertThatThrownBy(() -> stage.by("bob").deploy(BETA)).isInstanceOf(BusyException.class);
            assertThat(stage.by("bob").resume(BETA)).succeeded();

            assertThat(stage.by("bob").deploy(BETA)).succeeded();
            assertThat(stage.cloud)
                    .servesOnly(Color.BLUE)
                    .hasRecorded(Color.BLUE)
                    .failedNoRequest();
        }

        @Test
        void story_21_what_was_left_in_the_idle_fleet_is_recycled_and_never_serves() {
            stage.green.setBounds(new GroupSize(0, 10, 2));
            stage.cloud.pass(Duration.ofMinutes(2));
            Set<InstanceId> stale = new HashSet<>(stage.inService(stage.green));
            assertThat(stale).hasSize(2);

            assertThat(stage.deploy()).succeeded();
            assertThat(stage.inService(stage.green)).hasSize(3).doesNotContainAnyElementsOf(stale);
            assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
        }

        @Test
        void story_21_crash_after_crash_the_sizes_stay_the_same() {
            for (String step : List.of("scale-up", "await-in-service", "await-healthy", "deregister")) {
                stage.killedIn(step, stage::deploy);
                assertThat(stage.by("bob").abort(BETA)).rolledBack();
                assertThat(stage).isAsBefore();
            }

            assertThat(stage.deploy()).succeeded();
            assertThat(stage.cloud).hasBounds(Color.GREEN, 2, 10, 3);
        }

        @Test
        void story_28_a_second_deployer_is_refused_by_name_or_waits_its_turn() {
            stage.when(
                    "scale-up",
                    () -> assertThatThrownBy(() -> stage.by("bob").deploy(BETA))
                            .isInstanceOf(BusyException.class)
                            .hasMessageContaining("held by ann"));
            assertThat(stage.deploy()).succeeded();

            stage.killedIn("await-drained", stage::deploy);
            stage.cloud.after(
                    Duration.ofMinutes(2),
                    () -> assertThat(stage.by("carol").resume(Recovery.of(BETA).takingOver()))
                            .succeeded());
            assertThat(stage.builder("bob")
                            .waitTimeout(Duration.ofMinutes(10))
                            .build()
                            .deploy(BETA))
                    .succeeded();
            assertThat(stage.events).anyMatch(Event.LeaseWaiting.class::isInstance);
        }

        @Test
        void story_28_a_deployment_that_takes_longer_than_its_lease_keeps_it() {
            stage.green.afflict(3, InstanceFault.slowBoot(Duration.ofMinutes(4)));
            List<Duration> refused = new ArrayList<>();
            stage.when(
                    "await-healthy",
                    () -> stage.cloud.after(Duration.ofMinutes(3), () -> {
                        assertThatThrownBy(() -> stage.by("bob").deploy(BETA)).isInstanceOf(BusyException.class);
                        refused.add(stage.cloud.elapsed());
                    }));

            assertThat(stage.deploy()).succeeded();
            assertThat(refused).hasSize(1);
            assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
        }

        @Test
        void story_29_what_went_wrong_first_is_the_cause_and_what_went_wrong_on_the_way_back_is_attached() {
            stage.green.afflict(1, InstanceFault.neverHealthy());
            stage.when("undo:scale-up", () -> stage.cloud.install(CallFault.denied(Operations.UPDATE_GROUP)));

            assertThat(stage.deploy())
                    .failedDirtyBecause("only 2 of 3 became healthy")
                    .suppressing("AccessDenied")
                    .leaving("beta-green may still be scaled up");
        }

        @Test
        void story_32_a_deployment_that_comes_while_another_is_checked_does_not_slip_through_with_it() {
            List<InstanceId> checked = new ArrayList<>();
            stage.check("smoke", subject -> {
                checked.addAll(subject.instances());
                stage.cloud.setLaunchVersion("v3");
                assertThatThrownBy(() -> stage.by("bob").deploy(BETA)).isInstanceOf(BusyException.class);
                return Check.Verdict.passed();
            });

            assertThat(stage.deploy()).succeeded();
            assertThat(stage.inService(stage.green)).containsExactlyInAnyOrderElementsOf(checked);
            assertThat(stage.cloud.traffic().byVersion()).containsOnlyKeys("v1", "v2");
        }

        @Test
        void story_34_a_deadline_that_passes_ends_the_deployment_and_takes_it_back() {
            stage.when("await-in-service", () -> stage.green.suspend("Launch"));

            assertThat(stage.deploy()).rolledBackBecause("(within 15m)").failedIn("await-in-service");
            stage.green.resume("Launch");
            assertThat(stage).isAsBefore();
        }

        @Test
        void story_34_a_deployment_in_progress_can_be_aborted() {
            stage.when(
                    "await-healthy",
                    () -> assertThat(stage.by("bob").abort(BETA)).rolledBack());

            assertThat(stage.deploy()).interruptedBecause("it has been resolved");
            assertThat(stage).isAsBefore();
        }
    }

    /** Defects of the deployer whose environments have this very shape. */
    @Nested
    class Defects {

        @Test
        void defect_01_the_old_fleets_minimum_does_not_come_back_once_it_was_let_go() {
            assertThat(stage.deploy(keepingNothing())).succeeded();
            stage.cloud.pass(Duration.ofMinutes(10));

            assertThat(stage.cloud).hasBounds(Color.BLUE, 0, 10, 0).hasBounds(Color.GREEN, 2, 10, 3);
            assertThat(stage.blue.instances()).isEmpty();
        }

        @Test
        void defect_02_a_pinned_minimum_is_never_taken_for_an_original() {
            stage.killedIn("await-healthy", stage::deploy);
            assertThat(stage.blue.size().min()).as("pinned").isEqualTo(3);
            assertThat(stage.by("bob").abort(BETA)).rolledBack();
            assertThat(stage).isAsBefore();

            stage.killedIn("await-healthy", stage::deploy);
            assertThat(stage.by("bob").resume(BETA)).succeeded();
            assertThat(stage.cloud).hasBounds(Color.GREEN, 2, 10, 3);
        }

        @Test
        void defect_03_two_deployers_never_work_at_once() {
            List<String> holders = atEach(
                    stage,
                    Operations.UPDATE_GROUP,
                    () -> stage.record()
                            .lines()
                            .filter(line -> line.startsWith("open.holder"))
                            .findFirst()
                            .orElse("nobody"));
            stage.when(
                    "register",
                    () -> assertThatThrownBy(() -> stage.by("bob").rollback(BETA))
                            .isInstanceOf(BusyException.class));

            assertThat(stage.deploy()).succeeded();
            assertThat(holders).isNotEmpty().containsOnly("open.holder ann");
        }

        @Test
        void defect_03_a_missing_color_is_refused_and_not_taken_for_blue() {
            assertThat(stage.deploy()).succeeded();
            stage.cloud.removeParameter(BETA.activeColorParameter());
            int changes = stage.worldChanges();

            assertThatThrownBy(stage::deploy)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("found no such parameter");
            assertThat(stage.worldChanges()).isEqualTo(changes);
            assertThat(stage.cloud).servesOnly(Color.GREEN);
        }

        @Test
        void defect_06_a_new_fleet_that_scales_out_to_one_more_is_not_an_error() {
            stage.when("await-in-service", () -> stage.green.scaleOut(1));

            assertThat(stage.deploy()).succeeded();
            assertThat(stage.cloud).hasInService(Color.GREEN, 4).failedNoRequest();
        }

        @Test
        void defect_07_a_check_that_cannot_be_run_is_not_skipped() {
            stage.check("smoke", subject -> Check.Verdict.passed());
            SwitchPlan plan = stage.blueGreen().plan(Deployment.of(BETA));

            assertThatThrownBy(() -> stage.by("bob").execute(plan))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("smoke");
            assertThat(stage.worldChanges()).isZero();
        }

        @Test
        void defect_08_a_rollback_waits_for_health_and_not_for_a_desired_capacity() {
            assertThat(stage.deploy()).succeeded();
            stage.neverFewerAnswering(3);
            stage.blue.instance(2).sicken("Target.Timeout");

            assertThat(stage.rollback()).rolledBackBecause("only 2 of 3 became healthy");
            assertThat(stage.cloud)
                    .servesOnly(Color.GREEN)
                    .hasRecorded(Color.GREEN)
                    .failedNoRequest();
        }

        @Test
        void defect_08_a_rollback_pins_both_fleets_and_gives_each_the_bounds_of_its_role() {
            assertThat(stage.deploy()).succeeded();
            stage.when("await-healthy", () -> {
                assertThat(stage.blue.size().min()).isEqualTo(3);
                assertThat(stage.green.size().min()).isEqualTo(3);
            });

            assertThat(stage.rollback()).succeeded();
            assertThat(stage.cleanup()).succeeded();
            assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 3).hasBounds(Color.GREEN, 0, 10, 0);
        }

        @Test
        void defect_09_unused_is_not_ready() {
            stage.when("await-healthy", () -> stage.targets.setInUse(false));

            assertThat(stage.deploy()).rolledBackBecause("Target.NotInUse");
            assertThat(stage.blueGreen().status(BETA).side(Color.BLUE).healthy())
                    .isZero();
            assertThat(stage.cloud).hasRecorded(Color.BLUE);
        }
    }
}
