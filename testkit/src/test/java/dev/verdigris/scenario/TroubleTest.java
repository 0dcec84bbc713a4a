package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.StepReport;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Recovery;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between us and the cloud, and within the fleets, and how a deployment ends then. */
class TroubleTest {
    private final Stage stage = Stage.set();

    @ParameterizedTest
    @ValueSource(
            strings = {
                Operations.UPDATE_GROUP,
                Operations.REGISTER,
                Operations.DEREGISTER,
                Operations.PUT_PARAMETER,
                Operations.DESCRIBE_ACTIVITIES
            })
    void throttling_is_sat_out(String operation) {
        stage.neverFewerAnswering(3);
        stage.cloud.install(CallFault.throttled(operation).times(6));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage).hasSwitched();
    }

    @ParameterizedTest
    @ValueSource(strings = {Operations.DESCRIBE_GROUPS, Operations.DESCRIBE_HEALTH})
    void so_is_the_throttling_of_reads_once_it_has_begun(String operation) {
        stage.neverFewerAnswering(3);
        stage.cloud.install(CallFault.throttled(operation).skipping(1).times(6));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage).hasSwitched();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {Operations.UPDATE_GROUP, Operations.REGISTER, Operations.DEREGISTER, Operations.PUT_PARAMETER})
    void a_lost_reply_makes_no_difference(String operation) {
        stage.neverFewerAnswering(3);
        stage.cloud.install(CallFault.lostReply(operation).times(3));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage).hasSwitched();
    }

    @ParameterizedTest
    @ValueSource(strings = {Operations.UPDATE_GROUP, Operations.REGISTER, Operations.DEREGISTER})
    void what_stays_throttled_for_too_long_takes_the_deployment_back(String operation) {
        stage.neverFewerAnswering(3);
        CallFault fault = CallFault.throttled(operation);
        stage.cloud.install(fault);
        stage.when("undo:pin", () -> stage.cloud.remove(fault));
        stage.when("undo:scale-up", () -> stage.cloud.remove(fault));
        stage.when("undo:register", () -> stage.cloud.remove(fault));

        assertThat(stage.deploy()).rolledBackBecause("Rate exceeded");
        assertThat(stage).isAsBefore();
    }

    @ParameterizedTest
    @ValueSource(strings = {Operations.UPDATE_GROUP, Operations.REGISTER, Operations.DESCRIBE_ACTIVITIES})
    void what_is_not_allowed_takes_the_deployment_back(String operation) {
        stage.neverFewerAnswering(3);
        stage.cloud.install(CallFault.denied(operation));

        assertThat(stage.deploy()).rolledBackBecause("allow " + operation + " to the credentials in use");
        assertThat(stage).isAsBefore();
    }

    @Test
    void credentials_that_may_no_longer_deregister_cannot_undo_what_they_registered() {
        stage.when("await-healthy", () -> stage.cloud.install(CallFault.denied(Operations.DEREGISTER)));

        Outcome outcome = stage.deploy();

        assertThat(outcome)
                .failedDirtyBecause("AccessDenied")
                .failedIn("deregister")
                .suppressing("AccessDenied")
                .leaving("members of beta-green may still be registered in Beta");
        assertThat(stage.cloud)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .failedNoRequest();
        assertThat(stage.targets.healthy(stage.blue)).isEqualTo(3);
    }

    @Test
    void when_undoing_fails_the_first_cause_comes_first_and_the_other_is_attached() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        stage.when("undo:scale-up", () -> stage.cloud.install(CallFault.denied(Operations.UPDATE_GROUP)));

        Outcome outcome = stage.deploy();

        assertThat(outcome)
                .failedDirtyBecause("only 2 of 3 became healthy")
                .failedIn("await-healthy")
                .suppressing("AccessDenied")
                .leaving("beta-green may still be scaled up")
                .leaving("beta-blue may still have its minimum held at its size")
                .hasSteps(StepReport.State.LEFT, "pin", "scale-up");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
    }

    @Test
    void a_first_undo_that_fails_does_not_keep_the_others_from_being_done() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        CallFault fault = CallFault.denied(Operations.UPDATE_GROUP).times(1);
        stage.when("undo:scale-up", () -> stage.cloud.install(fault));

        assertThat(stage.deploy()).failedDirty().leaving("beta-green may still be scaled up");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.BLUE, 2, 10, 3);
    }

    @Test
    void forty_five_instances_survive_a_lost_batch() {
        Stage large = Stage.set(new GroupSize(40, 100, 45));
        large.neverFewerAnswering(45);
        large.cloud.install(CallFault.throttled(Operations.REGISTER).skipping(1).times(1));
        large.cloud.install(CallFault.lostReply(Operations.REGISTER).skipping(2).times(1));
        large.cloud.install(
                CallFault.throttled(Operations.DEREGISTER).skipping(2).times(1));

        assertThat(large.deploy()).succeeded();
        assertThat(large.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).failedNoRequest();
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#all")
    void an_old_instance_that_dies_in_the_middle_of_a_step_stops_nothing(String step) {
        stage.when(step, () -> stage.blue.instance(1).terminate());

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).hasBounds(Color.GREEN, 2, 10, 3);
        assertThat(stage.targets.registered(stage.blue)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"register", "await-healthy"})
    void a_new_instance_that_dies_before_the_cutover_is_replaced(String step) {
        stage.neverFewerAnswering(3);
        stage.when(step, () -> stage.green.instance(1).terminate());

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).hasInService(Color.GREEN, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deregister", "write-parameter", "await-drained"})
    void a_new_instance_that_dies_while_the_old_ones_drain_is_replaced_and_registered(String step) {
        Stage slow = Stage.on(Stage.builder()
                .deregistrationDelay(Duration.ofMinutes(5))
                .serving(BETA, 3)
                .build());
        slow.when(step, () -> slow.green.instance(1).terminate());

        assertThat(slow.deploy()).succeeded();
        assertThat(slow.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).hasInService(Color.GREEN, 3);
    }

    @Test
    void all_new_instances_that_die_at_once_before_the_cutover_take_nothing_with_them() {
        stage.neverFewerAnswering(3);
        stage.when("await-healthy", () -> stage.green.instances().forEach(instance -> instance.terminate()));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).hasInService(Color.GREEN, 3);
    }

    @Test
    void a_new_fleet_that_dies_again_and_again_is_given_up() {
        stage.neverFewerAnswering(3);
        stage.green.afflict("v2", InstanceFault.diesAfter(Duration.ofSeconds(12)));

        assertThat(stage.deploy()).rolledBack();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 0, 10, 0);
    }

    @Test
    void an_old_fleet_that_grows_sick_does_not_keep_the_new_one_from_taking_over() {
        stage.when("await-in-service", () -> stage.blue.instances().forEach(old -> old.sicken("Target.Timeout")));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN);
    }

    @Test
    void a_live_fleet_with_a_sick_instance_may_be_replaced() {
        stage.blue.instance(1).sicken("Target.ResponseCodeMismatch");
        stage.cloud.pass(Duration.ofMinutes(1));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasInService(Color.GREEN, 3);
    }

    @Test
    void a_group_that_someone_deletes_meanwhile_is_named() {
        stage.when("await-in-service", () -> stage.cloud.deleteGroup("beta-green"));

        assertThat(stage.deploy()).failedDirtyBecause("expected the Auto Scaling group 'beta-green', found none");
        assertThat(stage.targets.healthy(stage.blue)).isEqualTo(3);
        assertThat(stage.cloud).hasRecorded(Color.BLUE).failedNoRequest();
    }

    @Test
    void someone_who_deregisters_the_new_targets_is_outdone() {
        stage.when("await-healthy", () -> stage.inService(stage.green).forEach(stage.targets::deregister));
        stage.neverFewerAnswering(3);

        assertThat(stage.deploy()).succeeded();
        assertThat(stage).hasSwitched();
    }

    @Test
    void someone_who_moves_traffic_back_by_hand_during_the_drain_is_outdone() {
        stage.neverFewerAnswering(3);
        stage.when("await-drained", () -> stage.inService(stage.blue).forEach(stage.targets::register));

        assertThat(stage.deploy(Deployment.of(BETA).keepWarm(KeepWarm.NONE))).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.BLUE, 0, 10, 0)
                .failedNoRequest();
    }

    @Test
    void a_call_that_hangs_for_minutes_delays_and_breaks_nothing() {
        stage.neverFewerAnswering(3);
        stage.cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                if (call.operation().equals(Operations.DEREGISTER)) {
                    stage.cloud.remove(this);
                    stage.cloud.pass(Duration.ofMinutes(10));
                }
            }
        });

        assertThat(stage.deploy()).succeeded();
        assertThat(stage).hasSwitched();
    }

    @Test
    void stale_reads_change_nothing() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = Stage.on(Stage.builder()
                    .seed(seed)
                    .staleReads(Duration.ofSeconds(4))
                    .serving(BETA, 3)
                    .build());
            stale.neverFewerAnswering(3);
            assertThat(stale.deploy()).as("seed %d", seed).succeeded();
            assertThat(stale.cloud)
                    .as("seed %d", seed)
                    .servesOnly(Color.GREEN)
                    .hasRecorded(Color.GREEN)
                    .failedNoRequest();
        }
    }

    /** A stage whose reads lag by up to four seconds, less than the time between two looks. */
    private static Stage stale(long seed) {
        Stage stale = Stage.on(Stage.builder()
                .seed(seed)
                .batchSize(1)
                .staleReads(Duration.ofSeconds(4))
                .serving(BETA, 3)
                .build());
        stale.neverFewerAnswering(3);
        return stale;
    }

    @Test
    void an_undo_does_not_take_a_stale_read_for_the_world_as_it_was_before() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = stale(seed);
            stale.cloud.install(CallFault.denied(Operations.DESCRIBE_ACTIVITIES));
            assertThat(stale.deploy()).as("seed %d", seed).rolledBack().notingNothing();
            assertThat(stale).as("seed %d", seed).isAsBefore();
        }
    }

    @Test
    void an_undo_does_not_take_a_stale_read_for_the_health_of_an_old_target_that_is_out() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = stale(seed);
            stale.cloud.install(
                    CallFault.denied(Operations.DEREGISTER).skipping(1).times(1));
            assertThat(stale.deploy()).as("seed %d", seed).rolledBack().notingNothing();
            assertThat(stale).as("seed %d", seed).isAsBefore();
        }
    }

    @Test
    void an_undo_does_not_take_a_stale_read_for_a_new_target_that_is_not_registered() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = stale(seed);
            stale.cloud.install(
                    CallFault.denied(Operations.REGISTER).skipping(1).times(1));
            assertThat(stale.deploy()).as("seed %d", seed).rolledBack().notingNothing();
            assertThat(stale).as("seed %d", seed).isAsBefore();
        }
    }

    @Test
    void a_pin_that_could_not_be_raised_is_still_known_as_ours() {
        stage.cloud.install(
                CallFault.denied(Operations.UPDATE_GROUP).skipping(2).times(1));
        stage.when("await-in-service", () -> stage.blue.scaleOut(2));

        assertThat(stage.deploy()).rolledBackBecause("AccessDenied").notingNothing();
        assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 5).hasBounds(Color.GREEN, 0, 10, 0);
    }

    @Test
    void an_undo_that_failed_to_take_the_new_targets_out_does_not_end_them_on_the_word_of_a_stale_read() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = stale(seed);
            stale.when("await-healthy", Thread.currentThread()::interrupt);
            CallFault fault = CallFault.denied(Operations.DESCRIBE_GROUPS).times(1);
            stale.when("undo:register", () -> stale.cloud.install(fault));
            Outcome outcome = stale.deploy();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcome).as("seed %d", seed).failedDirty().leaving("members of beta-green");
            assertThat(stale.green.size().desired()).as("seed %d", seed).isEqualTo(3);
            assertThat(stale.cloud).as("seed %d", seed).failedNoRequest();
        }
    }

    @Test
    void a_resumed_cutover_does_not_take_a_stale_read_for_its_own_read_back() {
        for (long seed = 1; seed <= 50; seed++) {
            Stage stale = stale(seed);
            CallFault fault = CallFault.denied(Operations.REPLACE_STATE);
            stale.when("deregister", () -> stale.cloud.install(fault));
            assertThat(stale.deploy())
                    .as("seed %d", seed)
                    .interruptedBecause("the deployment state could not be written");
            stale.cloud.remove(fault);
            stale.cloud.pass(Duration.ofMinutes(1));

            assertThat(stale.blueGreen().resume(Recovery.of(BETA).takingOver()))
                    .as("seed %d", seed)
                    .succeeded();
            assertThat(stale.cloud)
                    .as("seed %d", seed)
                    .servesOnly(Color.GREEN)
                    .hasRecorded(Color.GREEN)
                    .failedNoRequest();
        }
    }

    @Test
    void what_resumes_past_the_point_of_no_return_leaves_the_old_fleet_out() {
        stage.neverFewerAnswering(3);
        CallFault fault = CallFault.denied(Operations.PUT_PARAMETER);
        stage.cloud.install(fault);
        assertThat(stage.deploy()).failedDirty().failedIn("write-parameter");
        stage.cloud.remove(fault);
        stage.cloud.watch(
                world -> assertThat(stage.targets.registered(stage.blue)).isZero());

        assertThat(stage.blueGreen().resume(BETA)).succeeded();
        assertThat(stage).hasSwitched();
    }

    @Test
    void a_pin_that_followed_the_live_fleet_after_it_was_last_on_record_is_still_known_as_ours() {
        stage.when("await-in-service", () -> stage.blue.scaleOut(1));
        stage.killedAfter(Operations.UPDATE_GROUP, 3, stage::deploy);
        assertThat(stage.cloud).hasBounds(Color.BLUE, 4, 10, 4);
        stage.blue.scaleOut(2);

        assertThat(stage.blueGreen().abort(Recovery.of(BETA).takingOver()))
                .rolledBack()
                .notingNothing();
        assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 6).hasBounds(Color.GREEN, 0, 10, 0);
    }
}
