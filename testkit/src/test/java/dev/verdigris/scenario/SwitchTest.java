package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.request.Rollback;
import org.junit.jupiter.api.Test;

/** Traffic that is moved to the fleet of a color that is named, as that is. */
class SwitchTest {
    private static final Rollback TO_BLUE = Rollback.of(BETA).withTo(Color.BLUE);

    private final Stage stage = Stage.set();
    private final BlueGreen ann = stage.blueGreen();

    @Test
    void traffic_goes_to_the_fleet_of_that_color_as_it_is() {
        stage.neverFewerAnswering(3);
        assertThat(ann.deploy(BETA)).succeeded();
        int launched = stage.blue.instances().size();

        assertThat(ann.plan(TO_BLUE).title()).isEqualTo("Switch beta: green → blue");
        assertThat(ann.rollback(TO_BLUE)).succeeded();

        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 3, 10, 3)
                .failedNoRequest();
        assertThat(stage.blue.instances()).hasSize(launched);
    }

    @Test
    void asking_for_it_twice_does_not_go_there_and_back() {
        assertThat(ann.deploy(BETA)).succeeded();
        assertThat(ann.rollback(TO_BLUE)).succeeded();
        int changes = stage.worldChanges();

        assertThatThrownBy(() -> ann.rollback(TO_BLUE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected to go to the color that does not serve, found blue asked for while"
                        + " traffic reaches blue");
        assertThat(stage.worldChanges()).isEqualTo(changes);
        assertThat(stage.cloud).servesOnly(Color.BLUE);
    }

    @Test
    void an_empty_fleet_is_refused_and_scaled_up_where_that_is_asked_for() {
        assertThat(ann.deploy(keepingNothing())).succeeded();

        assertThatThrownBy(() -> ann.rollback(TO_BLUE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected 3 instances of beta-blue in service to go back to, found 0")
                .hasMessageContaining("--scale-up");
        assertThat(ann.rollback(TO_BLUE.withScaleUp(true))).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void it_takes_over_from_a_deployment_that_is_being_finalized() {
        stage.killedIn("await-drained", () -> ann.deploy(BETA));

        assertThat(stage.by("bob").rollback(TO_BLUE)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
    }

    @Test
    void the_color_that_a_deployment_has_just_moved_to_is_not_gone_back_from() {
        stage.killedIn("await-drained", () -> ann.deploy(BETA));

        assertThatThrownBy(() -> stage.by("bob").rollback(Rollback.of(BETA).withTo(Color.GREEN)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found green asked for while traffic reaches green");
        assertThat(stage.by("bob").resume(BETA)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN);
    }

    @Test
    void another_process_finishes_it_to_the_same_color() {
        assertThat(ann.deploy(BETA)).succeeded();
        stage.killedIn("deregister", () -> ann.rollback(TO_BLUE));

        assertThat(stage.by("bob").resume(BETA)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
    }
}
