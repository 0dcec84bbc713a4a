package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Environment.TagKeys;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits.CapacityUnit;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.Traffic;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedTargetGroup;
import dev.verdigris.testkit.SimulatedWarmPool;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people reported of accounts that hold more than was looked at, by its number in docs/failure-stories.md. */
class ReportStoriesPreflightTest {

    /** A deployment is refused in these words, {@code validate} uses them too, and nothing was changed. */
    private static void refused(SimulatedCloud cloud, Deployment deployment, String... words) {
        BlueGreen blueGreen = BlueGreen.on(cloud.ports());
        Stage observer = Stage.on(cloud);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> blueGreen.deploy(deployment))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
        assertThat(blueGreen.validate(deployment.environment()))
                .extracting(Finding::toString)
                .anySatisfy(finding -> assertThat(finding).contains(words));
        assertThat(observer.worldChanges()).as("changes of the world").isZero();
    }

    /** One empty target group is no proof that nobody serves. */
    @Nested
    class Nobody_registered {
        private final Stage stage = Stage.set();

        private SimulatedTargetGroup legacy() {
            SimulatedTargetGroup legacy = stage.cloud.createTargetGroup("Legacy");
            stage.cloud.loadBalancers().get(0).listen(8080, legacy);
            stage.targets.deregisterAll();
            stage.cloud.pass(Duration.ofMinutes(2));
            return legacy;
        }

        @Test
        void report_m08_a_fleet_that_serves_attached_to_another_target_group_is_refused() {
            SimulatedTargetGroup legacy = legacy();
            stage.blue.attach(legacy);
            stage.cloud.pass(Duration.ofMinutes(2));

            refused(stage.cloud, Deployment.of(BETA), legacy.arn());
            assertThat(stage.blue.inService()).isEqualTo(3);
        }

        @Test
        void report_m08_so_is_one_that_is_registered_there_by_hand() {
            SimulatedTargetGroup legacy = legacy();
            legacy.place(stage.blue);

            refused(stage.cloud, Deployment.of(BETA), legacy.arn());
            assertThat(stage.blue.inService()).isEqualTo(3);
        }

        @Test
        void report_m05_members_that_nobody_registered_are_registered_by_reconcile() {
            stage.targets.deregisterAll();
            stage.cloud.pass(Duration.ofMinutes(2));

            assertThat(stage.blueGreen().reconcile(BETA).resolved()).isTrue();
            stage.cloud.pass(Duration.ofMinutes(1));

            assertThat(stage.cloud).servesOnly(Color.BLUE).hasInService(Color.BLUE, 3);
        }

        @Test
        void report_s15_the_only_instance_was_replaced() {
            Stage one = Stage.set(new GroupSize(1, 10, 1));
            one.blue.instance(1).terminate();
            one.cloud.pass(Duration.ofMinutes(5));

            refused(one.cloud, Deployment.of(BETA), "reconcile");
            assertThat(one.blueGreen().reconcile(BETA).resolved()).isTrue();
            one.cloud.pass(Duration.ofMinutes(1));

            assertThat(one.cloud).servesOnly(Color.BLUE).hasInService(Color.BLUE, 1);
            assertThat(one.deploy()).succeeded();
        }

        @Test
        void report_s15_what_is_not_found_healthy_is_not_closed_in_silence() {
            stage.targets.deregisterAll();
            stage.cloud.pass(Duration.ofMinutes(2));
            stage.blue.instances().forEach(instance -> instance.sicken("Target.ResponseCodeMismatch"));

            assertThat(stage.blueGreen().reconcile(BETA).resolved()).isFalse();
            assertThat(stage.blue.inService()).isEqualTo(3);
        }

        @Test
        void report_s16_at_zero_the_next_color_is_the_other_one() {
            stage.blue.setBounds(new GroupSize(0, 10, 0));
            stage.cloud.pass(Duration.ofHours(1));

            assertThat(stage.deploy(Deployment.of(BETA).withCapacity(3))).succeeded();
            assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN);
        }

        @ParameterizedTest
        @EnumSource(Color.class)
        void report_s16_or_the_one_that_is_named(Color to) {
            stage.blue.setBounds(new GroupSize(0, 10, 0));
            stage.cloud.pass(Duration.ofHours(1));

            assertThat(stage.deploy(Deployment.of(BETA).withCapacity(3).withTo(to)))
                    .succeeded();
            assertThat(stage.cloud).servesOnly(to).hasRecorded(to);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip", "lambda", "alb"})
    void report_m01_targets_that_are_no_instances_are_seen_and_refused(String kind) {
        Environment other = Environment.named("beta")
                .traffic(Traffic.registration("Others"))
                .build();
        SimulatedCloud cloud = SimulatedCloud.serving(BETA, 3);
        SimulatedTargetGroup others = cloud.createTargetGroup("Others", 80, kind);
        cloud.loadBalancers().get(0).listen(8080, others);
        others.hold(kind.equals("ip") ? "10.0.0.7" : "arn:aws:something:eu-west-1:1:it", "v0");

        refused(cloud, Deployment.of(other), "Others", kind);
        assertThat(cloud.group(BETA, Color.BLUE).inService()).isEqualTo(3);
    }

    /** What the groups are set to. */
    @Nested
    class Groups {
        private final Stage stage = Stage.set(new GroupSize(2, 20, 6));

        @Test
        void report_s01_weights_are_counted_in_the_units_of_the_group() {
            SimulatedCloud cloud =
                    Stage.builder().serving(BETA, new GroupSize(4, 20, 6)).build();
            cloud.groups().forEach(group -> group.setWeights(Map.of("m5.large", 2)));
            Stage weighted = Stage.on(cloud);

            assertThat(weighted.blueGreen().validate(BETA)).allMatch(Finding::warning);
            assertThat(weighted.deploy()).succeeded();
            assertThat(cloud)
                    .servesOnly(Color.GREEN)
                    .hasInService(Color.GREEN, 6)
                    .failedNoRequest();
        }

        @ParameterizedTest
        @EnumSource(
                value = CapacityUnit.class,
                names = {"VCPU", "MEMORY_MIB"})
        void report_s01_a_unit_that_cannot_be_counted_is_refused_and_not_guessed(CapacityUnit unit) {
            stage.green.setCapacityUnit(unit, Map.of("m5.large", 2));

            refused(stage.cloud, Deployment.of(BETA), "beta-green");
        }

        @Test
        void report_s02_an_instance_that_a_termination_hook_holds_counts_as_gone() {
            stage.blue.addHook(LifecycleHook.terminating(Duration.ofHours(1)));
            stage.green.addHook(LifecycleHook.terminating(Duration.ofHours(1)));

            assertThat(stage.deploy()).succeeded();
            Duration before = stage.cloud.elapsed();
            assertThat(stage.deploy())
                    .as("the hotfix, whose fleet is recycled first")
                    .succeeded();
            assertThat(stage.cleanup()).succeeded();

            assertThat(stage.cloud.elapsed().minus(before)).isLessThan(Duration.ofMinutes(15));
            assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void report_s03_a_warm_pool_is_refused_where_new_instances_must_be_new(boolean reused) {
            SimulatedWarmPool pool = stage.green.createWarmPool(3);
            if (reused) {
                pool.reuseOnScaleIn();
            }
            stage.cloud.pass(Duration.ofMinutes(5));

            refused(stage.cloud, Deployment.of(BETA), "a warm pool with 3 instances", "delete-warm-pool");
            stage.green.deleteWarmPool();
            stage.cloud.pass(Duration.ofMinutes(5));
            assertThat(stage.deploy()).succeeded();
        }

        @Test
        void report_s20_an_instance_on_standby_is_named_before_anything_is_changed() {
            assertThat(stage.deploy()).succeeded();
            stage.blue.enterStandby(stage.blue.instances().get(0).id());
            stage.cloud.pass(Duration.ofMinutes(2));
            String standby = stage.blue.instances().get(0).id().value();

            refused(stage.cloud, Deployment.of(BETA), standby, "exit-standby");
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(stage::cleanup)
                    .withMessageContaining(standby);
            assertThat(stage.rollback()).as("nothing is locked").succeeded();
        }

        @Test
        void report_s23_a_tag_that_means_something_else_is_named_with_the_way_to_name_another() {
            stage.cloud.groups().forEach(group -> group.tag("Environment", "production"));

            refused(stage.cloud, Deployment.of(BETA), "Environment", "'production'");
            assertThat(stage.deploy(
                            Deployment.of(BETA.withTags(TagKeys.standard().withEnvironment(null)))))
                    .succeeded();
        }
    }

    /** What the load balancer and the target group are set to. */
    @Nested
    class Balancer {
        private final Stage stage = Stage.set(new GroupSize(2, 20, 6));

        @Test
        void report_s07_a_zone_that_the_load_balancer_has_not_enabled_is_named_in_preflight() {
            stage.cloud.loadBalancers().get(0).setZones(Set.of("eu-west-1a", "eu-west-1b"));

            refused(stage.cloud, Deployment.of(BETA), "eu-west-1c", "beta-green");
        }

        @Test
        void report_s11_the_quota_is_that_of_the_whole_load_balancer() {
            SimulatedCloud cloud =
                    Stage.builder().serving(BETA, 3).targetQuota(1000).build();
            SimulatedTargetGroup other = cloud.createTargetGroup("Other");
            cloud.loadBalancers().get(0).listen(8080, other);
            for (int i = 0; i < 995; i++) {
                other.place(cloud.startInstance("other"));
            }

            refused(cloud, Deployment.of(BETA), "1001 targets", "995", "a quota of 1000");
        }
    }
}
