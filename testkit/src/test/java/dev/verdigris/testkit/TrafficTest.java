package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .latencies(Latencies.instant()
                    .withRegistration(Latency.exactly(Duration.ofSeconds(10)))
                    .withTermination(Latency.exactly(Duration.ofSeconds(30))))
            .deregistrationDelay(Duration.ofSeconds(20))
            .healthCheck(HealthCheck.every(Duration.ofSeconds(10)))
            .requestsPerSecond(100)
            .build();
    private final SimulatedGroup blue = cloud.createGroup("blue", new GroupSize(0, 9, 2));
    private final SimulatedGroup green = cloud.createGroup("green", new GroupSize(0, 9, 1));
    private final SimulatedTargetGroup web = cloud.createTargetGroup("Web");

    private void passSeconds(long seconds) {
        cloud.pass(Duration.ofSeconds(seconds));
    }

    @Test
    void healthy_targets_share_the_requests() {
        SimulatedInstance other = cloud.startInstance("v2");
        web.place(blue);
        web.place(other);
        passSeconds(30);

        TrafficReport traffic = cloud.traffic();
        assertThat(traffic.byVersion()).containsEntry("v1", 2000L).containsEntry("v2", 1000L);
        assertThat(traffic.byGroup()).containsExactly(java.util.Map.entry(new GroupName("blue"), 2000L));
        assertThat(traffic.failed()).isZero();
        assertThat(traffic.requests()).isEqualTo(3000);
        assertThat(traffic.bothVersions()).isEqualTo(Duration.ofSeconds(30));
        assertThat(traffic).hasToString("3,000 requests: 2,000 answered by v1, 1,000 answered by v2, 0 failed");
    }

    @Test
    void an_empty_target_group_answers_with_a_503() {
        passSeconds(10);

        assertThat(cloud.traffic().refused()).isEqualTo(1000);
        assertThat(cloud.traffic())
                .hasToString("1,000 requests: 1,000 failed (0 unanswered, 1,000 refused, 0 cut off)");
    }

    @Test
    void a_target_group_that_nothing_uses_gets_no_requests() {
        web.setInUse(false);
        passSeconds(10);

        assertThat(cloud.traffic().requests()).isZero();
    }

    @Test
    void a_target_that_is_not_known_to_be_healthy_gets_requests_only_while_no_other_is() {
        web.register(blue.instance(1).id());
        passSeconds(10);
        assertThat(cloud.traffic().byVersion()).as("fail-open").containsEntry("v1", 1000L);

        blue.instance(2).sicken("Target.Timeout");
        web.register(blue.instance(2).id());
        passSeconds(10);
        assertThat(cloud.traffic().failed()).isZero();
    }

    @Test
    void when_all_are_unhealthy_all_get_requests_and_fail_them() {
        blue.instance(1).sicken("Target.Timeout");
        web.place(blue);
        passSeconds(10);
        assertThat(cloud.traffic().failed()).as("only the second is healthy").isZero();

        blue.instance(2).sicken("Target.Timeout");
        passSeconds(10);
        assertThat(cloud.traffic().unanswered()).isEqualTo(1000);
    }

    @Test
    void requests_to_a_sick_target_fail_until_the_load_balancer_notices() {
        web.place(blue);
        blue.instance(1).sicken("Target.Timeout");
        passSeconds(100);

        assertThat(cloud.traffic().unanswered())
                .as("half of those of ten seconds")
                .isEqualTo(500);
    }

    @Test
    void requests_to_an_instance_that_is_scaled_in_without_draining_fail() {
        web.place(blue);
        blue.setDesired(1);
        passSeconds(100);

        assertThat(cloud.traffic().unanswered()).isEqualTo(500);
        assertThat(cloud.traffic().cutOff()).isEqualTo(1);
    }

    @Test
    void an_instance_that_ends_while_it_drains_cuts_a_request_off() {
        web.place(blue);
        SimulatedInstance first = blue.instance(1);
        web.deregister(first.id());
        passSeconds(19);
        assertThat(cloud.traffic().failed()).isZero();
        first.terminate();
        assertThat(cloud.traffic().cutOff()).isEqualTo(1);
    }

    @Test
    void an_instance_that_ends_after_it_has_drained_cuts_nothing_off() {
        web.place(blue);
        SimulatedInstance first = blue.instance(1);
        web.deregister(first.id());
        passSeconds(20);
        first.terminate();

        assertThat(cloud.traffic().failed()).isZero();
    }

    @Test
    void even_a_part_of_a_failed_request_counts_as_one() {
        cloud.pass(Duration.ofMillis(1));

        assertThat(cloud.traffic().failed()).isEqualTo(1);
    }

    @Test
    void without_requests_nothing_fails() {
        SimulatedCloud quiet = SimulatedCloud.builder().requestsPerSecond(0).build();
        quiet.createTargetGroup("Web");
        quiet.pass(Duration.ofHours(1));

        assertThat(quiet.traffic().requests()).isZero();
    }

    @Test
    void each_target_group_has_requests_of_its_own() {
        SimulatedTargetGroup other = cloud.createTargetGroup("Other");
        web.place(blue);
        other.place(green);
        passSeconds(10);

        assertThat(web.traffic().byGroup()).containsOnlyKeys(blue.name());
        assertThat(other.traffic().byGroup()).containsOnlyKeys(green.name());
        assertThat(cloud.traffic().requests()).isEqualTo(2000);
    }
}
