package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What status and history say of a deployment in progress, and of those that have ended. */
class HistoryTest {
    private final Stage stage = Stage.set();
    private final BlueGreen ann = stage.blueGreen();
    private final BlueGreen bob = stage.by("bob");

    @Test
    void status_shows_what_is_in_progress_and_then_what_ended_last() {
        stage.killedIn("await-drained", () -> ann.deploy(BETA));
        Status before = bob.status(BETA);
        assertThat(before.deployment()).isNotNull();
        assertThat(before.last()).isNull();
        assertThat(before.toString()).contains("\n  in progress: deploy id-1 held by ann since 2026-01-01T00:00:00Z");
        assertThat(bob.validate(BETA))
                .filteredOn(finding -> !finding.warning())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.problem()).startsWith("expected nothing in progress, found deploy id-1"));

        assertThat(bob.resume(BETA)).succeeded();
        Status ended = bob.status(BETA);
        assertThat(ended.deployment()).isNull();
        assertThat(ended.last()).isEqualTo(bob.history(BETA).get(0));
        assertThat(ended.toString()).contains("\n  last: id-1 deploy succeeded blue → green after ");
    }

    @Test
    void before_the_first_deployment_there_is_no_history() {
        assertThat(bob.history(BETA)).isEmpty();
        assertThat(bob.status(BETA).last()).isNull();
    }

    @Test
    void the_last_ten_are_shown_newest_first() {
        assertThat(ann.deploy(BETA)).succeeded();
        for (int i = 0; i < 11; i++) {
            assertThat((i % 2 == 0 ? ann : bob).rollback(BETA)).succeeded();
        }
        List<EndedDeployment> history = bob.history(BETA);

        assertThat(history)
                .hasSize(10)
                .isSortedAccordingTo((a, b) -> b.started().compareTo(a.started()));
        assertThat(history)
                .extracting(EndedDeployment::who)
                .containsExactly("ann", "bob", "ann", "bob", "ann", "bob", "ann", "bob", "ann", "bob");
        assertThat(history.get(0))
                .extracting(EndedDeployment::ending, EndedDeployment::from, EndedDeployment::to, EndedDeployment::cause)
                .containsExactly(EndedDeployment.Ending.SUCCEEDED, Color.GREEN, Color.BLUE, null);
    }

    @Test
    void what_has_ended_says_by_which_verb() {
        assertThat(ann.deploy(BETA)).succeeded();
        assertThat(ann.rollback(BETA)).succeeded();
        assertThat(ann.cleanup(BETA)).succeeded();
        assertThat(ann.shutdown(BETA)).succeeded();
        assertThat(ann.start(BETA)).succeeded();
        stage.killedIn("register", () -> ann.deploy(BETA));
        bob.unlock(BETA, "stuck");

        assertThat(bob.history(BETA))
                .extracting(EndedDeployment::verb)
                .containsExactly("deploy", "start", "shutdown", "cleanup", "rollback", "deploy");
    }

    @Test
    void how_long_it_took_is_counted_from_its_first_beginning() {
        stage.killedIn("register", () -> ann.deploy(BETA));
        Instant began = Objects.requireNonNull(bob.status(BETA).deployment()).since();
        stage.cloud.pass(Duration.ofHours(1));
        assertThat(bob.resume(BETA)).succeeded();

        EndedDeployment ended = bob.history(BETA).get(0);
        assertThat(ended.started()).isEqualTo(began);
        assertThat(ended.took()).isEqualTo(Duration.between(began, stage.cloud.now()));
    }

    @Test
    void history_has_a_rolled_back_deployment_with_its_cause() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        assertThat(ann.deploy(BETA)).rolledBack();

        assertThat(ann.history(BETA)).singleElement().satisfies(ended -> {
            assertThat(ended.ending()).isEqualTo(EndedDeployment.Ending.ROLLED_BACK);
            assertThat(ended.cause()).startsWith("await-healthy: ").contains("only 0 of 3 became healthy");
        });
    }

    @Test
    void history_does_not_have_a_refused_deployment() {
        stage.cloud.setParameter(BETA.activeColorParameter(), "green");
        assertThatThrownBy(() -> ann.deploy(BETA)).isInstanceOf(RefusedException.class);

        assertThat(ann.history(BETA)).isEmpty();
        assertThat(ann.status(BETA).deployment()).as("given back").isNull();
    }

    @Test
    void history_has_a_deployment_that_failed_dirty_once_it_is_resolved() {
        CallFault denied = CallFault.denied(Operations.PUT_PARAMETER);
        stage.cloud.install(denied);
        assertThat(ann.deploy(BETA)).failedDirty();
        assertThat(ann.history(BETA)).isEmpty();

        stage.cloud.remove(denied);
        assertThat(bob.resume(BETA)).succeeded();
        assertThat(ann.history(BETA)).hasSize(1);
    }
}
