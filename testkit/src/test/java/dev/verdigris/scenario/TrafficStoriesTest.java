package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has gone wrong elsewhere with traffic, by its number in docs/failure-stories.md, and does not here. */
class TrafficStoriesTest {
    private final Stage stage = Stage.set();

    private void bluePutBack() {
        stage.inService(stage.blue).forEach(stage.targets::register);
    }

    @Test
    void story_06_the_old_fleet_stays_while_the_new_one_fails_its_health_checks() {
        stage.neverFewerAnswering(3);
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        List<Integer> deregistering =
                stage.calls.beforeEach(Operations.DEREGISTER, () -> stage.targets.registered(stage.blue));

        assertThat(stage.deploy()).rolledBackBecause("only 0 of 3 became healthy");
        assertThat(deregistering).as("only the new ones leave").containsOnly(3);
        assertThat(stage).isAsBefore();
    }

    @Test
    void story_07_the_old_fleet_leaves_only_once_the_whole_new_one_is_healthy() {
        stage.green.afflict(3, InstanceFault.slowBoot(Duration.ofMinutes(2)));
        List<Integer> healthy = stage.calls.beforeEach(Operations.DEREGISTER, () -> stage.targets.healthy(stage.green));

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
            stage.calls.afterFirst(Operations.DEREGISTER, this::bluePutBack);
            List<Integer> moved =
                    stage.calls.beforeEach(Operations.PUT_PARAMETER, () -> stage.targets.registered(stage.blue));
            assertThat(stage.deploy(keepingNothing())).succeeded();
            assertThat(moved).containsExactly(0);
            assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
        }
    }

    @Test
    void story_14_new_targets_are_registered_and_healthy_before_an_old_one_leaves() {
        stage.neverFewerAnswering(3);
        List<Integer> answering = stage.calls.beforeEach(Operations.DEREGISTER, stage.targets::answering);

        assertThat(stage.deploy()).succeeded();
        assertThat(answering).containsExactly(6);
        assertThat(stage.cloud).failedNoRequest();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {Operations.UPDATE_GROUP, Operations.REGISTER, Operations.DEREGISTER, Operations.PUT_PARAMETER})
    void story_16_throttling_neither_fails_a_deployment_nor_leaves_half_of_it(String operation) {
        stage.neverFewerAnswering(3);
        stage.cloud.install(CallFault.throttled(operation).times(5));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage).hasSwitched();
    }

    @Test
    void story_18_a_switch_that_another_tool_reverts_meanwhile_is_made_again() {
        stage.calls.afterFirst(Operations.DEREGISTER, this::bluePutBack);

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).failedNoRequest();
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
        List<Integer> old =
                stage.calls.beforeEach(Operations.PUT_PARAMETER, () -> stage.targets.registered(stage.blue));
        List<Integer> fresh =
                stage.calls.beforeEach(Operations.PUT_PARAMETER, () -> stage.targets.healthy(stage.green));
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
        List<String> written = stage.calls.beforeEach(Operations.PUT_PARAMETER, stage::story);

        assertThat(stage.deploy()).rolledBack();
        assertThat(written).isEmpty();
    }
}
