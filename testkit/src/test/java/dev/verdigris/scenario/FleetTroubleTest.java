package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong within the fleets while one replaces the other, and who else interferes with them. */
class FleetTroubleTest {
    private final Stage stage = Stage.set();

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
        assertThat(stage).isAsBefore();
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

        assertThat(stage.deploy(keepingNothing())).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.BLUE, 0, 10, 0)
                .failedNoRequest();
    }

    @Test
    void a_pin_that_followed_the_live_fleet_since_the_last_write_is_still_known_as_ours() {
        stage.when("await-in-service", () -> stage.blue.scaleOut(1));
        stage.killedAfter(Operations.UPDATE_GROUP, 3, stage::deploy);
        assertThat(stage.cloud).hasBounds(Color.BLUE, 4, 10, 4);
        stage.blue.scaleOut(2);

        assertThat(stage.blueGreen().abort(takingOver())).rolledBack().notingNothing();
        assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 6).hasBounds(Color.GREEN, 0, 10, 0);
    }
}
