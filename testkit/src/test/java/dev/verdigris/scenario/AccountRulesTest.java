package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Environment.TagKeys;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.model.Traffic;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What accounts hold besides two plain fleets and one target group: refused before anything is changed, or counted right. */
class AccountRulesTest {
    private final Stage stage = Stage.set();

    private void refused(String... words) {
        int changes = stage.worldChanges();
        assertThatThrownBy(stage::deploy).isInstanceOf(RefusedException.class).satisfies(refusal -> {
            for (String word : words) {
                assertThat(refusal).hasMessageContaining(word);
            }
        });
        assertThat(stage.blueGreen().validate(BETA))
                .anyMatch(finding -> !finding.warning() && finding.problem().contains(words[0]));
        assertThat(stage.worldChanges()).isEqualTo(changes);
    }

    @Nested
    class Groups {

        @Test
        void an_instance_on_standby_is_named_and_nothing_stays_in_progress() {
            assertThat(stage.deploy()).succeeded();
            stage.blue.enterStandby(stage.blue.instance(1).id());
            stage.cloud.pass(Duration.ofMinutes(1));

            refused("found " + stage.blue.instance(1).id() + " on standby", "exit-standby");
            assertThatThrownBy(stage::cleanup)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("on standby");

            stage.blue.instance(1).terminate();
            stage.cloud.pass(Duration.ofMinutes(1));
            assertThat(stage.deploy()).succeeded();
        }

        @Test
        void what_is_left_of_another_hand_and_serves_elsewhere_is_not_recycled() {
            stage.green.setBounds(new GroupSize(0, 10, 2));
            stage.cloud.pass(Duration.ofMinutes(2));
            SimulatedTargetGroup admin = stage.cloud.createTargetGroup("Admin");
            admin.register(stage.green.instance(1).id());

            refused("to serve nobody when they end", admin.arn());
            assertThat(stage.green.inService()).isEqualTo(2);
        }

        @Test
        void a_warm_fleet_that_somebody_registered_elsewhere_is_never_terminated() {
            assertThat(stage.deploy()).succeeded();
            SimulatedTargetGroup preview = stage.cloud.createTargetGroup("Preview");
            preview.register(stage.blue.instance(1).id());

            refused("to serve nobody when they end", preview.arn());
            assertThatThrownBy(stage::cleanup)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining(preview.arn());
            assertThat(stage.blue.inService()).isEqualTo(3);

            preview.deregisterAll();
            stage.cloud.pass(Duration.ofMinutes(2));
            assertThat(stage.cleanup()).succeeded();
        }

        @Test
        void a_warm_pool_where_new_instances_are_to_start_is_refused() {
            stage.green.createWarmPool(2);
            stage.cloud.pass(Duration.ofMinutes(2));

            refused("expected beta-green to start new instances, found a warm pool", "delete-warm-pool");
        }

        @Test
        void a_warm_pool_of_the_live_fleet_is_a_warning() {
            stage.blue.createWarmPool(2);
            stage.cloud.pass(Duration.ofMinutes(2));

            assertThat(stage.blueGreen().validate(BETA))
                    .anyMatch(finding ->
                            finding.warning() && finding.problem().contains("beta-blue to have no warm pool"));
            assertThat(stage.deploy()).succeeded();
            refused("expected beta-blue to start new instances, found a warm pool");
        }

        @Test
        void groups_that_count_differently_are_refused() {
            stage.green.setWeights(Map.of("c5.large", 2));

            refused("found instances in beta-blue and units of weight {c5.large=2} in beta-green");
        }

        @Test
        void a_group_with_an_operator_is_refused_by_name() {
            stage.green.setOperator("eks.amazonaws.com");

            refused("eks.amazonaws.com operates it");
        }

        @Test
        void a_group_that_protects_new_instances_is_refused() {
            stage.green.setProtectNewInstances(true);

            refused("protects them from scale-in", "--no-new-instances-protected-from-scale-in");
        }

        @Test
        void tags_that_mean_something_else_can_be_named_or_switched_off() {
            stage.blue.tag("Environment", "production");
            refused("found 'production'");

            Environment untagged = BETA.withTags(TagKeys.none());
            assertThat(stage.deploy(Deployment.of(untagged))).succeeded();
        }

        @Test
        void whoever_goes_on_need_not_name_the_tags_again() {
            stage.blue.tag("Environment", "production");
            Environment untagged = BETA.withTags(TagKeys.none());
            stage.killedIn("await-healthy", () -> stage.deploy(Deployment.of(untagged)));

            assertThat(stage.by("bob").resume(BETA)).succeeded();
        }
    }

    @Nested
    class Shares {
        private final HealthyShare.Threshold sixty = new HealthyShare.Threshold(1, 60);
        private double least = 1;

        private Stage six() {
            Stage six = Stage.on(Stage.builder()
                    .serving(BETA, new GroupSize(6, 20, 6))
                    .requestsPerSecond(0)
                    .build());
            six.targets.setHealthyShare(new HealthyShare(sixty, sixty));
            six.cloud.watch(world -> {
                long registered = six.targets.targets().stream()
                        .filter(target -> !target.out())
                        .count();
                long healthy = six.targets.targets().stream()
                        .filter(TargetHealth::healthy)
                        .count();
                least = registered == 0 ? least : Math.min(least, (double) healthy / registered);
            });
            return six;
        }

        @Test
        void the_healthy_share_is_kept_while_the_new_fleet_comes() {
            Stage six = six();

            assertThat(six.blueGreen().plan(Deployment.of(BETA)).toString())
                    .contains("in 2 waves, so that enough of the targets stay healthy (1 target and 60 %)");
            assertThat(six.deploy()).succeeded();
            assertThat(least).isGreaterThanOrEqualTo(0.6);
        }

        @Test
        void the_healthy_share_is_kept_with_a_version_that_never_becomes_healthy() {
            Stage six = six();
            six.green.afflict("v2", InstanceFault.neverHealthy());

            assertThat(six.deploy()).rolledBack();
            assertThat(least).isGreaterThanOrEqualTo(0.6);
        }

        @Test
        void that_cannot_be_kept_is_said_and_the_targets_come_one_at_a_time() {
            Stage six = six();
            HealthyShare.Threshold all = new HealthyShare.Threshold(1, 100);
            six.targets.setHealthyShare(new HealthyShare(all, all));

            Outcome outcome = six.deploy();

            assertThat(outcome).succeeded();
            assertThat(least).isGreaterThan(0.85);
            assertThat(six.blueGreen().plan(Deployment.of(BETA)).notes())
                    .anyMatch(note -> note.contains("they are registered one at a time"));
        }
    }

    @Nested
    class LoadBalancers {

        @Test
        void that_have_not_enabled_a_zone_of_the_new_fleet_are_named() {
            stage.cloud.loadBalancer("main").setZones(Set.of("eu-west-1a", "eu-west-1b"));

            refused("load balancer main, found eu-west-1c not among eu-west-1a, eu-west-1b");
            stage.green.setZones("eu-west-1a", "eu-west-1b");
            assertThat(stage.deploy()).succeeded();
        }

        @Test
        void a_zone_that_is_lost_meanwhile_is_named_with_the_instance() {
            stage.when(
                    "await-healthy",
                    () -> stage.cloud.loadBalancer("main").setZones(Set.of("eu-west-1a", "eu-west-1b")));

            assertThat(stage.deploy())
                    .rolledBackBecause("unused Target.NotInUse")
                    .satisfies(outcome -> assertThat(outcome.toString())
                            .contains("enable its Availability Zone eu-west-1c for the load balancer of Beta"));
        }

        @Test
        void a_quota_that_others_have_used_up_is_found_before_anything_is_registered() {
            Stage full = Stage.on(Stage.builder()
                    .serving(BETA, new GroupSize(2, 10, 3))
                    .targetQuota(805)
                    .build());
            SimulatedTargetGroup other = full.cloud.createTargetGroup("Other");
            for (int i = 0; i < 400; i++) {
                other.place(full.cloud.startInstance("v0"), 8080);
            }
            other.targets().stream()
                    .limit(400)
                    .forEach(target -> other.register(target.target().instance(), 9090));

            assertThatThrownBy(full::deploy)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("800 of them in other target groups of the load balancer");
            assertThat(full.worldChanges()).isZero();
        }

        @Test
        void a_target_group_of_another_kind_is_refused_by_its_kind() {
            stage.cloud.createTargetGroup("Addresses", 80, "ip");
            Environment addresses = Environment.named("beta")
                    .traffic(Traffic.registration("Addresses"))
                    .build();

            assertThatThrownBy(() -> stage.deploy(Deployment.of(addresses)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("found a target group of kind 'ip'");
            assertThat(stage.blueGreen().reconcile(addresses).unresolved())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.problem()).contains("kind 'ip'"));
        }
    }

    @Nested
    class Quotas {

        @Test
        void that_turn_out_used_up_end_the_deployment_at_once() {
            Stage small = Stage.on(Stage.builder()
                    .serving(BETA, new GroupSize(3, 10, 3))
                    .targetQuota(4)
                    .build());

            Outcome outcome = small.deploy();

            assertThat(outcome).rolledBackBecause("TooManyTargets").failedIn("register");
            assertThat(outcome.report().took()).isLessThan(Duration.ofMinutes(3));
            assertThat(small.cloud).failedNoRequest();
        }
    }
}
