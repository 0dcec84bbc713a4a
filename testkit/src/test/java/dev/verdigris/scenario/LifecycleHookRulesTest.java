package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R4: the lifecycle hooks of a group are looked at where they decide something, once. */
class LifecycleHookRulesTest {
    private final Stage stage = Stage.set();
    private final List<String> reads = stage.calls.beforeEach(Operations.DESCRIBE_HOOKS, () -> "read");

    @Test
    void a_plan_reads_those_of_the_group_that_starts_instances_and_a_deployment_once_more() {
        stage.blueGreen().plan(Deployment.of(BETA));
        assertThat(reads).hasSize(1);

        assertThat(stage.deploy()).succeeded();
        assertThat(reads).hasSize(2);
    }

    @Test
    void a_rollback_and_a_cleanup_read_none() {
        assertThat(stage.deploy()).succeeded();
        reads.clear();

        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cleanup()).succeeded();

        assertThat(reads).isEmpty();
    }

    @Test
    void where_they_may_not_be_read_no_deployment_is_begun_and_a_rollback_goes_back() {
        assertThat(stage.deploy()).succeeded();
        stage.cloud.install(CallFault.denied(Operations.DESCRIBE_HOOKS));

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(stage::deploy)
                .withMessageContaining(Operations.DESCRIBE_HOOKS);
        assertThat(stage.rollback(Rollback.of(BETA))).succeeded();
    }

    @Test
    void a_plan_warns_of_a_hook_that_holds_for_longer_than_the_deadline() {
        stage.green.addHook(LifecycleHook.launching(Duration.ofMinutes(25)));

        assertThat(stage.blueGreen().plan(Deployment.of(BETA)).toString())
                .contains("in service within 15m, found that its launch hook launch holds each for up to 25m");
    }

    @Test
    void a_launch_that_nobody_completes_is_abandoned_and_the_outcome_says_so() {
        stage.green.addHook(LifecycleHook.launching(Duration.ofMinutes(4)));

        assertThat(stage.deploy()).rolledBackBecause("Heartbeat Timeout").failedIn("await-in-service");
        assertThat(stage.cloud).failedNoRequest();
    }
}
