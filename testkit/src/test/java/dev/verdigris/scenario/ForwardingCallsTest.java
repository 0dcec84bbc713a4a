package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.testkit.HealthCheck;
import dev.verdigris.testkit.Latencies;
import dev.verdigris.testkit.Latency;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many calls a deployment by forwarding makes: as many for 45 instances as for three. */
class ForwardingCallsTest {
    private static final Environment BETA =
            Environment.named("beta").traffic(ForwardingStage.TWO).build();

    /** What becomes of the old fleet. */
    enum Old {
        KEPT_WARM,
        ENDED
    }

    private static int calls(int instances, Old old) {
        SimulatedCloud cloud = SimulatedCloud.builder()
                .latencies(Latencies.instant().withLaunch(Latency.exactly(Duration.ofSeconds(20))))
                .healthCheck(HealthCheck.every(Duration.ofSeconds(5)))
                .serving(BETA, instances)
                .build();
        Deployment deployment = Deployment.of(BETA);
        assertThat(BlueGreen.on(cloud.ports())
                        .deploy(old == Old.ENDED ? deployment.withKeepWarm(KeepWarm.none()) : deployment))
                .succeeded();
        return cloud.reads() + cloud.changes();
    }

    @ParameterizedTest
    @EnumSource
    void three_instances_and_45_take_the_same_calls(Old old) {
        assertThat(calls(45, old)).isEqualTo(calls(3, old));
    }
}
