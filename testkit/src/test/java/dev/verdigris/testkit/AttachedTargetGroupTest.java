package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Launch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A group that is attached to one target group or to several. */
class AttachedTargetGroupTest {
    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .latencies(Latencies.instant().withRetry(Latency.exactly(Duration.ofMinutes(1))))
            .requestsPerSecond(100)
            .targetQuota(5)
            .build();
    private final SimulatedGroup web = cloud.createGroup("web", new GroupSize(0, 9, 2));
    private final SimulatedTargetGroup beta = cloud.createTargetGroup("Beta");
    private final SimulatedTargetGroup legacy = cloud.createTargetGroup("Legacy");

    private void passSeconds(long seconds) {
        cloud.pass(Duration.ofSeconds(seconds));
    }

    @Test
    void a_target_group_serves_by_its_own_listener_and_not_by_the_one_that_is_named() {
        web.attach(legacy);
        cloud.loadBalancer("main").listener(80).setRequestsPerSecond(0);
        passSeconds(60);
        assertThat(beta.targets()).isEmpty();
        long failed = cloud.traffic().failed();
        assertThat(legacy.healthy(web)).isEqualTo(2);

        web.suspend("Launch");
        web.instances().forEach(SimulatedInstance::terminate);
        passSeconds(10);
        assertThat(cloud.traffic().failed() - failed).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void an_instance_beyond_the_quota_goes_into_service_unregistered() {
        web.attach(beta);
        web.attach(legacy);
        web.setDesired(3);
        passSeconds(60);

        assertThat(web.inService()).isEqualTo(3);
        assertThat(beta.registered(web)).isEqualTo(3);
        assertThat(legacy.registered(web)).isEqualTo(2);
        assertThat(cloud.log().toString()).contains("not registered in Legacy:", "TooManyTargets");
    }

    @Test
    void every_launch_fails_while_an_attached_target_group_is_gone() {
        web.attach(legacy);
        cloud.deleteTargetGroup("Legacy");
        web.setDesired(3);
        passSeconds(150);

        assertThat(web.inService()).isEqualTo(2);
        assertThat(web.recentLaunches())
                .filteredOn(launch -> launch.state() == Launch.State.FAILED)
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(launch -> launch.message().startsWith("One or more target groups not found."));
        web.detach(legacy);
        passSeconds(60);
        assertThat(web.inService()).isEqualTo(3);
    }
}
