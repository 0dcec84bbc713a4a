package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.InstanceFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What has gone wrong elsewhere with capacity, by its number in docs/failure-stories.md, and does not here. */
class CapacityStoriesTest {
    private final Stage stage = Stage.set();

    @Test
    void story_01_alarms_scale_out_during_a_deployment_and_no_process_is_suspended() {
        stage.neverFewerAnswering(3);
        stage.when("await-healthy", () -> {
            stage.blue.scaleOut(2);
            assertThat(stage.blue.size().desired()).isEqualTo(5);
        });
        stage.when(
                "deregister",
                () -> assertThat(stage.targets.registered(stage.blue)).isEqualTo(5));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).hasInService(Color.GREEN, 5).failedNoRequest();
        assertThat(stage.story()).doesNotContain("suspended");
    }

    @Test
    void story_01_alarms_scale_out_after_a_deployment_that_failed() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        assertThat(stage.deploy()).rolledBack();

        stage.blue.scaleOut(2);
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(stage.cloud).hasInService(Color.BLUE, 5);
        assertThat(stage.story()).doesNotContain("suspended");
    }

    @Test
    void story_02_alarms_do_not_scale_in_what_a_deployment_needs() {
        stage.neverFewerAnswering(3);
        stage.when("await-in-service", () -> stage.blue.scaleIn(2));
        stage.when("await-healthy", () -> stage.green.scaleIn(2));
        stage.when("await-drained", () -> stage.green.scaleIn(2));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).hasInService(Color.GREEN, 3).failedNoRequest();
    }

    @Test
    void story_03_the_new_fleet_is_as_large_as_the_live_one_and_not_as_its_minimum() {
        Stage grown = Stage.set(new GroupSize(2, 10, 5));
        grown.neverFewerAnswering(5);

        assertThat(grown.deploy()).succeeded();
        assertThat(grown.cloud)
                .hasInService(Color.GREEN, 5)
                .hasBounds(Color.GREEN, 2, 10, 5)
                .failedNoRequest();
    }

    @Test
    void story_04_an_exact_count_is_never_waited_for() {
        stage.when("await-in-service", () -> stage.blue.scaleOut(1));
        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).hasInService(Color.GREEN, 4).failedNoRequest();

        Stage shrinking = Stage.set();
        shrinking.when("pin", () -> shrinking.blue.scaleIn(1));
        assertThat(shrinking.deploy()).succeeded();
        assertThat(shrinking.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void story_05_a_scheduled_action_that_lowers_the_minimum_leaves_always_an_instance() {
        Stage night = Stage.set(new GroupSize(2, 10, 2));
        night.neverFewerAnswering(1);
        night.when("await-healthy", () -> night.blue.setBounds(new GroupSize(1, 10, 1)));

        assertThat(night.deploy(keepingNothing())).succeeded();
        assertThat(night.cloud).servesOnly(Color.GREEN);
        assertThat(night.cloud.traffic().refused()).isZero();
    }

    @Test
    void story_05_a_deployment_of_the_only_instance_starts_the_other_first() {
        Stage one = Stage.set(new GroupSize(1, 4, 1));
        one.neverFewerAnswering(1);

        assertThat(one.deploy(keepingNothing())).succeeded();
        assertThat(one.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void story_26_a_group_that_would_end_instances_by_load_balancer_health_is_refused() {
        stage.green.attach(stage.targets);

        assertThatThrownBy(stage::deploy).isInstanceOf(RefusedException.class).hasMessageContaining("beta-green");
        assertThat(stage.worldChanges()).isZero();
    }
}
