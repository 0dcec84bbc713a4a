package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CleanupTest {
    private final Stage stage = Stage.set();

    private void deployed() {
        assertThat(stage.deploy()).succeeded();
    }

    @Test
    void a_cleanup_lets_the_idle_fleet_go_and_touches_nothing_else() {
        stage.neverFewerAnswering(3);
        deployed();
        assertThat(stage.cleanup()).succeeded();

        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.BLUE, 0, 10, 0)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasInService(Color.BLUE, 0)
                .failedNoRequest();
        stage.cloud.pass(java.time.Duration.ofMinutes(1));
        assertThat(stage.blue.instances()).isEmpty();
    }

    @Test
    void doing_it_again_changes_nothing() {
        deployed();
        assertThat(stage.cleanup()).succeeded();
        int changes = stage.worldChanges();
        assertThat(stage.cleanup()).succeeded();

        assertThat(stage.worldChanges()).isEqualTo(changes);
    }

    @Test
    void while_an_idle_instance_gets_traffic_it_is_refused() {
        deployed();
        stage.targets.register(stage.blue.instance(1).id());
        int changes = stage.worldChanges();

        assertThatThrownBy(stage::cleanup)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("1 instance of blue and 3 of green");
        assertThat(stage.worldChanges()).isEqualTo(changes);
        assertThat(stage.cloud).hasInService(Color.BLUE, 3);
    }

    @Test
    void while_an_idle_instance_drains_it_is_refused() {
        deployed();
        stage.targets.register(stage.blue.instance(1).id());
        stage.targets.deregister(stage.blue.instance(1).id());

        assertThatThrownBy(stage::cleanup)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("1 of its instances still draining")
                .hasMessageContaining("wait 20s");
        stage.cloud.pass(Duration.ofSeconds(20));
        assertThat(stage.cleanup()).succeeded();
    }

    @Test
    void an_idle_instance_that_gets_traffic_at_the_last_moment_is_not_ended() {
        deployed();
        stage.when(
                "scale-down",
                () -> stage.targets.register(stage.blue.instance(1).id()));

        assertThat(stage.cleanup()).failedDirtyBecause("must not shrink while 1 of its instances");
        assertThat(stage.cloud).hasInService(Color.BLUE, 3).failedNoRequest();
    }

    @Test
    void a_fleet_that_will_not_go_is_named() {
        deployed();
        stage.when("scale-down", () -> stage.blue.protect(stage.blue.instance(2).id()));

        assertThat(stage.cleanup())
                .failedDirtyBecause("expected beta-blue to shrink to 0 instances, found i-00001000000000002 (protected")
                .leaving("beta-blue may still run instances that serve nobody");
    }

    @Test
    void a_suspended_terminate_is_refused() {
        deployed();
        stage.blue.suspend("Terminate");

        assertThatThrownBy(stage::cleanup)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("its process Terminate suspended");
    }

    @Test
    void drift_is_refused_rather_than_the_wrong_fleet_ended() {
        deployed();
        stage.cloud.setParameter(BETA.activeColorParameter(), "blue");

        assertThatThrownBy(stage::cleanup)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("that green gets requests");
        assertThat(stage.cloud).hasInService(Color.BLUE, 3).hasInService(Color.GREEN, 3);
    }

    @Test
    void throttling_is_sat_out() {
        deployed();
        stage.cloud.install(CallFault.throttled(Operations.UPDATE_GROUP).times(3));

        assertThat(stage.cleanup()).succeeded();
        assertThat(stage.cloud).hasBounds(Color.BLUE, 0, 10, 0);
    }

    @Test
    void a_denied_change_is_named_and_nothing_has_changed() {
        deployed();
        stage.cloud.install(CallFault.denied(Operations.UPDATE_GROUP));

        assertThat(stage.cleanup()).failedDirtyBecause("AccessDenied");
        assertThat(stage.cloud).hasBounds(Color.BLUE, 3, 10, 3).hasInService(Color.BLUE, 3);
    }
}
