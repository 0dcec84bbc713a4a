package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Listeners use target groups: which are in use, how many requests come to each, and what the quota counts. */
class SimulatedLoadBalancerTest {
    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .latencies(Latencies.instant())
            .healthCheck(HealthCheck.every(Duration.ofSeconds(10)))
            .requestsPerSecond(100)
            .targetQuota(4)
            .build();
    private final SimulatedGroup web = cloud.createGroup("web", new GroupSize(0, 9, 3));
    private final SimulatedTargetGroup first = cloud.createTargetGroup("First");
    private final SimulatedTargetGroup second = cloud.createTargetGroup("Second");
    private final SimulatedLoadBalancer main = cloud.loadBalancer("main");

    private void passSeconds(long seconds) {
        cloud.pass(Duration.ofSeconds(seconds));
    }

    @Test
    void every_target_group_has_a_listener_of_its_own_from_the_beginning() {
        assertThat(cloud.loadBalancers()).containsExactly(main);
        assertThat(main.zones()).hasSize(3);
        assertThat(main.targetGroups()).containsExactly(first, second);
        assertThat(main.listener(80).action()).isEqualTo(ForwardAction.to(first));
        assertThat(main.listener(81).action()).isEqualTo(ForwardAction.to(second));
        assertThat(cloud.describe()).contains("load balancer main in [", ":80 to First", ":81 to Second");
    }

    @Test
    void a_target_group_is_in_use_while_a_listener_or_a_rule_forwards_to_it() {
        main.listener(81).forward(first);
        assertThat(second.inUse()).isFalse();
        main.listener(80).addRule(10, second, 0);
        assertThat(second.inUse()).isTrue();
        main.listener(80).removeRule(10);
        assertThat(second.inUse()).isFalse();
        main.listener(81).delete();
        assertThat(first.inUse()).isTrue();
        main.listener(80).delete();
        assertThat(first.inUse()).isFalse();
        assertThat(main.listeners()).isEmpty();
    }

    @Test
    void a_target_group_put_out_of_use_has_no_listener_and_in_use_again_a_new_one() {
        main.listener(81).addRule(1, first, 50);
        first.setInUse(false);
        assertThat(main.listeners()).hasSize(1);
        assertThat(main.listener(81)).hasToString(":81 to Second");
        first.setInUse(true);
        assertThat(main.listener(80).action()).isEqualTo(ForwardAction.to(first));
    }

    @Test
    void a_listener_with_a_rule_left_stays_and_forwards_by_the_rule_alone() {
        main.listener(80).addRule(7, second, 30);
        main.listener(81).delete();
        first.setInUse(false);
        passSeconds(10);

        assertThat(main.listener(80).action()).isNull();
        assertThat(second.inUse()).isTrue();
        assertThat(cloud.traffic().requests()).isEqualTo(300);
        assertThat(main.listener(80)).hasToString(":80 to nobody, rule 7 to Second");
        main.listener(80).forward(first);
        assertThat(first.inUse()).isTrue();
    }

    @Test
    void requests_come_by_the_listeners_and_rules_that_use_it() {
        first.place(web);
        main.listener(81).forward(first);
        main.listener(81).addRule(5, first, 10);
        passSeconds(10);
        assertThat(first.traffic().requests()).isEqualTo(1000 + 1000 + 100);
        main.listener(81).setRequestsPerSecond(0);
        passSeconds(10);
        assertThat(first.traffic().requests()).isEqualTo(2100 + 1000 + 100);
    }

    @Test
    void a_test_listener_uses_a_target_group_and_sends_it_nothing() {
        main.listener(81).setRequestsPerSecond(0);
        second.register(web.instance(1).id());
        passSeconds(20);

        assertThat(second.targets()).allMatch(TargetHealth::healthy);
        assertThat(second.traffic().requests()).isZero();
        assertThat(cloud.describe()).contains(":81 to Second (no requests)");
    }

    @Test
    void an_attached_group_serves_by_two_target_groups_and_its_end_shows_in_both() {
        SimulatedGroup attached = cloud.createGroup("attached", new GroupSize(0, 9, 2));
        attached.suspend("Launch");
        attached.attach(first);
        attached.attach(second);
        passSeconds(20);
        long failed = cloud.traffic().failed();
        attached.instances().forEach(SimulatedInstance::terminate);
        passSeconds(5);

        assertThat(first.traffic().failed()).isGreaterThanOrEqualTo(500);
        assertThat(second.traffic().failed()).isGreaterThanOrEqualTo(500);
        assertThat(cloud.traffic().failed() - failed).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void the_quota_counts_the_targets_of_all_target_groups_of_a_load_balancer() {
        first.place(web);
        second.register(web.instance(1).id());

        assertThatThrownBy(() -> second.register(web.instance(2).id()))
                .isInstanceOf(PortException.Invalid.class)
                .hasMessageContaining("TooManyTargets: The maximum number of targets per load balancer '4' has been"
                        + " reached on load balancer '" + main.arn() + "'");
        assertThat(main.targets()).isEqualTo(4);
        second.register(web.instance(1).id());
    }

    @Test
    void an_unused_target_group_comes_into_use_only_if_the_quota_has_room() {
        first.place(web);
        second.setInUse(false);
        second.register(web.instance(1).id());
        second.register(web.instance(2).id());

        assertThatThrownBy(() -> second.setInUse(true)).hasMessageContaining("TooManyTargets");
        assertThat(second.inUse()).isFalse();
        second.register(web.instance(3).id());
        second.register(web.instance(3).id(), 81);
        assertThatThrownBy(() -> second.register(web.instance(3).id(), 82))
                .hasMessageContaining("per target group '4' has been reached on target group '" + second.arn() + "'");
    }

    @Test
    void one_target_group_belongs_to_one_load_balancer() {
        SimulatedLoadBalancer other = cloud.createLoadBalancer("other");

        assertThatThrownBy(() -> other.listen(80, first))
                .isInstanceOf(PortException.Invalid.class)
                .hasMessageContaining("cannot be associated with more than one load balancer: " + first.arn());
        first.setInUse(false);
        other.listen(80, first);
        assertThat(other.targetGroups()).containsExactly(first);
        assertThatThrownBy(() -> cloud.createLoadBalancer("other")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cloud.loadBalancer("third")).hasMessageContaining("third");
    }

    @Test
    void what_is_no_port_or_taken_or_no_priority_or_one_zone_only_is_refused() {
        assertThatThrownBy(() -> main.listen(80, first)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> main.listen(0, first)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> main.listener(99)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> main.listener(80).addRule(0, second, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> main.setZones(Set.of("eu-west-1a")))
                .isInstanceOf(PortException.Invalid.class)
                .hasMessageContaining("At least two subnets in two different Availability Zones");
    }

    @Test
    void a_deleted_target_group_takes_its_listeners_with_it() {
        cloud.deleteTargetGroup("First");

        assertThat(main.listeners()).hasSize(1);
        assertThat(cloud.targetGroups()).containsExactly(second);
    }

    @Test
    void an_environment_named_by_an_arn_has_its_target_group_under_that_arn() {
        String arn = "arn:aws:elasticloadbalancing:eu-central-1:210987654321:targetgroup/Elsewhere/0123456789abcdef";
        Environment beta = Environment.named("beta")
                .blueGroup("b")
                .greenGroup("g")
                .traffic(dev.verdigris.model.Traffic.registration(arn))
                .build();
        SimulatedCloud named = SimulatedCloud.serving(beta, 2);

        assertThat(named.targetGroup(beta)).isSameAs(named.targetGroup("Elsewhere"));
        TargetGroup found = named.ports().targetGroups().find(new TargetGroupRef(arn));
        assertThat(found.name()).isEqualTo("Elsewhere");
    }
}
