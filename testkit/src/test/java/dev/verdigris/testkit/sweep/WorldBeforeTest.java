package dev.verdigris.testkit.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.Latencies;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorldBeforeTest {
    private static final Environment BETA = Environment.named("beta").build();
    private static final Duration LAG = Duration.ofSeconds(5);

    private static SimulatedCloud cloud(Duration staleness) {
        return SimulatedCloud.builder()
                .latencies(Latencies.instant())
                .staleReads(staleness)
                .serving(BETA, new GroupSize(2, 10, 2))
                .build();
    }

    private static SimulatedInstance launched(SimulatedCloud cloud) {
        SimulatedGroup green = cloud.group(BETA, Color.GREEN);
        green.scaleOut(1);
        return green.instances().get(0);
    }

    private static boolean older(SimulatedCloud cloud, SimulatedInstance instance) {
        return WorldBefore.of(cloud, BETA, "d1").had(Color.GREEN, instance);
    }

    @Test
    void what_was_launched_before_a_deployment_began_is_older_than_it() {
        SimulatedCloud cloud = cloud(Duration.ZERO);

        assertThat(older(cloud, launched(cloud))).isTrue();
    }

    /** In forwarding's seed 27507 a fleet was scaled out in the moment before a deployment began, and no read told so. */
    @Test
    void what_no_read_need_show_yet_is_not() {
        SimulatedCloud cloud = cloud(LAG);
        SimulatedInstance instance = launched(cloud);

        assertThat(older(cloud, instance)).isFalse();
        cloud.pass(LAG.minusSeconds(1));
        assertThat(older(cloud, instance)).isFalse();
        cloud.pass(Duration.ofSeconds(1));
        assertThat(older(cloud, instance)).isTrue();
    }

    @Test
    void a_plan_goes_by_the_sizes_that_its_process_has_read() {
        SimulatedCloud cloud = cloud(Duration.ZERO);
        WorldBefore began = WorldBefore.of(cloud, BETA, "d1");
        cloud.group(BETA, Color.BLUE).scaleOut(1);
        ProcessView read = ProcessView.ofNothing()
                .seeing(BETA, cloud.ports().fleets().describe(Set.of(BETA.blue(), BETA.green())));
        cloud.group(BETA, Color.BLUE).scaleOut(1);

        assertThat(began.desired(Color.BLUE)).isEqualTo(2);
        assertThat(began.planned(read).desired(Color.BLUE)).isEqualTo(3);
        assertThat(began.planned(ProcessView.ofNothing()).desired(Color.BLUE))
                .as("nothing is enough where nothing was read")
                .isZero();
    }
}
