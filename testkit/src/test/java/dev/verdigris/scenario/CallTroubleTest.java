package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Report;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between us and the cloud: throttling, lost replies, denied calls and calls that hang. */
class CallTroubleTest {
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
    void throttled_changes_are_waited_out(String operation) {
        stage.neverFewerAnswering(3);
        stage.cloud.install(CallFault.throttled(operation).times(6));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage).hasSwitched();
    }

    @ParameterizedTest
    @ValueSource(strings = {Operations.DESCRIBE_GROUPS, Operations.DESCRIBE_HEALTH})
    void throttled_reads_are_waited_out_once_a_deployment_has_begun(String operation) {
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
    void what_stays_throttled_for_too_long_rolls_the_deployment_back(String operation) {
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
    void what_is_not_allowed_rolls_the_deployment_back(String operation) {
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

        Outcome outcome = stage.deploy(Stage.replacingNone());

        assertThat(outcome)
                .failedDirtyBecause("only 2 of 3 became healthy")
                .failedIn("await-healthy")
                .suppressing("AccessDenied")
                .leaving("beta-green may still be scaled up")
                .leaving("beta-blue may still have its minimum held at its size")
                .hasSteps(Report.Step.State.LEFT, "pin", "scale-up");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
    }

    @Test
    void a_first_undo_that_fails_does_not_keep_the_others_from_being_done() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        CallFault fault = CallFault.denied(Operations.UPDATE_GROUP).times(1);
        stage.when("undo:scale-up", () -> stage.cloud.install(fault));

        assertThat(stage.deploy(Stage.replacingNone())).failedDirty().leaving("beta-green may still be scaled up");
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

    @Test
    void a_call_that_hangs_for_minutes_delays_and_breaks_nothing() {
        stage.neverFewerAnswering(3);
        stage.calls.before(Operations.DEREGISTER, 1, () -> stage.cloud.pass(Duration.ofMinutes(10)));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage).hasSwitched();
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
    void a_deployment_resumed_past_the_point_of_no_return_leaves_the_old_fleet_out() {
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
}
