package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.hook.Check;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** R15: the deployment state is read and written a few times, whatever the number of steps. */
class StateWritesRulesTest {
    private final Stage stage = Stage.set();

    /** With a lease so long that no renewal is due. */
    private List<String> callsOfState(Stage on, Function<BlueGreen, Outcome> verb) {
        List<String> calls = new ArrayList<>();
        on.calls.beforeEach(Calls::ofState, call -> calls.add(call.operation()));
        assertThat(verb.apply(on.builder("ann").lease(Duration.ofHours(5)).build()))
                .isNotInstanceOf(Outcome.Interrupted.class);
        return List.copyOf(calls);
    }

    @Test
    void a_deployment_takes_nine_calls() {
        assertThat(callsOfState(stage, ann -> ann.deploy(BETA)))
                .containsExactly(
                        Operations.FIND_STATE,
                        Operations.CLAIM_STATE,
                        Operations.FIND_STATE,
                        Operations.REPLACE_STATE,
                        Operations.REPLACE_STATE,
                        Operations.REPLACE_STATE,
                        Operations.FIND_STATE,
                        Operations.FIND_STATE,
                        Operations.REPLACE_STATE);
    }

    @Test
    void a_deployment_that_recycles_takes_ten_calls() {
        assertThat(stage.deploy()).succeeded();

        assertThat(callsOfState(stage, ann -> ann.deploy(BETA))).hasSize(10);
    }

    @Test
    void a_rollback_takes_nine_calls_and_a_cleanup_five() {
        assertThat(stage.deploy()).succeeded();

        assertThat(callsOfState(stage, ann -> ann.rollback(BETA))).hasSize(9);
        assertThat(callsOfState(stage, ann -> ann.cleanup(BETA))).hasSize(5);
    }

    @Test
    void a_deployment_that_is_rolled_back_takes_seven_calls() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());

        assertThat(callsOfState(stage, ann -> ann.deploy(BETA))).hasSize(7);
    }

    @Test
    void a_resumed_deployment_takes_seven_calls() {
        stage.killedIn("register", () -> stage.deploy());
        stage.cloud.pass(Duration.ofMinutes(2));

        assertThat(callsOfState(stage, ann -> ann.resume(takingOver())))
                .containsExactly(
                        Operations.FIND_STATE,
                        Operations.CLAIM_STATE,
                        Operations.FIND_STATE,
                        Operations.REPLACE_STATE,
                        Operations.FIND_STATE,
                        Operations.FIND_STATE,
                        Operations.REPLACE_STATE);
    }

    @Test
    void more_steps_and_more_instances_take_no_more_calls() {
        Stage large = Stage.set(new GroupSize(40, 200, 90));
        Deployment careful = Deployment.of(BETA);

        assertThat(callsOfState(
                        large,
                        ann -> BlueGreen.builder(large.cloud.ports())
                                .lease(Duration.ofHours(5))
                                .check("one", subject -> Check.Verdict.passed())
                                .check("two", subject -> Check.Verdict.passed())
                                .build()
                                .deploy(careful)))
                .hasSize(9);
    }

    @Test
    void the_deployment_state_names_no_instance() {
        stage.killedIn("deregister", () -> stage.deploy());

        assertThat(stage.stateText()).doesNotContain("i-0000");
    }
}
