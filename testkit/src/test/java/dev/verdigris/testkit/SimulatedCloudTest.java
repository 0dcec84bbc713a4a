package dev.verdigris.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import org.junit.jupiter.api.Test;

class SimulatedCloudTest {
    private static final Environment BETA = Environment.of("beta");

    @Test
    void a_deployment_ends_with_the_other_color_serving_and_no_request_lost() {
        SimulatedCloud cloud = SimulatedCloud.serving(BETA, 3);

        Outcome outcome = BlueGreen.on(cloud.ports()).deploy(BETA);

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        assertThat(cloud.recorded(BETA)).isEqualTo("green");
        assertThat(cloud.targetGroup(BETA).healthy(cloud.group(BETA, Color.GREEN)))
                .isEqualTo(3);
        assertThat(cloud.targetGroup(BETA).registered(cloud.group(BETA, Color.BLUE)))
                .isZero();
        assertThat(cloud.traffic().failed()).isZero();
    }
}
