package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Naming;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.report.Finding;
import dev.verdigris.testkit.SimulatedCloud;
import org.junit.jupiter.api.Test;

/** Where an environment's parameters are. */
class NamingTest {
    private final Stage stage = Stage.set();

    @Test
    void everything_that_belongs_to_an_environment_is_below_the_prefix_of_its_naming() {
        Environment acme =
                Environment.named("beta").naming(Naming.prefix("/acme")).build();
        SimulatedCloud cloud = SimulatedCloud.serving(acme, 2);
        BlueGreen blueGreen = BlueGreen.on(cloud.ports());

        assertThat(blueGreen.deploy(acme)).succeeded();
        assertThat(cloud.parameter(new ParameterPath("/acme/beta/active-asg"))).isEqualTo("green");
        assertThat(cloud.parameter(BETA.activeColorParameter())).isNull();
        assertThat(cloud.deploymentState(acme)).isNotNull();
        assertThat(cloud.deploymentState(BETA)).isNull();
        assertThat(blueGreen.history(acme)).hasSize(1);
        assertThat(blueGreen.validate(acme)).allMatch(Finding::warning);
        assertThat(blueGreen.checkStore(acme.naming(), 1).findings()).isEmpty();
    }

    @Test
    void what_is_in_progress_is_found_under_its_own_prefix_alone() {
        Environment acme =
                Environment.named("beta").naming(Naming.prefix("/acme")).build();
        stage.deploy();

        assertThat(stage.blueGreen().history(BETA)).hasSize(1);
        assertThat(stage.blueGreen().history(acme)).isEmpty();
    }
}
