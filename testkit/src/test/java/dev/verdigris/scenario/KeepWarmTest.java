package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.Status;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Reconcile;
import dev.verdigris.request.ReleaseSelection;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.SimulatedFollower;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** R5: a fleet that is kept warm for a time is there for a rollback until then, and scaled down after that. */
class KeepWarmTest {
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Cleanup DUE = Cleanup.of(BETA).withDueOnly(true);
    private final Stage stage = Stage.set();

    /** Green serves, and blue is kept warm for two hours, after which its role has a minimum of one. */
    private void deployed() {
        stage.green.setBounds(new GroupSize(1, 10, 1));
        stage.cloud.pass(Duration.ofMinutes(5));
        assertThat(stage.deploy(Deployment.of(BETA).withKeepWarm(KeepWarm.of(TWO_HOURS))))
                .succeeded();
    }

    private void due() {
        stage.cloud.pass(TWO_HOURS.plusMinutes(5));
    }

    private void deployedAndDue() {
        deployed();
        due();
    }

    private void blueIsWarm() {
        assertThat(stage.cloud).hasBounds(Color.BLUE, 3, 10, 3).hasInService(Color.BLUE, 3);
        assertThat(status().warm()).isNotNull();
    }

    private void blueIsScaledDown() {
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasBounds(Color.BLUE, 1, 10, 1)
                .hasInService(Color.BLUE, 1)
                .failedNoRequest();
        assertThat(stage.stateText()).doesNotContain("kept-warm");
        assertThat(status().warm()).isNull();
    }

    private Status status() {
        return stage.blueGreen().status(BETA);
    }

    private Reconciliation reconcile() {
        return stage.by("cron").reconcile(Reconcile.of(BETA));
    }

    @Test
    void until_when_it_is_kept_counts_from_the_end_of_the_deployment() {
        deployed();
        Instant ended = stage.cloud.now();
        Instant until = Objects.requireNonNull(
                Objects.requireNonNull(status().warm(), "a warm fleet").until(), "a deadline");

        assertThat(until).isBetween(ended.plus(TWO_HOURS), ended.plus(TWO_HOURS).plusSeconds(1));
        assertThat(stage.stateText()).contains("\nkept-warm blue\t1\t" + until + "\n");
        assertThat(status().toString())
                .contains("kept warm: blue until " + until + ", with 3 of the 3 instances that a rollback needs");
        blueIsWarm();
    }

    @Test
    void a_reconcile_scales_down_what_is_due_and_says_so() {
        deployedAndDue();
        Reconciliation done = reconcile();

        assertThat(done.differences())
                .singleElement()
                .asString()
                .matches("beta-blue was kept warm until .*, and that is over");
        assertThat(done.changes())
                .containsExactly(
                        "Clean up beta: scale the blue fleet down, which was kept warm until its time was over");
        assertThat(done.resolved()).isTrue();
        blueIsScaledDown();
        EndedDeployment ended = stage.blueGreen().history(BETA).get(0);
        assertThat(ended.ending()).isEqualTo(EndedDeployment.Ending.SUCCEEDED);
        assertThat(ended.cause()).matches("kept warm until .*, which is over");
        assertThat(stage.sentences()).anyMatch(sentence -> sentence.startsWith("scale-down: beta-blue: min 3"));
    }

    @Test
    void what_is_due_and_still_in_use_is_kept_by_a_reconcile_until_it_is_not() {
        SimulatedFollower queue = stage.cloud.createFollower(BETA, "queue");
        BlueGreen following = stage.builder("cron").follower("queue", queue).build();
        stage.green.setBounds(new GroupSize(1, 10, 1));
        stage.cloud.pass(Duration.ofMinutes(5));
        assertThat(following.deploy(Deployment.of(BETA).withKeepWarm(KeepWarm.of(TWO_HOURS))))
                .succeeded();
        due();
        queue.use(Color.BLUE);

        Reconciliation held = following.reconcile(Reconcile.of(BETA));
        assertThat(held.resolved()).isFalse();
        assertThat(held.unresolved())
                .singleElement()
                .asString()
                .contains("is not scaled down", "expected follower 'queue' not to use blue any more");
        blueIsWarm();

        queue.release(Color.BLUE);
        assertThat(following.reconcile(Reconcile.of(BETA)).resolved()).isTrue();
        blueIsScaledDown();
    }

    @Test
    void a_reconcile_before_the_deadline_or_by_a_clock_that_may_be_ahead_leaves_it() {
        deployed();
        stage.cloud.pass(TWO_HOURS);
        assertThat(reconcile().differences()).isEmpty();
        stage.cloud.pass(Duration.ofMinutes(4));

        assertThat(reconcile().changes()).isEmpty();
        blueIsWarm();
    }

    @Test
    void a_dry_run_only_says_that_it_is_due() {
        deployedAndDue();
        Reconciliation told = stage.blueGreen().reconcile(Reconcile.of(BETA).withDryRun(true));

        assertThat(told.differences()).hasSize(1);
        assertThat(told.changes()).isEmpty();
        assertThat(stage.blueGreen().validate(BETA))
                .filteredOn(Finding::warning)
                .extracting(Finding::problem)
                .anyMatch(problem -> problem.matches("beta-blue was kept warm until .*, and that is over"));
        blueIsWarm();
    }

    @Test
    void a_rollback_before_the_deadline_and_after_it_goes_to_the_warm_fleet() {
        deployedAndDue();
        assertThat(stage.rollback(Rollback.of(BETA).withKeepWarm(KeepWarm.of(TWO_HOURS))))
                .succeeded()
                .isNotNull();

        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 3, 10, 3)
                .failedNoRequest();
        due();
        assertThat(reconcile().changes()).hasSize(1);
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.GREEN, 1, 10, 1);
    }

    @Test
    void a_rollback_that_fails_after_the_deadline_scales_nothing_down() {
        deployedAndDue();
        stage.blue.instance(1).sicken("Target.Timeout");

        assertThat(stage.rollback()).rolledBack();
        assertThat(stage.cloud).servesOnly(Color.GREEN);
        blueIsWarm();
        assertThat(stage.blueGreen().history(BETA)).hasSize(2);
    }

    @Test
    void a_selection_scales_down_what_is_due_once_it_has_succeeded_and_says_so() {
        stage.cloud.setRelease(BETA, "1.0");
        deployedAndDue();
        Outcome outcome = stage.blueGreen().select(ReleaseSelection.of(BETA, "2.0"));

        assertThat(outcome).succeeded();
        assertThat(outcome.report().notes())
                .singleElement()
                .asString()
                .matches("beta-blue, kept warm until .*, is scaled down");
        assertThat(stage.blueGreen().history(BETA))
                .extracting(EndedDeployment::verb)
                .startsWith("cleanup", "select");
        blueIsScaledDown();
    }

    @Test
    void what_fails_scales_down_nothing_that_is_due() {
        deployedAndDue();
        stage.killedIn("pin", () -> stage.deploy());

        assertThat(stage.by("bob").abort(Stage.takingOver())).rolledBack();
        blueIsWarm();
    }

    @Test
    void an_unlock_of_what_changes_no_size_leaves_a_fleet_warm_and_its_deadline() {
        stage.cloud.setRelease(BETA, "1.0");
        deployed();
        Instant until = Objects.requireNonNull(status().warm()).until();
        stage.killedIn("set-release", () -> stage.blueGreen().select(ReleaseSelection.of(BETA, "2.0")));
        stage.by("bob").unlock(BETA, "stuck");

        assertThat(Objects.requireNonNull(status().warm()).until()).isEqualTo(until);
        assertThat(stage.blueGreen().validate(BETA))
                .extracting(Finding::problem)
                .noneMatch(problem -> problem.contains("was unlocked"));
    }

    @Test
    void a_deployment_recycles_what_is_due_and_keeps_what_it_replaces() {
        deployedAndDue();

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.GREEN, 3, 10, 3);
        assertThat(Objects.requireNonNull(status().warm()).until()).isNull();
        assertThat(stage.blueGreen().history(BETA)).hasSize(2);
    }

    @Test
    void a_cleanup_of_what_is_due_is_one_and_leaves_the_minimum_of_the_role() {
        deployedAndDue();

        assertThat(stage.blueGreen().cleanup(DUE)).succeeded();
        blueIsScaledDown();
    }

    @Test
    void a_cleanup_of_what_is_due_is_refused_while_nothing_is() {
        assertThatThrownBy(() -> stage.blueGreen().cleanup(DUE))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "expected a fleet of beta to be kept warm past its time, found none kept warm; to end the idle"
                                + " fleet in any case, clean up");
        deployed();
        assertThatThrownBy(() -> stage.blueGreen().cleanup(DUE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found blue kept warm until ");

        blueIsWarm();
        assertThat(stage.deploy()).succeeded();
        assertThatThrownBy(() -> stage.blueGreen().cleanup(DUE))
                .hasMessageContaining("found green kept warm until somebody ends it");
    }

    @Test
    void a_cleanup_does_not_care_how_long_fleets_are_kept_warm() {
        deployed();

        assertThat(stage.blueGreen()
                        .cleanup(Cleanup.of(BETA).withPolicy(Policy.defaults().withKeepWarm(KeepWarm.of(TWO_HOURS)))))
                .succeeded();
        assertThat(stage.cloud).hasInService(Color.BLUE, 0);
    }

    @Test
    void a_fleet_that_somebody_has_scaled_up_is_left_alone_and_told() {
        deployedAndDue();
        stage.blue.setBounds(new GroupSize(3, 10, 4));
        stage.cloud.pass(Duration.ofMinutes(5));
        Reconciliation done = reconcile();

        assertThat(done.unresolved())
                .singleElement()
                .extracting(Finding::problem)
                .asString()
                .endsWith(
                        "is not scaled down: expected beta-blue, which is kept warm, no larger than the 3 instances that it"
                                + " served with, found a desired capacity of 4");
        assertThat(stage.cloud).hasInService(Color.BLUE, 4);
        assertThat(stage.stateText()).contains("kept-warm blue");
    }

    @Test
    void a_fleet_that_is_registered_again_is_left_alone_and_told() {
        deployedAndDue();
        stage.blue.instances().forEach(instance -> stage.targets.register(instance.id()));
        stage.cloud.pass(Duration.ofMinutes(1));

        assertThat(reconcile().resolved()).isFalse();
        assertThat(stage.cloud).hasInService(Color.BLUE, 3);
    }

    @Test
    void a_fleet_is_kept_while_the_one_that_serves_does_not_serve_in_full() {
        deployedAndDue();
        stage.green.instance(2).sicken("Target.Timeout");
        stage.cloud.pass(Duration.ofMinutes(1));
        Reconciliation done = reconcile();

        assertThat(done.unresolved())
                .extracting(Finding::problem)
                .anyMatch(problem ->
                        problem.endsWith("expected green to serve in full before beta-blue, which is kept warm,"
                                + " is scaled down, found 2 healthy of 3"));
        blueIsWarm();
    }

    @Test
    void whoever_is_killed_while_it_is_scaled_down_leaves_that_to_be_resumed() {
        deployedAndDue();
        stage.killedIn("scale-down", this::reconcile);
        blueIsWarm();

        assertThat(stage.by("bob").resume(Stage.takingOver())).succeeded();
        blueIsScaledDown();
    }
}
