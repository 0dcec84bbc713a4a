package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Naming;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where an environment's parameters are, and what is asked for that nothing acts on yet. */
class NamingAndKeepWarmTest {
    private static final KeepWarm TWO_HOURS = KeepWarm.of(Duration.ofHours(2));
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

    @Test
    void a_deadline_that_nothing_acts_on_is_refused_and_nothing_is_changed() {
        int before = stage.worldChanges();
        BlueGreen blueGreen = stage.blueGreen();

        assertThatThrownBy(() -> blueGreen.deploy(Deployment.of(BETA).withKeepWarm(TWO_HOURS)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found for 2h, and nothing acts on that deadline yet")
                .hasMessageContaining("clean up when the time is over");
        assertThatThrownBy(() -> blueGreen.plan(Deployment.of(BETA).withKeepWarm(TWO_HOURS)))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> blueGreen.rollback(Rollback.of(BETA).withKeepWarm(TWO_HOURS)))
                .isInstanceOf(RefusedException.class);
        assertThat(stage.worldChanges()).isEqualTo(before);
        assertThat(stage.cloud.deploymentState(BETA)).isNull();
    }

    @Test
    void a_cleanup_does_not_care_how_long_fleets_are_kept_warm() {
        assertThat(stage.deploy()).succeeded();

        assertThat(stage.blueGreen()
                        .cleanup(Cleanup.of(BETA).withPolicy(Policy.defaults().withKeepWarm(TWO_HOURS))))
                .succeeded();
        assertThat(stage.cloud).hasInService(Color.BLUE, 0);
    }
}
