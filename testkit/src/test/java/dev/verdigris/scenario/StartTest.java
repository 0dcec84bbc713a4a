package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.request.Start;
import dev.verdigris.testkit.InstanceFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An environment that nobody serves from, and that is started again. */
class StartTest {
    private final Stage stage = Stage.set();
    private final BlueGreen ann = stage.blueGreen();

    private void shutDown() {
        assertThat(ann.shutdown(BETA)).succeeded();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "5, 5"})
    void a_capacity_that_is_named_is_started_and_at_least_the_minimum_of_the_role(int asked, int started) {
        shutDown();
        assertThat(ann.start(Start.of(BETA).withCapacity(asked))).succeeded();

        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, started)
                .hasInService(Color.BLUE, started);
    }

    @Test
    void while_somebody_serves_it_is_refused_and_nothing_changes() {
        assertThatThrownBy(() -> ann.start(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected nobody to serve, found that traffic reaches blue");
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void more_than_the_maximum_is_refused() {
        shutDown();

        assertThatThrownBy(() -> ann.start(Start.of(BETA).withCapacity(11)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected beta-blue to hold 11 instances, found its maximum at 10");
    }

    @Test
    void an_environment_that_was_emptied_by_hand_wants_a_capacity() {
        stage.blue.setBounds(new GroupSize(0, 10, 0));
        stage.cloud.pass(Duration.ofMinutes(5));

        assertThatThrownBy(() -> ann.start(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("ask for a capacity");
        assertThat(ann.start(Start.of(BETA).withCapacity(2))).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasInService(Color.BLUE, 2);
    }

    @Test
    void instances_that_do_not_become_healthy_leave_it_shut_down() {
        shutDown();
        stage.blue.afflict("v1", InstanceFault.neverHealthy());

        assertThat(ann.start(BETA)).rolledBack();
        assertThat(stage.cloud).hasBounds(Color.BLUE, 0, 10, 0).hasRecorded(Color.BLUE);
        assertThat(ann.status(BETA).shutDown()).isTrue();
    }

    @Test
    void new_instances_are_checked_before_they_serve() {
        shutDown();
        BlueGreen checking = stage.builder("ann")
                .check("smoke", subject -> Check.Verdict.failed("not good enough"))
                .build();

        assertThat(checking.start(BETA)).rolledBackBecause("not good enough");
        assertThat(ann.status(BETA).shutDown()).isTrue();
    }

    @Test
    void wherever_the_process_dies_another_one_finishes_it() {
        shutDown();
        stage.killedIn("await-healthy", () -> ann.start(BETA));

        assertThat(stage.by("bob").resume(BETA)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.BLUE, 2, 10, 3);
        assertThat(ann.status(BETA).shutDown()).isFalse();
    }

    @Test
    void a_start_that_is_aborted_leaves_it_shut_down() {
        shutDown();
        stage.killedIn("await-healthy", () -> ann.start(BETA));

        assertThat(stage.by("bob").abort(BETA)).rolledBackBecause("aborted by bob");
        assertThat(stage.cloud).hasBounds(Color.BLUE, 0, 10, 0);
        assertThat(ann.start(BETA)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.BLUE, 2, 10, 3);
    }
}
