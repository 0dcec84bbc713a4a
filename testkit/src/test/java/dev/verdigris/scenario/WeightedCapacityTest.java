package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Bounds;
import dev.verdigris.model.CapacityUnit;
import dev.verdigris.model.Color;
import dev.verdigris.plan.Cleanup;
import dev.verdigris.plan.Deployment;
import dev.verdigris.plan.Rollback;
import dev.verdigris.policy.KeepWarm;
import dev.verdigris.testkit.InstanceFault;
import java.time.Duration;
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
        stage.blue.weights(Map.of("m5.large", weight));
        stage.green.weights(Map.of("m5.large", weight));
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
    @EnumSource(KeepWarm.class)
    void a_group_that_overshoots_its_size_is_not_chased(KeepWarm keepWarm) {
        Stage stage = weighing(4);
        stage.blue.setBounds(new Bounds(6, 10, 10));
        stage.green.setBounds(new Bounds(3, 10, 3));
        stage.cloud.pass(Duration.ofMinutes(2));
        stage.neverFewerAnswering(3);

        assertThat(stage.deploy(Deployment.of(BETA).keepWarm(keepWarm))).succeeded();
        boolean warm = keepWarm == KeepWarm.FOREVER;
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
        assertThat(stage.deploy()).rolledBackBecause("only 4 of 6 units became healthy");
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void a_size_in_vcpus_is_counted_in_vcpus() {
        Stage stage = Stage.set();
        stage.blue.count(CapacityUnit.VCPU, Map.of("m5.large", 2));
        stage.green.count(CapacityUnit.VCPU, Map.of("m5.large", 2));

        assertThat(stage.blueGreen().plan(Deployment.of(BETA)).toString())
                .contains("wait until 6 vCPUs of beta-green are in service");
        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasInService(Color.GREEN, 3)
                .failedNoRequest();
    }

    @Test
    void a_rollback_and_a_cleanup_count_in_units_too() {
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
        assertThat(stage.rollback(Rollback.of(BETA).scalingUp())).succeeded();
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
}
