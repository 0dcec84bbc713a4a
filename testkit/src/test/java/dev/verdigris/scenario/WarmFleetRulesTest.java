package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** R5: the minimum of the idle role is in the deployment state while the fleet of that role is held at its size. */
class WarmFleetRulesTest {
    private final Stage stage = Stage.set();

    private void idleRoleKeepsOne() {
        stage.green.setBounds(new GroupSize(1, 10, 1));
        stage.cloud.pass(Duration.ofMinutes(5));
    }

    @Test
    void a_rollback_and_the_next_deployment_know_the_minimum_of_the_idle_role() {
        idleRoleKeepsOne();
        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).hasBounds(Color.GREEN, 2, 10, 3).hasBounds(Color.BLUE, 3, 10, 3);
        assertThat(stage.stateText()).contains("\nkept-warm blue\t1\n");

        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 3).hasBounds(Color.GREEN, 3, 10, 3);
        assertThat(stage.stateText()).contains("\nkept-warm green\t1\n");

        assertThat(stage.deploy(keepingNothing())).succeeded();
        assertThat(stage.cloud).hasBounds(Color.GREEN, 2, 10, 3).hasBounds(Color.BLUE, 1, 10, 1);
        assertThat(stage.stateText()).doesNotContain("\nkept-warm");
    }

    @Test
    void a_warm_fleet_that_was_recycled_in_vain_rests_at_the_idle_minimum() {
        idleRoleKeepsOne();
        assertThat(stage.deploy()).succeeded();
        stage.blue.afflict("v1", InstanceFault.neverHealthy());
        assertThat(stage.deploy()).rolledBack();

        assertThat(stage.cloud).hasBounds(Color.BLUE, 1, 10, 1).hasBounds(Color.GREEN, 2, 10, 3);
        assertThat(stage.stateText()).doesNotContain("\nkept-warm");
    }

    @Test
    void a_warm_fleet_stays_warm_where_no_change_reached_it() {
        idleRoleKeepsOne();
        assertThat(stage.deploy()).succeeded();
        CallFault denied = CallFault.denied(Operations.UPDATE_GROUP);
        stage.cloud.install(denied);
        assertThat(stage.deploy()).failedIn("pin");
        stage.cloud.remove(denied);

        assertThat(stage.cloud).hasBounds(Color.BLUE, 3, 10, 3);
        assertThat(stage.stateText()).contains("\nkept-warm blue\t1\n");
    }

    @Test
    void a_rollback_that_fails_leaves_the_warm_fleet_held() {
        idleRoleKeepsOne();
        assertThat(stage.deploy()).succeeded();
        stage.blue.instance(1).sicken("Target.Timeout");
        assertThat(stage.rollback()).rolledBack();

        assertThat(stage.cloud).servesOnly(Color.GREEN).hasBounds(Color.BLUE, 3, 10, 3);
        assertThat(stage.stateText()).contains("\nkept-warm blue\t1\n");
    }

    @Test
    void a_fleet_that_is_scaled_to_zero_is_warm_no_more() {
        assertThat(stage.deploy()).succeeded();
        assertThat(stage.stateText()).contains("\nkept-warm blue\t0\n");
        assertThat(stage.cleanup()).succeeded();

        assertThat(stage.cloud).hasBounds(Color.BLUE, 0, 10, 0);
        assertThat(stage.stateText()).doesNotContain("\nkept-warm");
    }

    @Test
    void a_pinned_minimum_is_never_taken_for_an_original() {
        idleRoleKeepsOne();
        stage.killedIn("keep-warm", () -> stage.deploy());
        stage.killedAfter(Operations.UPDATE_GROUP, 1, () -> {
            stage.blue.setMin(2);
            stage.by("bob").resume(BETA);
        });
        assertThat(stage.by("carol").resume(BETA)).succeeded();
        assertThat(stage.rollback()).succeeded();

        assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 3).hasBounds(Color.GREEN, 3, 10, 3);
        assertThat(stage.stateText()).contains("\nkept-warm green\t1\n");
    }
}
