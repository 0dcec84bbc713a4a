package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits.CapacityUnit;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where instances count for several units, capacity is compared in units (R31, report S01). */
class WeightedCapacityTest {

    /** Blue serves with three instances; each of both groups counts for so many units. */
    private static Stage weighing(int weight) {
        Stage stage = Stage.set();
        stage.blue.setWeights(Map.of("m5.large", weight));
        stage.green.setWeights(Map.of("m5.large", weight));
        return stage;
    }

    /** Blue serves with four instances, which count for 1, 2, 1 and 2. */
    private static Stage smallAndLarge(CapacityUnit unit) {
        Stage stage = Stage.set(new GroupSize(2, 20, 4));
        Map<String, Integer> types = Map.of("m5.large", 1, "m5.xlarge", 2);
        stage.blue.setCapacityUnit(unit, types);
        stage.green.setCapacityUnit(unit, types);
        return stage;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void as_many_units_are_deployed_whatever_an_instance_weighs(int weight) {
        Stage stage = weighing(weight);
        stage.neverFewerAnswering(3);

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasBounds(Color.GREEN, 2 * weight, 10 * weight, 3 * weight)
                .hasInService(Color.GREEN, 3)
                .hasInService(Color.BLUE, 3)
                .failedNoRequest();
    }

    /** AWS launches until it has at least what is desired: three instances of four units where ten are. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_group_that_overshoots_its_size_is_not_chased(boolean warm) {
        Stage stage = weighing(4);
        stage.blue.setBounds(new GroupSize(6, 10, 10));
        stage.green.setBounds(new GroupSize(3, 10, 3));
        stage.cloud.pass(Duration.ofMinutes(2));
        stage.neverFewerAnswering(3);

        assertThat(stage.deploy(Deployment.of(BETA).withKeepWarm(warm ? KeepWarm.forever() : KeepWarm.none())))
                .succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasBounds(Color.GREEN, 6, 10, 10)
                .hasInService(Color.GREEN, 3)
                .hasBounds(Color.BLUE, warm ? 10 : 3, 10, warm ? 10 : 3)
                .hasInService(Color.BLUE, warm ? 3 : 1)
                .failedNoRequest();
    }

    @Test
    void messages_name_units() {
        Stage stage = weighing(2);
        stage.green.afflict(1, InstanceFault.neverHealthy());

        assertThat(stage.blueGreen().plan(Deployment.of(BETA)).toString())
                .contains("wait until 6 units of beta-green are in service")
                .contains("wait until 6 units of them are healthy");
        assertThat(stage.deploy(Stage.replacingNone())).rolledBackBecause("only 4 of 6 units became healthy");
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void a_size_in_vcpus_is_counted_in_vcpus() {
        Stage stage = Stage.set();
        stage.blue.setCapacityUnit(CapacityUnit.VCPU, Map.of("m5.large", 2));
        stage.green.setCapacityUnit(CapacityUnit.VCPU, Map.of("m5.large", 2));

        assertThat(stage.blueGreen().plan(Deployment.of(BETA)).toString())
                .contains("wait until 6 vCPUs of beta-green are in service");
        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasInService(Color.GREEN, 3)
                .failedNoRequest();
    }

    @Test
    void a_rollback_and_a_cleanup_count_in_units() {
        Stage stage = weighing(2);
        assertThat(stage.deploy()).succeeded();
        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 4, 20, 6)
                .failedNoRequest();

        assertThat(stage.blueGreen().cleanup(Cleanup.of(BETA))).succeeded();
        assertThatThrownBy(stage::rollback)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected 6 units of beta-green in service to go back to, found 0");
        assertThat(stage.rollback(Rollback.of(BETA).withScaleUp(true))).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasInService(Color.GREEN, 3)
                .failedNoRequest();
    }

    @Test
    void the_live_fleet_that_grows_by_units_is_followed() {
        Stage stage = weighing(2);
        stage.when("await-healthy", () -> {
            stage.blue.scaleOut(4);
            stage.cloud.pass(Duration.ofMinutes(1));
        });

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasBounds(Color.GREEN, 4, 20, 10)
                .hasInService(Color.GREEN, 5)
                .failedNoRequest();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNITS", "VCPU", "MEMORY_MIB"})
    void r31_the_new_fleet_has_as_many_units_as_the_live_one_before_that_leaves(CapacityUnit unit) {
        Stage stage = smallAndLarge(unit);
        List<Integer> healthy = stage.calls.beforeEach(Operations.DEREGISTER, () -> stage.targets.healthy(stage.green));

        assertThat(stage.deploy()).succeeded();
        assertThat(healthy).as("instances that were healthy by then").containsExactly(4);
        assertThat(stage.green.instances().stream()
                        .mapToInt(SimulatedInstance::weight)
                        .sum())
                .isEqualTo(6);
        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasInService(Color.BLUE, 4)
                .failedNoRequest();
    }

    @Test
    void r31_a_large_instance_that_is_missing_counts_for_all_its_units() {
        Stage stage = smallAndLarge(CapacityUnit.UNITS);
        stage.green.afflict(2, InstanceFault.neverHealthy());

        assertThat(stage.deploy(Stage.replacingNone())).rolledBackBecause("only 4 of 6 units became healthy");
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void r31_a_rollback_goes_back_to_the_units_that_served_before_or_to_those_asked_for() {
        Stage stage = smallAndLarge(CapacityUnit.UNITS);
        assertThat(stage.deploy()).succeeded();
        stage.blue.instance(2).sicken("Target.Timeout");

        assertThat(stage.rollback()).rolledBackBecause("only 4 of 6 units became healthy");
        assertThat(stage.rollback(Rollback.of(BETA).withCapacity(4))).succeeded();
        assertThat(stage.cloud).registersOnly(Color.BLUE).hasRecorded(Color.BLUE);
    }

    @Test
    void r31_a_unit_that_is_not_known_is_refused_and_not_guessed() {
        Stage stage = smallAndLarge(CapacityUnit.OTHER);

        assertThatThrownBy(stage::deploy)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "what the size of beta-blue counts, found a unit that this version does not know");
        assertThat(stage.worldChanges()).isZero();
    }
}
