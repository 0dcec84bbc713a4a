package dev.verdigris.examples;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.junit.SimulatedCloudExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How somebody who embeds the library tests that a sick version does no harm. */
// tag::testing[]
class SickVersionTest {
    private final Environment beta = Environment.of("beta");

    @RegisterExtension
    private final SimulatedCloudExtension clouds = SimulatedCloudExtension.serving(beta, 3);

    @Test
    void a_sick_version_is_rolled_back(SimulatedCloud cloud, BlueGreen blueGreen) {
        cloud.group(beta, Color.GREEN).afflict("v2", InstanceFault.neverHealthy());

        assertThat(blueGreen.deploy(beta)).rolledBackBecause("only 0 of 3 became healthy");
        assertThat(cloud)
                .in(beta)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .failedNoRequest();
    }
}
// end::testing[]
