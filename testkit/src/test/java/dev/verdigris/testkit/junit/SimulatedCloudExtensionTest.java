package dev.verdigris.testkit.junit;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class SimulatedCloudExtensionTest {
    private static final Environment BETA = Environment.of("beta");
    private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();

    @RegisterExtension
    final SimulatedCloudExtension clouds = SimulatedCloudExtension.serving(BETA, 3);

    @Test
    void a_test_gets_a_cloud_its_ports_and_a_facade_on_it(SimulatedCloud cloud, Cloud ports, BlueGreen blueGreen) {
        assertThat(ports).isSameAs(cloud.ports());
        assertThat(blueGreen.deploy(BETA)).succeeded();
        assertThat(cloud).servesOnly(Color.GREEN);
        assertThat(cloud.log()).anySatisfy(entry -> assertThat(entry.what()).startsWith("Deploy beta"));
    }

    @Test
    void each_test_gets_a_cloud_of_its_own(SimulatedCloud cloud) {
        assertThat(cloud.elapsed()).isZero();
        assertThat(cloud).servesOnly(Color.BLUE);
    }

    @Test
    void a_failed_test_prints_the_seed_and_the_timeline_and_a_good_one_nothing() {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Sample.class))
                .execute()
                .testEvents();

        tests.assertStatistics(stats -> stats.started(3).succeeded(1).failed(2));
        assertThat(PRINTED.toString(StandardCharsets.UTF_8))
                .contains("fails(SimulatedCloud, BlueGreen) failed")
                .contains("beta: Deploy beta: blue → green")
                .contains("Beta: target i-00002000000000001 healthy")
                .contains("simulated cloud, seed 42")
                .doesNotContain("passes")
                .doesNotContain("wants");
    }

    static class Sample {
        @RegisterExtension
        final SimulatedCloudExtension clouds = SimulatedCloudExtension.of(
                        SimulatedCloud.builder().seed(42).serving(BETA, 3))
                .printingTo(new PrintStream(PRINTED, true, StandardCharsets.UTF_8));

        @Test
        void passes(SimulatedCloud cloud) {
            assertThat(cloud).hasRecorded(Color.BLUE);
        }

        @Test
        void fails(SimulatedCloud cloud, BlueGreen blueGreen) {
            blueGreen.deploy(BETA);
            fail("to see what is printed");
        }

        @Test
        void wants(String whatNobodyGives) {}
    }
}
