package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.model.GroupSize;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroup.HealthyShare.Threshold;
import dev.verdigris.model.TargetGroupRef;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With fewer healthy targets than the thresholds of the target group, requests go to all, or clients elsewhere. */
class HealthyShareTest {
    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .latencies(Latencies.instant().withRegistration(Latency.exactly(Duration.ofSeconds(10))))
            .healthCheck(HealthCheck.every(Duration.ofSeconds(10)))
            .requestsPerSecond(100)
            .build();
    private final SimulatedGroup blue = cloud.createGroup("blue", new GroupSize(0, 9, 2));
    private final SimulatedGroup green = cloud.createGroup("green", new GroupSize(0, 9, 2));
    private final SimulatedTargetGroup web = cloud.createTargetGroup("Web");

    private static HealthyShare routing(int count, int percent) {
        return new HealthyShare(new Threshold(count, 0), new Threshold(count, percent));
    }

    private void passSeconds(long seconds) {
        cloud.pass(Duration.ofSeconds(seconds));
    }

    private void registerGreen() {
        green.instances().forEach(instance -> web.register(instance.id()));
    }

    @Test
    void below_the_percentage_requests_go_to_targets_that_are_not_known_to_be_healthy() {
        web.place(blue);
        green.instances().forEach(instance -> instance.sicken("Target.Timeout"));
        registerGreen();
        passSeconds(5);
        assertThat(cloud.traffic().failed()).as("one healthy target is enough").isZero();

        web.setHealthyShare(routing(1, 60));
        passSeconds(4);
        assertThat(cloud.traffic().unanswered())
                .as("half of the targets do not answer")
                .isEqualTo(200);
    }

    @Test
    void at_the_percentage_it_is_enough() {
        web.setHealthyShare(routing(1, 50));
        web.place(blue);
        green.instances().forEach(instance -> instance.sicken("Target.Timeout"));
        registerGreen();
        passSeconds(5);

        assertThat(cloud.traffic().failed()).isZero();
    }

    @Test
    void below_the_count_too_until_enough_have_come() {
        web.setHealthyShare(routing(3, 0));
        web.place(blue);
        blue.instance(1).sicken("Target.Timeout");
        passSeconds(20);
        assertThat(cloud.traffic().unanswered())
                .as("half, although it is known to be unhealthy")
                .isEqualTo(1000);

        registerGreen();
        passSeconds(20);
        long before = cloud.traffic().unanswered();
        passSeconds(20);
        assertThat(cloud.traffic().unanswered()).isEqualTo(before);
    }

    @Test
    void a_draining_target_counts_to_neither_side() {
        web.setHealthyShare(routing(1, 60));
        web.place(blue);
        registerGreen();
        passSeconds(20);
        green.instance(1).sicken("Target.Timeout");
        passSeconds(10);
        long known = cloud.traffic().unanswered();
        web.deregister(blue.instance(1).id());
        passSeconds(10);
        assertThat(cloud.traffic().unanswered()).as("2 of 3 are healthy").isEqualTo(known);
        web.deregister(blue.instance(2).id());
        passSeconds(10);
        assertThat(cloud.traffic().unanswered()).as("1 of 2 is healthy").isEqualTo(known + 500);
    }

    @Test
    void when_too_few_are_healthy_in_every_zone_clients_are_sent_to_all() {
        web.setHealthyShare(new HealthyShare(new Threshold(4, 0), Threshold.ONE));
        web.place(blue);
        passSeconds(10);

        assertThat(cloud.loadBalancer("main").failedZones()).hasSize(3);
        assertThat(cloud.describe()).contains("too few healthy in [eu-west-1a, eu-west-1b, eu-west-1c]");
        assertThat(cloud.traffic().failed()).isZero();
        web.place(green);
        assertThat(cloud.loadBalancer("main").failedZones()).isEmpty();
    }

    @Test
    void the_port_shows_the_thresholds_and_what_aws_refuses_is_refused() {
        HealthyShare share = new HealthyShare(new Threshold(2, 70), new Threshold(1, 60));
        web.setHealthyShare(share);

        assertThat(cloud.ports().targetGroups().find(new TargetGroupRef("Web")).healthyShare())
                .isEqualTo(share);
        assertThat(web).asString().contains("below 1 target and 60 % healthy to all", "2 targets and 70 % out of DNS");
        assertThatThrownBy(() -> web.setHealthyShare(new HealthyShare(new Threshold(1, 50), new Threshold(1, 60))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("percentage of DNS failover to be greater than or equal to that of routing");
        assertThatThrownBy(() -> web.setHealthyShare(new HealthyShare(Threshold.ONE, new Threshold(2, 0))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(web.healthyShare()).isEqualTo(share);
    }
}
