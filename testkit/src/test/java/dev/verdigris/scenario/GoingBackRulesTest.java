package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.journal.EndedDeployment;
import dev.verdigris.model.Bounds;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Rollback;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R12: a rollback does not wait for a deployment that is only being finalized, and it takes nothing but that over. */
class GoingBackRulesTest {

    /** The old fleet takes five minutes to drain. */
    private final Stage stage = Stage.on(Stage.builder()
            .serving(BETA, new Bounds(2, 30, 3))
            .deregistrationDelay(Duration.ofMinutes(5))
            .build());

    private final List<Outcome> rollbacks = new ArrayList<>();

    private void operatorRollsBack() {
        rollbacks.add(stage.by("operator").rollback(BETA));
    }

    @Test
    void r12_a_rollback_takes_over_at_once_while_the_old_fleet_drains() {
        stage.neverFewerAnswering(3);
        List<Duration> inFull = new ArrayList<>();
        stage.when("await-drained", () -> {
            Duration ordered = stage.cloud.elapsed();
            stage.cloud.watch(world -> {
                if (inFull.isEmpty() && stage.targets.healthy(stage.blue) == 3) {
                    inFull.add(world.elapsed().minus(ordered));
                }
            });
            operatorRollsBack();
        });

        Outcome deployment = stage.deploy();

        assertThat(rollbacks)
                .singleElement()
                .satisfies(rollback -> assertThat(rollback).succeeded());
        assertThat(inFull).singleElement().satisfies(took -> assertThat(took).isLessThan(Duration.ofSeconds(40)));
        assertThat(deployment).leftOpenBecause("a rollback has taken over");
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 30, 3)
                .hasBounds(Color.GREEN, 3, 30, 3)
                .failedNoRequest();
        assertThat(stage.blueGreen().history(BETA))
                .extracting(EndedDeployment::ending)
                .containsExactly(EndedDeployment.Ending.SUCCEEDED, EndedDeployment.Ending.SUPERSEDED);
    }

    @Test
    void r12_it_goes_back_to_what_served_before_and_does_not_follow_the_fleet_that_it_leaves() {
        stage.when("await-drained", () -> {
            stage.green.scaleOut(9);
            stage.cloud.pass(Duration.ofMinutes(1));
            operatorRollsBack();
        });

        stage.deploy();

        assertThat(rollbacks)
                .singleElement()
                .satisfies(rollback -> assertThat(rollback).succeeded());
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasInService(Color.BLUE, 3)
                .failedNoRequest();
    }

    @Test
    void r12_a_rollback_that_is_refused_disturbs_nothing() {
        stage.when(
                "await-drained",
                () -> assertThatThrownBy(() ->
                                stage.by("operator").rollback(Rollback.of(BETA).withCapacity(20)))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("expected 20 instances of beta-blue in service to go back to, found 3"));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).failedNoRequest();
    }

    @Test
    void r12_before_the_point_of_no_return_it_takes_nothing_over() {
        stage.when(
                "await-healthy",
                () -> assertThatThrownBy(this::operatorRollsBack)
                        .isInstanceOf(BusyException.class)
                        .hasMessageContaining("ann"));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void r12_it_takes_over_what_failed_after_the_point_of_no_return_too() {
        CallFault denied = CallFault.denied(Operations.PUT_PARAMETER);
        stage.cloud.install(denied);
        assertThat(stage.deploy()).failedDirtyBecause("AccessDenied").failedIn("record");
        stage.cloud.remove(denied);

        operatorRollsBack();

        assertThat(rollbacks)
                .singleElement()
                .satisfies(rollback -> assertThat(rollback).succeeded());
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 30, 3)
                .failedNoRequest();
    }
}
