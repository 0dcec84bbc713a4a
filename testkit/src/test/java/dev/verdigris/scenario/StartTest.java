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
import dev.verdigris.request.Deployment;
import dev.verdigris.request.ReleaseSelection;
import dev.verdigris.request.Start;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.stream.Collectors;
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

    private String versions() {
        return stage.blue.instances().stream()
                .map(SimulatedInstance::version)
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    /** Blue serves 2.0, and while it is shut down somebody selects 3.0. */
    private void shutDownAndSelected() {
        stage.cloud.setRelease(BETA, "1.0");
        assertThat(ann.deploy(Deployment.of(BETA).withRelease("1.1"))).succeeded();
        assertThat(ann.deploy(Deployment.of(BETA).withRelease("2.0"))).succeeded();
        shutDown();
        assertThat(ann.select(ReleaseSelection.of(BETA, "3.0"))).succeeded();
    }

    @Test
    void r30_what_served_before_boots_again_whatever_was_selected_since() {
        shutDownAndSelected();
        assertThat(ann.plan(Start.of(BETA)).toString()).contains("select 2.0 instead of 3.0");

        assertThat(ann.start(BETA)).succeeded();
        assertThat(versions()).isEqualTo("2.0");
        assertThat(stage.cloud.release(BETA)).isEqualTo("2.0");
        assertThat(ann.status(BETA).release()).isEqualTo("2.0");
        assertThat(ann.status(BETA).drift()).isEmpty();
    }

    @Test
    void r30_a_start_that_fails_leaves_selected_what_was() {
        shutDownAndSelected();
        stage.blue.afflict("2.0", InstanceFault.neverHealthy());

        assertThat(ann.start(BETA)).rolledBack();
        assertThat(stage.cloud.release(BETA)).isEqualTo("3.0");
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
