package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What an operator removes without resolving it. */
class UnlockTest {
    private final Stage stage = Stage.set();
    private final BlueGreen ann = stage.blueGreen();
    private final BlueGreen bob = stage.by("bob");

    @Test
    void nothing_begins_until_reconcile_has_restored_the_bounds() {
        stage.killedIn("await-healthy", () -> ann.deploy(BETA));
        EndedDeployment ended = bob.unlock(BETA, "ann's laptop fell into the lake");
        assertThat(ended)
                .extracting(EndedDeployment::id, EndedDeployment::ending, EndedDeployment::who)
                .containsExactly("id-1", EndedDeployment.Ending.UNLOCKED, "bob");
        assertThat(bob.history(BETA)).containsExactly(ended);
        assertThat(bob.status(BETA).deployment()).isNull();

        for (Consumer<BlueGreen> verb : List.<Consumer<BlueGreen>>of(
                carol -> carol.plan(Deployment.of(BETA)),
                carol -> carol.deploy(BETA),
                carol -> carol.rollback(BETA),
                carol -> carol.cleanup(BETA))) {
            assertThatThrownBy(() -> verb.accept(bob))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("expected the bounds of beta as their roles have them, found that id-1 was unlocked"
                            + " while it held them; reconcile first, which restores them");
        }
        assertThat(bob.status(BETA).deployment()).as("given back").isNull();

        assertThat(bob.reconcile(BETA).succeeded()).isTrue();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 0, 10, 3);
        assertThat(bob.deploy(BETA)).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasBounds(Color.BLUE, 3, 10, 3);
    }

    @Test
    void after_an_unlock_of_what_had_not_begun_a_deployment_begins() {
        stage.killedAfter(Operations.CLAIM_STATE, 1, () -> ann.deploy(BETA));
        bob.unlock(BETA, "stuck");

        assertThat(bob.deploy(BETA)).succeeded();
    }

    @Test
    void with_nothing_in_progress_it_is_refused() {
        assertThatThrownBy(() -> bob.unlock(BETA, "stuck"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("expected something in progress on beta, found nothing");
    }

    @Test
    void without_a_reason_it_is_refused() {
        stage.killedIn("register", () -> ann.deploy(BETA));

        assertThatThrownBy(() -> bob.unlock(BETA, " \n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reason: expected some text for the history, found none");
        assertThat(bob.status(BETA).deployment()).isNotNull();
    }

    @Test
    void a_holder_that_lives_after_all_changes_nothing_more() {
        stage.when("await-in-service", () -> bob.unlock(BETA, "looks dead"));

        assertThat(ann.deploy(BETA)).interruptedBecause("found that it has been resolved by somebody else");
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void a_fleet_that_was_recycled_is_not_taken_for_the_warm_one_any_more() {
        assertThat(ann.deploy(BETA)).succeeded();
        stage.killedIn("await-in-service", () -> ann.deploy(BETA));
        bob.unlock(BETA, "stuck");
        assertThat(bob.reconcile(BETA).succeeded()).isTrue();

        assertThat(stage.cloud).servesOnly(Color.GREEN).hasBounds(Color.BLUE, 0, 10, 3);
        assertThat(stage.stateText()).doesNotContain("warm");
    }

    @Test
    void a_fleet_that_was_emptied_gets_the_minimum_of_its_role_back() {
        stage.green.setBounds(new GroupSize(1, 10, 1));
        stage.cloud.pass(Duration.ofMinutes(5));
        stage.killedAfter(Operations.UPDATE_GROUP, 2, () -> ann.deploy(BETA));
        assertThat(stage.cloud).hasBounds(Color.GREEN, 0, 10, 0);
        bob.unlock(BETA, "stuck");
        assertThat(bob.reconcile(BETA).succeeded()).isTrue();

        assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 3).hasBounds(Color.GREEN, 1, 10, 1);
    }
}
