package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RollbackTest {
    private final Stage stage = Stage.set();

    private void deployed() {
        assertThat(stage.deploy()).succeeded();
    }

    private void deployedKeepingNothing() {
        assertThat(stage.deploy(keepingNothing())).succeeded();
    }

    @Test
    void a_rollback_serves_from_the_warm_fleet_again_with_the_bounds_of_the_role() {
        stage.neverFewerAnswering(3);
        deployed();
        assertThat(stage.rollback()).succeeded();

        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 3, 10, 3)
                .failedNoRequest();
    }

    @Test
    void a_rollback_of_a_rollback_goes_forward_again() {
        stage.neverFewerAnswering(3);
        deployed();
        assertThat(stage.rollback()).succeeded();
        assertThat(stage.rollback()).succeeded();

        assertThat(stage).hasSwitched();
    }

    @Test
    void a_rollback_without_capacity_to_go_to_is_refused() {
        deployedKeepingNothing();
        int changes = stage.worldChanges();

        assertThatThrownBy(stage::rollback)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected 3 instances of beta-blue in service to go back to, found 0")
                .hasMessageContaining("--scale-up");
        assertThat(stage.worldChanges()).isEqualTo(changes);
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void a_rollback_that_may_start_instances_does() {
        stage.neverFewerAnswering(3);
        deployedKeepingNothing();
        assertThat(stage.rollback(Rollback.of(BETA).withScaleUp(true))).succeeded();

        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .failedNoRequest();
    }

    @Test
    void a_rollback_that_starts_instances_uses_those_that_are_there() {
        deployed();
        stage.blue.setBounds(new GroupSize(2, 10, 2));
        stage.cloud.pass(Duration.ofMinutes(1));
        assertThat(stage.rollback(Rollback.of(BETA).withScaleUp(true))).succeeded();

        assertThat(stage.blue.instances()).hasSize(3);
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void a_rollback_to_instances_that_are_no_longer_well_is_rolled_back() {
        stage.neverFewerAnswering(3);
        deployed();
        stage.blue.instance(2).sicken("Target.Timeout");

        assertThat(stage.rollback())
                .rolledBackBecause("only 2 of 3 became healthy: i-00001000000000002 unhealthy Target.Timeout");
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasBounds(Color.BLUE, 3, 10, 3)
                .hasInService(Color.BLUE, 3)
                .failedNoRequest();
    }

    @Test
    void a_scaled_up_rollback_that_fails_leaves_the_idle_fleet_as_it_was() {
        deployedKeepingNothing();
        stage.blue.afflict("v1", InstanceFault.neverHealthy());

        assertThat(stage.rollback(Rollback.of(BETA).withScaleUp(true))).rolledBack();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasBounds(Color.BLUE, 0, 10, 0);
    }

    @Test
    void before_the_first_deployment_there_is_nothing_to_roll_back_to() {
        assertThatThrownBy(stage::rollback).isInstanceOf(RefusedException.class).hasMessageContaining("found 0");
    }

    @Test
    void where_no_color_serves_there_is_nothing_to_roll_back_from() {
        stage.inService(stage.blue).forEach(stage.targets::deregister);
        stage.cloud.pass(Duration.ofMinutes(1));

        assertThatThrownBy(stage::rollback)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected nobody in service while traffic reaches no color through Beta")
                .hasMessageContaining("if they are to serve, reconcile, which registers them");
    }

    @Test
    void a_rollback_runs_no_checks() {
        deployed();
        stage.check("strict", subject -> dev.verdigris.hook.Check.Verdict.failed("never good enough"));

        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE);
    }

    @Test
    void a_rollback_that_cannot_record_its_color_is_dirty_and_stays_where_traffic_is() {
        deployed();
        stage.cloud.install(CallFault.denied(Operations.PUT_PARAMETER));

        assertThat(stage.rollback()).failedDirty().leaving("may still say green while traffic reaches blue");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.GREEN);
    }
}
