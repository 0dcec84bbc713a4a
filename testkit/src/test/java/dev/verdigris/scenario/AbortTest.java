package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A deployment that stopped half-way, and somebody at another machine who aborts it. */
class AbortTest {
    private final Stage stage = Stage.set();
    private final BlueGreen ann = stage.blueGreen();
    private final BlueGreen bob = stage.by("bob");

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#reversible")
    void somebody_else_aborts_it_wherever_the_process_died(String step) {
        stage.neverFewerAnswering(3);
        stage.killedIn(step, () -> ann.deploy(BETA));
        Outcome outcome = bob.abort(BETA);

        assertThat(outcome).rolledBackBecause("aborted by bob");
        assertThat(stage).isAsBefore();
        assertThat(ann.history(BETA))
                .extracting(EndedDeployment::ending, EndedDeployment::who)
                .containsExactly(Tuple.tuple(EndedDeployment.Ending.ROLLED_BACK, "bob"));
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#irreversible")
    void past_the_point_of_no_return_it_is_refused_and_says_how_to_go_on(String step) {
        stage.killedIn(step, () -> ann.deploy(BETA));
        int changes = stage.worldChanges();
        String written = stage.stateText();

        assertThatThrownBy(() -> bob.abort(BETA))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("expected id-1 to be before its point of no return, found it past that")
                .hasMessageEndingWith("; roll back, which takes over from it at once; or resume it");
        assertThat(stage.worldChanges()).isEqualTo(changes);
        assertThat(stage.stateText()).as("untouched").isEqualTo(written);

        assertThat(bob.resume(BETA)).succeeded();
        assertThat(stage).hasSwitched();
        assertThat(bob.rollback(BETA)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
    }

    @Test
    void a_deployment_that_had_not_begun_is_aborted_without_a_change() {
        stage.killedAfter(Operations.CLAIM_STATE, 1, () -> ann.deploy(BETA));

        Outcome outcome = bob.abort(BETA);

        assertThat(outcome).rolledBackBecause("aborted by bob");
        assertThat(outcome.report().title()).isEqualTo("Nothing had begun on beta");
        assertThat(stage.worldChanges()).isZero();
        assertThat(stage).isAsBefore();
    }

    @Test
    void a_recycled_fleet_rests_at_the_minimum_of_the_idle_role() {
        assertThat(ann.deploy(BETA)).succeeded();
        stage.killedIn("scale-up", () -> ann.deploy(BETA));
        assertThat(bob.abort(BETA)).rolledBack();

        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasBounds(Color.BLUE, 0, 10, 0)
                .failedNoRequest();
    }

    @Test
    void an_abort_that_dies_is_continued_by_the_next_process() {
        stage.neverFewerAnswering(3);
        stage.killedIn("deregister", () -> ann.deploy(BETA));
        stage.killedIn("undo:register", () -> bob.abort(BETA));
        assertThat(bob.status(BETA).deployment())
                .extracting(DeploymentInProgress::direction, DeploymentInProgress::cause)
                .containsExactly(Direction.BACK, "aborted by bob");
        assertThat(ann.resume(BETA)).rolledBackBecause("aborted by bob");

        assertThat(stage).isAsBefore();
    }

    @Test
    void a_deployment_that_was_being_rolled_back_keeps_its_own_cause() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        stage.killedIn("undo:register", () -> ann.deploy(BETA));

        assertThat(bob.abort(BETA))
                .rolledBackBecause("only 0 of 3 became healthy")
                .failedIn("await-healthy");
        assertThat(stage).isAsBefore();
    }

    @Test
    void an_abort_needs_no_check_to_be_registered() {
        BlueGreen careful = stage.builder("ann")
                .check("smoke", subject -> Check.Verdict.passed())
                .build();
        stage.killedIn("check:smoke", () -> careful.deploy(BETA));

        assertThat(bob.abort(BETA)).rolledBack();
        assertThat(stage).isAsBefore();
    }
}
