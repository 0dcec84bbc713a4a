package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R12: whoever orders a rollback while another one is in progress must not undo what that does. */
class RivalRollbacksTest {

    /** The old fleet takes five minutes to drain. */
    private final Stage stage = Stage.on(Stage.builder()
            .serving(BETA, new GroupSize(2, 30, 3))
            .deregistrationDelay(Duration.ofMinutes(5))
            .build());

    private final List<Outcome> rollbacks = new ArrayList<>();

    private void operatorRollsBack() {
        rollbacks.add(stage.by("operator").rollback(BETA));
    }

    @Test
    void of_two_rollbacks_at_once_one_takes_over_and_the_other_is_refused() {
        stage.when("await-drained", () -> {
            stage.calls.before(Operations.REPLACE_STATE, 1, this::operatorRollsBack);
            assertThatThrownBy(() -> stage.by("another").rollback(BETA))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("found that a rollback has taken over and ended");
        });

        stage.deploy();

        assertThat(rollbacks)
                .singleElement()
                .satisfies(rollback -> assertThat(rollback).succeeded());
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
    }

    @Test
    void a_rollback_does_not_wait_for_another_to_undo_what_that_did() {
        assertThat(stage.deploy()).succeeded();
        stage.killedIn("await-drained", this::operatorRollsBack);
        stage.cloud.after(Duration.ofMinutes(1), () -> stage.by("carol").resume(takingOver()));
        BlueGreen patient =
                stage.builder("another").waitTimeout(Duration.ofMinutes(30)).build();

        assertThatThrownBy(() -> patient.rollback(BETA))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("found rollback ");
        assertThatThrownBy(() -> patient.plan(Rollback.of(BETA))).isInstanceOf(BusyException.class);
        stage.cloud.pass(Duration.ofMinutes(10));
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
    }

    @Test
    void an_abort_that_is_refused_names_no_rollback_where_none_would_take_over() {
        assertThat(stage.deploy()).succeeded();
        stage.killedIn("await-drained", this::operatorRollsBack);
        assertThatThrownBy(() -> stage.by("ann").abort(takingOver()))
                .isInstanceOf(BusyException.class)
                .hasMessageEndingWith("; resume it");

        Stage first = Stage.on(Stage.builder().atZero(BETA).build());
        first.killedIn(
                "restore-active-min", () -> first.deploy(Deployment.of(BETA).withCapacity(2)));
        assertThatThrownBy(() -> first.by("ann").abort(takingOver()))
                .isInstanceOf(BusyException.class)
                .hasMessageEndingWith("; resume it");
    }
}
