package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Reconcile;
import dev.verdigris.request.Rollback;
import dev.verdigris.request.Shutdown;
import dev.verdigris.testkit.SimulatedFollower;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rule R29, where traffic was moved by others than those who tell followers. */
class FollowersAstrayTest {
    private final Stage stage = Stage.set();
    private final SimulatedFollower router = stage.cloud.createFollower(BETA, "router");

    private BlueGreen following(String holder) {
        return stage.builder(holder).follower("router", router).build();
    }

    private BlueGreen following() {
        return following("ann");
    }

    private void deployed() {
        assertThat(following().deploy(Deployment.of(BETA))).succeeded();
    }

    private Reconciliation reconcile(BlueGreen on) {
        return on.reconcile(Reconcile.of(BETA));
    }

    /** Traffic goes back to blue, and nobody is told. */
    private void movedByHand() {
        deployed();
        stage.inService(stage.blue).forEach(stage.targets::register);
        stage.cloud.pass(Duration.ofMinutes(1));
        stage.inService(stage.green).forEach(stage.targets::deregister);
        stage.cloud.pass(Duration.ofMinutes(6));
    }

    @Test
    void r29_where_somebody_else_has_moved_traffic_a_reconcile_tells_them() {
        movedByHand();
        assertThat(router.follows()).isEqualTo(Color.GREEN);
        Reconciliation done = reconcile(following("bob"));

        assertThat(done.succeeded()).isTrue();
        assertThat(done.differences())
                .anyMatch(difference -> difference.equals(
                        "follower 'router' has confirmed last that green serves," + " and blue serves"));
        assertThat(done.changes()).last().isEqualTo("tell 'router' that blue serves");
        assertThat(router.follows()).isEqualTo(Color.BLUE);
        assertThat(stage.cloud).hasRecorded(Color.BLUE);
        assertThat(stage.stateText()).contains("follower router\tblue\n");
        assertThat(reconcile(following("bob")).differences())
                .noneMatch(difference -> difference.startsWith("follower"));
    }

    @Test
    void r29_one_that_does_not_confirm_is_named_and_told_again_by_the_next_reconcile() {
        movedByHand();
        router.setDeaf(true);
        Reconciliation done = reconcile(following("bob"));

        assertThat(done.succeeded()).isFalse();
        assertThat(done.residue().toString())
                .contains("expected follower 'router' to confirm that blue serves, found it does not confirm")
                .contains("tell it that blue serves");

        router.setDeaf(false);
        assertThat(reconcile(following("bob")).succeeded()).isTrue();
        assertThat(router.follows()).isEqualTo(Color.BLUE);
    }

    @Test
    void r29_one_that_is_not_registered_is_left_for_whoever_has_it() {
        movedByHand();
        Reconciliation done = reconcile(stage.by("bob"));

        assertThat(done.unresolved().toString())
                .contains("follower 'router' has confirmed last that green serves, and blue serves")
                .contains("register it on the builder");
        assertThat(stage.cloud).hasRecorded(Color.BLUE);
        assertThat(router.follows()).isEqualTo(Color.GREEN);
    }

    @Test
    void r29_a_dry_run_tells_nobody_and_validate_says_it() {
        movedByHand();
        Reconciliation seen = following("bob").reconcile(Reconcile.of(BETA).withDryRun(true));

        assertThat(seen.differences()).anyMatch(difference -> difference.startsWith("follower 'router'"));
        assertThat(router.follows()).isEqualTo(Color.GREEN);
        assertThat(following("bob").validate(BETA).toString()).contains("follower 'router' has confirmed last");
    }

    @Test
    void r29_while_both_colors_get_requests_there_is_nothing_to_tell() {
        deployed();
        stage.inService(stage.blue).forEach(stage.targets::register);
        stage.cloud.pass(Duration.ofMinutes(1));

        assertThat(following("bob")
                        .reconcile(Reconcile.of(BETA).withDryRun(true))
                        .differences())
                .noneMatch(difference -> difference.startsWith("follower"));
    }

    @Test
    void r29_whoever_was_left_out_by_force_is_told_by_the_next_reconcile_that_has_it() {
        deployed();
        assertThat(stage.by("bob").rollback(Rollback.of(BETA).withForce("night, and no router at hand")))
                .succeeded();
        assertThat(router.follows()).isEqualTo(Color.GREEN);

        assertThat(reconcile(following("carl")).succeeded()).isTrue();
        assertThat(router.follows()).isEqualTo(Color.BLUE);
    }

    @Test
    void r29_whoever_was_told_of_what_a_forced_rollback_takes_over_is_told_too() {
        stage.killedIn("await-drained", () -> following().deploy(Deployment.of(BETA)));
        assertThat(stage.by("bob").rollback(Rollback.of(BETA).withForce("no router at hand")))
                .succeeded();
        assertThat(router.follows()).isEqualTo(Color.GREEN);

        assertThat(reconcile(following("carl")).succeeded()).isTrue();
        assertThat(router.follows()).isEqualTo(Color.BLUE);
    }

    @Test
    void r29_what_was_told_by_what_was_unlocked_is_told_again() {
        stage.killedIn("follow:router", () -> following().deploy(Deployment.of(BETA)));
        stage.by("bob").unlock(BETA, "the store was restored");
        assertThat(stage.stateText()).contains("follower router\n");
        reconcile(following("carl"));

        assertThat(router.follows()).isEqualTo(Color.GREEN);
        assertThat(stage.stateText()).contains("follower router\tgreen\n");
    }

    @Test
    void r29_after_a_shutdown_nobody_serves_and_that_is_what_they_know() {
        assertThat(following().shutdown(Shutdown.of(BETA))).succeeded();

        assertThat(stage.stateText()).contains("follower router\tnobody\n");
        assertThat(reconcile(following("bob")).changes()).isEmpty();
    }

    @Test
    void r29_what_was_rolled_back_before_anybody_was_told_tells_nobody_anything() {
        deployed();
        BlueGreen failing = stage.builder("bob")
                .follower("router", router)
                .check("smoke", fleet -> Check.Verdict.failed("it smokes"))
                .build();
        assertThat(failing.deploy(Deployment.of(BETA))).rolledBack();

        assertThat(stage.stateText()).contains("follower router\tgreen\n");
        assertThat(reconcile(following("bob")).changes()).isEmpty();
    }
}
