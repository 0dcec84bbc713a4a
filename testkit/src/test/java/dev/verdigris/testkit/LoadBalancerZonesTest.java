package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.GroupSize;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroup.HealthyShare.Threshold;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where targets are, and which of them the load balancer reaches. */
class LoadBalancerZonesTest {
    private static final String A = "eu-west-1a";
    private static final String B = "eu-west-1b";
    private static final String C = "eu-west-1c";

    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .latencies(Latencies.instant().withFirstCheck(Latency.exactly(Duration.ofSeconds(5))))
            .healthCheck(HealthCheck.every(Duration.ofSeconds(10)))
            .deregistrationDelay(Duration.ofSeconds(30))
            .requestsPerSecond(100)
            .build();
    private final SimulatedTargetGroup web = cloud.createTargetGroup("Web");
    private final SimulatedLoadBalancer main = cloud.loadBalancer("main");
    private final SimulatedInstance inA = cloud.startInstance("a", A);
    private final SimulatedInstance inB = cloud.startInstance("b", B);
    private final SimulatedInstance inC = cloud.startInstance("c", C);

    private void passSeconds(long seconds) {
        cloud.pass(Duration.ofSeconds(seconds));
    }

    private List<String> health() {
        return web.targets().stream()
                .map(health -> health.state() + " " + health.reason())
                .toList();
    }

    @Test
    void a_target_in_a_zone_that_is_not_enabled_is_unused_and_gets_no_requests() {
        main.setZones(Set.of(A, B));
        web.place(inA);
        web.register(inC.id());
        passSeconds(30);

        assertThat(health()).containsExactly("HEALTHY null", "UNUSED Target.NotInUse");
        assertThat(cloud.traffic().byVersion()).containsOnlyKeys("a");
        assertThat(cloud.traffic().failed()).isZero();
        assertThat(cloud.describe()).contains("load balancer main in [eu-west-1a, eu-west-1b]");
    }

    @Test
    void a_zone_that_is_disabled_takes_its_targets_out_until_a_health_check() {
        web.place(inA);
        web.place(inC);
        main.setZones(Set.of(A, B));
        assertThat(health()).containsExactly("HEALTHY null", "UNUSED Target.NotInUse");
        main.setZones(Set.of(A, C));
        assertThat(health()).containsExactly("HEALTHY null", "INITIAL Elb.InitialHealthChecking");
        passSeconds(10);
        assertThat(health()).containsExactly("HEALTHY null", "HEALTHY null");
    }

    @Test
    void with_all_targets_in_zones_that_are_not_enabled_requests_are_refused() {
        main.setZones(Set.of(A, B));
        web.register(inC.id());
        passSeconds(10);

        assertThat(cloud.traffic().refused()).isEqualTo(1000);
    }

    @Test
    void what_drains_goes_on_draining_and_what_is_gone_stays_gone() {
        web.place(inC);
        web.deregister(inC.id());
        main.setZones(Set.of(A, B));
        assertThat(health()).containsExactly("DRAINING Target.DeregistrationInProgress");

        web.place(inA);
        inA.terminate();
        passSeconds(60);
        main.setZones(Set.of(B, C));
        passSeconds(600);
        assertThat(health()).isEmpty();
    }

    @Test
    void a_group_that_launches_into_a_dark_zone_never_gets_all_targets_healthy() {
        main.setZones(Set.of(A, B));
        SimulatedGroup group = cloud.createGroup("group", new GroupSize(0, 9, 3));
        group.attach(web);
        passSeconds(300);

        assertThat(web.healthy(group)).isEqualTo(2);
        assertThat(web.targets()).filteredOn(TargetHealth::healthy).hasSize(2);
    }

    @Test
    void the_port_shows_the_zones() {
        main.setZones(Set.of(A, C));

        assertThat(cloud.ports()
                        .targetGroups()
                        .loadBalancers(cloud.ports().targetGroups().find(new TargetGroupRef("Web"))))
                .extracting(LoadBalancer::zones)
                .containsExactly(Set.of(A, C));
    }

    @Test
    void across_zones_all_targets_share_alike_and_without_that_each_zone_has_its_part() {
        web.place(inA);
        web.place(inB);
        web.place(inB, 81);
        web.place(inC);
        passSeconds(10);
        assertThat(cloud.traffic().byVersion()).containsEntry("a", 250L).containsEntry("b", 500L);

        web.setCrossZone(false);
        passSeconds(30);
        assertThat(cloud.traffic().byVersion())
                .containsEntry("a", 1250L)
                .containsEntry("b", 1500L)
                .containsEntry("c", 1250L);
        assertThat(cloud.traffic().bothVersions()).isEqualTo(Duration.ofSeconds(40));
        assertThat(web).asString().contains("each zone by itself");
    }

    @Test
    void a_zone_with_too_few_healthy_targets_leaves_its_requests_to_the_others() {
        web.setCrossZone(false);
        web.place(inA);
        web.place(inB);
        passSeconds(10);

        assertThat(main.failedZones()).containsExactly(C);
        assertThat(cloud.traffic().byVersion()).containsEntry("a", 500L).containsEntry("b", 500L);
        assertThat(cloud.traffic().failed()).isZero();
    }

    @Test
    void one_target_group_that_fails_in_a_zone_takes_the_zone_from_the_others() {
        SimulatedTargetGroup other = cloud.createTargetGroup("Other");
        web.setCrossZone(false);
        other.setCrossZone(false);
        for (SimulatedInstance instance : List.of(inA, inB, inC)) {
            web.place(instance);
            other.place(instance);
        }
        passSeconds(30);
        other.deregister(inA.id());
        passSeconds(10);

        assertThat(web.traffic().byVersion())
                .containsEntry("a", 1000L)
                .containsEntry("b", 1500L)
                .containsEntry("c", 1500L);
    }

    @Test
    void with_every_zone_failed_clients_are_sent_to_all_and_each_fails_open_by_itself() {
        web.setCrossZone(false);
        web.setHealthyShare(new HealthyShare(new Threshold(2, 0), Threshold.ONE));
        web.place(inA);
        web.register(inB.id());
        inB.sicken("Target.Timeout");
        passSeconds(30);

        assertThat(main.failedZones()).hasSize(3);
        assertThat(cloud.traffic().byVersion()).containsOnlyKeys("a").containsEntry("a", 1000L);
        assertThat(cloud.traffic().unanswered()).isEqualTo(1000);
        assertThat(cloud.traffic().refused()).isEqualTo(1000);
    }
}
