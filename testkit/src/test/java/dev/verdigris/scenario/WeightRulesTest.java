package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Bounds;
import dev.verdigris.model.CapacityUnit;
import dev.verdigris.model.Color;
import dev.verdigris.plan.Rollback;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R31: groups whose sizes count something else than instances. */
class WeightRulesTest {
    private static final Map<String, Integer> TYPES = Map.of("m5.large", 1, "m5.xlarge", 2);

    /** Blue serves with four instances, which count for 1, 2, 1 and 2 wherever something else is counted. */
    private final Stage stage = Stage.set(new Bounds(2, 20, 4));

    private void bothCount(CapacityUnit unit) {
        stage.blue.count(unit, TYPES);
        stage.green.count(unit, TYPES);
    }

    private static int units(SimulatedGroup group) {
        return group.instances().stream().mapToInt(SimulatedInstance::weight).sum();
    }

    private void isRefused(String... parts) {
        assertThatThrownBy(stage::deploy).isInstanceOf(RefusedException.class).hasMessageContainingAll(parts);
        assertThat(stage.blueGreen().validate(BETA))
                .anySatisfy(finding -> assertThat(finding.toString()).contains(parts));
        assertThat(stage.worldChanges()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNITS", "VCPU", "MEMORY_MIB"})
    void r31_the_new_fleet_has_as_many_units_as_the_live_one_before_that_leaves(CapacityUnit unit) {
        bothCount(unit);
        List<Integer> healthy = new ArrayList<>();
        stage.cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                if (call.operation().equals(Operations.DEREGISTER)) {
                    healthy.add(stage.targets.healthy(stage.green));
                }
            }
        });

        assertThat(stage.deploy()).succeeded();
        assertThat(healthy).as("instances that were healthy by then").containsExactly(4);
        assertThat(units(stage.green)).isEqualTo(6);
        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasInService(Color.BLUE, 4)
                .failedNoRequest();
    }

    @Test
    void r31_a_large_instance_that_is_missing_counts_for_all_its_units() {
        bothCount(CapacityUnit.UNITS);
        stage.green.afflict(2, InstanceFault.neverHealthy());

        assertThat(stage.deploy()).rolledBackBecause("only 4 of 6 units became healthy");
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void r31_a_rollback_goes_back_to_the_units_that_served_before_or_to_those_asked_for() {
        bothCount(CapacityUnit.UNITS);
        assertThat(stage.deploy()).succeeded();
        stage.blue.instance(2).sicken("Target.Timeout");

        assertThat(stage.rollback()).rolledBackBecause("only 4 of 6 units became healthy");
        assertThat(stage.rollback(Rollback.of(BETA).withCapacity(4))).succeeded();
        assertThat(stage.cloud).registersOnly(Color.BLUE).hasRecorded(Color.BLUE);
    }

    @Test
    void r31_groups_that_count_differently_are_refused() {
        stage.green.weights(TYPES);

        isRefused("found instances in beta-blue and units of weight {m5.large=1, m5.xlarge=2} in beta-green");
    }

    @Test
    void r31_a_unit_that_is_not_known_is_refused_and_not_guessed() {
        bothCount(CapacityUnit.OTHER);

        isRefused("what the size of beta-blue counts", "found a unit that this version does not know");
    }
}
