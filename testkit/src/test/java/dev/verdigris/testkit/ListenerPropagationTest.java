package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.verdigris.model.GroupSize;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A change of a listener comes to each node in its own time, and clients that bring a cookie follow it later still. */
class ListenerPropagationTest {
    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .latencies(Latencies.instant().withPropagation(Latency.exactly(Duration.ofSeconds(10))))
            .healthCheck(HealthCheck.every(Duration.ofSeconds(10)))
            .requestsPerSecond(100)
            .build();
    private final SimulatedGroup blue = cloud.createGroup("blue", new GroupSize(0, 9, 2));
    private final SimulatedTargetGroup first = cloud.createTargetGroup("First");
    private final SimulatedTargetGroup second = cloud.createTargetGroup("Second");
    private final SimulatedListener listener = cloud.loadBalancer("main").listener(80);

    ListenerPropagationTest() {
        cloud.loadBalancer("main").listener(81).delete();
        first.place(blue);
        second.place(cloud.startInstance("v2"));
        forward(100, 0);
        passSeconds(20);
    }

    private void forward(int one, int other) {
        listener.forward(weights(one, other));
    }

    private ForwardAction weights(int one, int other) {
        return ForwardAction.to(first, one).and(second, other);
    }

    private ForwardAction sticky(int one, int other) {
        return weights(one, other).sticky(Duration.ofSeconds(60));
    }

    private void passSeconds(long seconds) {
        cloud.pass(Duration.ofSeconds(seconds));
    }

    private long answered(String version) {
        return listener.traffic().byVersion().getOrDefault(version, 0L);
    }

    @Test
    void a_change_shows_at_once_and_counts_once_the_nodes_have_taken_it_over() {
        long propagating = listener.traffic().whilePropagating().getOrDefault("v1", 0L);
        forward(0, 100);

        assertThat(listener.action()).isEqualTo(weights(0, 100));
        assertThat(listener.isPropagating()).isTrue();
        assertThat(listener).hasToString(":80 to First 0 and Second 100 (not yet by every node)");
        passSeconds(9);
        assertThat(answered("v2")).isZero();
        passSeconds(1);
        assertThat(listener.isPropagating()).isFalse();
        passSeconds(1);
        assertThat(answered("v2")).isEqualTo(100);
        assertThat(listener.traffic().whilePropagating()).containsExactly(Map.entry("v1", propagating + 1000));
    }

    @Test
    void until_the_last_node_has_taken_it_over_either_version_may_answer() {
        SimulatedCloud apart = SimulatedCloud.builder()
                .seed(7)
                .latencies(Latencies.instant().withPropagation(Latency.between(Duration.ZERO, Duration.ofSeconds(30))))
                .requestsPerSecond(100)
                .build();
        SimulatedTargetGroup one = apart.createTargetGroup("One");
        SimulatedTargetGroup other = apart.createTargetGroup("Other");
        SimulatedListener by = apart.loadBalancer("main").listener(80);
        apart.loadBalancer("main").listener(81).delete();
        one.place(apart.startInstance("v1"));
        other.place(apart.startInstance("v2"));
        by.forward(ForwardAction.to(one, 1).and(other, 0));
        apart.pass(Duration.ofSeconds(60));
        assertThat(by.traffic().bothVersions()).isZero();

        by.forward(ForwardAction.to(one, 0).and(other, 1));
        apart.pass(Duration.ofSeconds(60));

        TrafficReport traffic = by.traffic();
        assertThat(traffic.whilePropagating()).containsOnlyKeys("v1", "v2");
        assertThat(traffic.bothVersions()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
        assertThat(traffic.bothWhilePropagating()).isEqualTo(traffic.bothVersions());
        assertThat(traffic.failed()).isZero();
        assertThat(by.part(other)).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void a_target_group_that_a_change_leaves_out_serves_until_the_last_node_has_left_it() {
        listener.forward(second);
        passSeconds(9);
        assertThat(first.inUse()).isTrue();
        passSeconds(1);
        assertThat(first.inUse()).isFalse();

        assertThat(listener.traffic().failed()).isZero();
    }

    @Test
    void who_ends_the_old_fleet_before_every_node_has_left_it_loses_requests() {
        forward(0, 100);
        passSeconds(4);
        blue.instances().forEach(SimulatedInstance::terminate);
        passSeconds(20);

        assertThat(listener.traffic().refused()).isEqualTo(600);
    }

    @Test
    void a_change_that_is_overtaken_by_a_later_one_comes_to_no_node_any_more() {
        SimulatedCloud odd = SimulatedCloud.builder()
                .seed(3)
                .latencies(Latencies.instant().withPropagation(Latency.between(Duration.ZERO, Duration.ofSeconds(30))))
                .build();
        SimulatedTargetGroup one = odd.createTargetGroup("One");
        SimulatedTargetGroup other = odd.createTargetGroup("Other");
        SimulatedListener by = odd.loadBalancer("main").listener(80);
        odd.loadBalancer("main").listener(81).delete();
        for (int i = 0; i < 20; i++) {
            by.forward(ForwardAction.to(one, 1).and(other, 0));
            by.forward(ForwardAction.to(one, 0).and(other, 1));
            odd.pass(Duration.ofSeconds(30));
            assertThat(by.part(other)).isCloseTo(1.0, within(1e-9));
            assertThat(by.isPropagating()).isFalse();
        }
    }

    @Test
    void clients_that_bring_a_cookie_stay_until_it_ends() {
        listener.forward(sticky(100, 0));
        passSeconds(20);
        long before = answered("v2");
        listener.forward(sticky(0, 100));
        passSeconds(10);
        assertThat(listener.part(first)).as("half of the clients came before").isCloseTo(0.5, within(1e-9));
        assertThat(listener.isPropagating()).isFalse();

        passSeconds(59);
        assertThat(listener.part(first)).isCloseTo(0.5, within(1e-9));
        passSeconds(1);
        assertThat(listener.part(first)).isZero();
        assertThat(answered("v2") - before).isEqualTo(60 * 50);
    }

    @Test
    void as_many_stay_as_come_again() {
        listener.setReturningClients(0.2);
        listener.forward(sticky(100, 0));
        passSeconds(10);
        listener.forward(sticky(50, 50));
        passSeconds(10);

        assertThat(listener.part(first)).isCloseTo(0.2 + 0.8 / 2, within(1e-9));
        listener.setReturningClients(0);
        assertThat(listener.part(first)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void who_goes_back_in_time_finds_those_clients_where_they_were() {
        listener.forward(sticky(100, 0));
        passSeconds(10);
        listener.forward(sticky(0, 100));
        passSeconds(10);
        listener.forward(sticky(100, 0));
        passSeconds(10);

        assertThat(listener.part(first)).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void a_change_that_takes_the_stickiness_off_moves_all_of_them() {
        listener.forward(sticky(100, 0));
        passSeconds(10);
        listener.forward(sticky(0, 100).notSticky());
        passSeconds(10);

        assertThat(listener.part(first)).isZero();
    }

    @Test
    void a_cookie_of_a_target_group_that_the_action_has_no_more_counts_for_nothing() {
        listener.forward(sticky(100, 0));
        passSeconds(10);
        listener.forward(ForwardAction.to(second).sticky(Duration.ofSeconds(60)));
        passSeconds(10);

        assertThat(listener.part(second)).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void stickiness_that_begins_with_a_change_keeps_nobody_from_before() {
        listener.forward(sticky(0, 100));
        passSeconds(10);

        assertThat(listener.part(first)).isZero();
    }
}
