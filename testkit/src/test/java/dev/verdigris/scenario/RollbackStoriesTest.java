package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.InstanceFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What has gone wrong elsewhere with rollbacks, by its number in docs/failure-stories.md, and does not here. */
class RollbackStoriesTest {
    private final Stage stage = Stage.set();

    @Test
    void story_09_a_resize_during_a_rollback_is_not_overwritten_with_what_was_seen_before() {
        assertThat(stage.deploy()).succeeded();
        stage.neverFewerAnswering(3);
        stage.when("deregister", () -> stage.blue.scaleOut(2));

        assertThat(stage.rollback()).succeeded();
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(stage.cloud)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 5)
                .hasInService(Color.BLUE, 5)
                .failedNoRequest();
    }

    @Test
    void story_10_a_rollback_never_goes_to_a_fleet_that_failed() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        assertThat(stage.deploy()).rolledBack();

        assertThatThrownBy(stage::rollback)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("of beta-green in service to go back to, found 0");
        assertThat(stage).isAsBefore();
    }

    @Test
    void story_11_a_rollback_to_an_empty_fleet_is_refused_or_scales_it_up_first() {
        assertThat(stage.deploy(keepingNothing())).succeeded();
        int changes = stage.worldChanges();
        assertThatThrownBy(stage::rollback).isInstanceOf(RefusedException.class).hasMessageContaining("--scale-up");
        assertThat(stage.worldChanges()).isEqualTo(changes);

        stage.neverFewerAnswering(3);
        assertThat(stage.rollback(Rollback.of(BETA).withScaleUp(true))).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasInService(Color.BLUE, 3)
                .failedNoRequest();
    }

    @Test
    void story_11_alarms_do_not_scale_in_during_a_rollback() {
        assertThat(stage.deploy()).succeeded();
        stage.neverFewerAnswering(3);
        stage.when("await-healthy", () -> {
            stage.blue.scaleIn(2);
            stage.green.scaleIn(2);
        });

        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud).hasInService(Color.BLUE, 3).failedNoRequest();
    }
}
