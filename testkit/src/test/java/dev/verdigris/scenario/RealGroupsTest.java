package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits.CapacityUnit;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups that replace, overshoot, count in units or span too many zones: what is enough is counted as it is. */
class RealGroupsTest {

    @Nested
    class ReplacingAtTheMaximum {
        private final Stage stage = Stage.set(new GroupSize(3, 3, 3));

        private void replaced() {
            stage.blue.setLaunchBeforeTerminating(true);
            stage.blue.replace(stage.blue.instance(1).id());
        }

        @ParameterizedTest
        @MethodSource("dev.verdigris.scenario.Steps#reversible")
        void the_new_fleet_follows_only_as_far_as_it_may_grow(String step) {
            stage.when(step, this::replaced);

            assertThat(stage.deploy()).succeeded();
            assertThat(stage.cloud).servesOnly(Color.GREEN).hasInService(Color.GREEN, 3);
        }

        @Test
        void what_the_live_fleet_desires_must_fit_nevertheless() {
            stage.when("await-in-service", () -> stage.blue.setBounds(new GroupSize(3, 4, 4)));

            assertThat(stage.deploy())
                    .rolledBackBecause("expected beta-green to hold 4 instances, found its maximum at 3");
            assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
        }
    }

    @Nested
    class DarkZones {
        private final Stage stage = Stage.set();

        DarkZones() {
            assertThat(stage.deploy()).succeeded();
            stage.cloud.loadBalancer("main").setZones(Set.of("eu-west-1a", "eu-west-1b"));
            stage.cloud.pass(Duration.ofMinutes(1));
        }

        @Test
        void a_rollback_goes_back_to_members_in_lit_zones_if_they_are_enough() {
            assertThat(stage.rollback(Rollback.of(BETA).withCapacity(2))).succeeded();
            assertThat(stage.targets.healthy(stage.blue)).isEqualTo(2);
            assertThat(stage.cloud).registersOnly(Color.BLUE).hasRecorded(Color.BLUE);
        }

        @Test
        void a_rollback_to_too_few_members_in_lit_zones_ends_and_names_the_zone() {
            assertThat(stage.rollback())
                    .rolledBackBecause("unused Target.NotInUse")
                    .satisfies(outcome -> assertThat(outcome.toString()).contains("eu-west-1c"));
            assertThat(stage.cloud).registersOnly(Color.GREEN);
        }
    }

    @Nested
    class SizesInUnits {

        private Stage counting(CapacityUnit unit, int each, int quota) {
            Stage stage = Stage.on(Stage.builder()
                    .serving(BETA, new GroupSize(1, 10, 2))
                    .targetQuota(quota)
                    .build());
            stage.blue.setCapacityUnit(unit, Map.of("m5.xlarge", each));
            stage.green.setCapacityUnit(unit, Map.of("m5.xlarge", each));
            return stage;
        }

        @Test
        void that_exceed_the_quota_of_targets_do_not_stand_in_the_way() {
            Stage stage = counting(CapacityUnit.MEMORY_MIB, 16384, 1000);

            assertThat(stage.blueGreen().validate(BETA)).noneMatch(finding -> !finding.warning());
            assertThat(stage.deploy()).succeeded();
            assertThat(stage.deploy()).succeeded();
        }

        @ParameterizedTest
        @EnumSource(names = {"UNITS", "VCPU", "MEMORY_MIB"})
        void have_deadlines_that_end_where_targets_come_one_at_a_time(CapacityUnit unit) {
            Stage stage = counting(unit, unit == CapacityUnit.MEMORY_MIB ? 16384 : 4, 1000);
            HealthyShare.Threshold all = new HealthyShare.Threshold(1, 100);
            stage.targets.setHealthyShare(new HealthyShare(all, all));
            stage.green.afflict(2, InstanceFault.neverHealthy());

            SwitchPlan plan = stage.blueGreen().plan(Deployment.of(BETA));
            assertThat(plan.toString()).contains("beside those of the live fleet, in waves, so that");
            assertThat(plan.steps())
                    .allSatisfy(step -> assertThat(step.deadline()).isLessThan(Duration.ofHours(6)));
            assertThat(stage.deploy(Stage.replacingNone())).rolledBack();
            assertThat(stage.cloud).servesOnly(Color.BLUE);
        }

        @ParameterizedTest
        @ValueSource(ints = {803, 804})
        void are_reckoned_in_instances_where_a_quota_is_of_targets(int quota) {
            Stage stage = counting(CapacityUnit.VCPU, 4, quota);
            SimulatedTargetGroup other = stage.cloud.createTargetGroup("Other");
            for (int i = 0; i < 800; i++) {
                other.place(stage.cloud.startInstance("v0"), 8080);
            }

            if (quota == 804) {
                assertThat(stage.deploy()).succeeded();
            } else {
                assertThatThrownBy(stage::deploy)
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("expected room for 804 targets");
                assertThat(stage.worldChanges()).isZero();
            }
        }
    }

    @Nested
    class BothRegistered {
        private final Stage stage = Stage.set(new GroupSize(1, 40, 2));

        BothRegistered() {
            stage.blue.setWeights(Map.of("m5.xlarge", 4));
            stage.green.setWeights(Map.of("m5.xlarge", 4));
            stage.blue.setBounds(new GroupSize(4, 40, 6));
            stage.green.setBounds(new GroupSize(0, 40, 6));
            stage.cloud.pass(Duration.ofMinutes(2));
            stage.inService(stage.green).forEach(stage.targets::register);
            stage.cloud.pass(Duration.ofMinutes(1));
        }

        @Test
        void the_recorded_fleet_is_complete_by_what_its_members_count_for() {
            Reconciliation done = stage.blueGreen().reconcile(BETA);

            assertThat(done.resolved()).isTrue();
            assertThat(stage.cloud).registersOnly(Color.BLUE).failedNoRequest();
            assertThat(stage.targets.healthy(stage.blue)).isEqualTo(2);
        }

        @Test
        void one_large_member_that_is_sick_leaves_it_incomplete() {
            stage.blue.instance(1).sicken("Target.Timeout");
            stage.cloud.pass(Duration.ofMinutes(1));
            int changes = stage.worldChanges();

            assertThat(stage.blueGreen().reconcile(BETA).unresolved())
                    .singleElement()
                    .satisfies(
                            finding -> assertThat(finding.problem()).contains("the recorded one blue could not serve"));
            assertThat(stage.worldChanges()).isEqualTo(changes);
        }
    }
}
