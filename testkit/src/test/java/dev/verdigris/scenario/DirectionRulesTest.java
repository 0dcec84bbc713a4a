package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.DeploymentInProgress.Direction;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.Report;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R16: phase, direction and first cause are in the deployment state before what they announce. */
class DirectionRulesTest {
    private final Stage stage = Stage.set();

    /** Watches that no change is sent of which the deployment state does not say that it may have begun, by that holder. */
    private static void neverAheadOfTheRecord(Stage stage, String verb) {
        Map<String, String> earliest = Map.of(
                Operations.UPDATE_GROUP, "prepare|shift|finalize",
                Operations.REGISTER, "shift|finalize",
                Operations.DEREGISTER, "shift|finalize",
                Operations.PUT_PARAMETER, "finalize");
        stage.calls.beforeEach(
                Calls::changesTheWorld,
                call -> assertThat(stage.stateText())
                        .contains("\ndeployment.verb " + verb + "\n")
                        .contains("\nlease.holder ann\n")
                        .containsPattern("\nexecution.phase (" + earliest.get(call.operation()) + ")\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "rollback", "cleanup"})
    void nothing_of_a_phase_is_changed_before_the_deployment_state_says_so(String verb) {
        if (!verb.equals("deploy")) {
            assertThat(stage.deploy()).succeeded();
        }
        neverAheadOfTheRecord(stage, verb);
        int before = stage.worldChanges();
        Outcome outcome = switch (verb) {
            case "deploy" -> stage.deploy();
            case "rollback" -> stage.rollback();
            default -> stage.cleanup();
        };

        assertThat(outcome).succeeded();
        assertThat(stage.worldChanges()).isGreaterThan(before);
    }

    @Test
    void direction_and_first_cause_are_in_the_deployment_state_before_the_first_undo() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        List<String> states = new ArrayList<>();
        stage.when("undo:register", () -> states.add(stage.stateText()));
        assertThat(stage.deploy()).rolledBackBecause("only 0 of 3 became healthy");

        assertThat(states)
                .singleElement()
                .asString()
                .contains("\nexecution.direction back\n")
                .contains("\ncause.step await-healthy\n")
                .contains("\ncause.problem only 0 of 3 became healthy");
    }

    @Test
    void an_abort_is_in_the_deployment_state_before_the_first_undo() {
        stage.killedIn("await-healthy", () -> stage.deploy());
        List<String> states = new ArrayList<>();
        stage.when("undo:register", () -> states.add(stage.stateText()));
        assertThat(stage.by("bob").abort(BETA)).rolledBack();

        assertThat(states)
                .singleElement()
                .asString()
                .contains("\nexecution.direction back\n")
                .contains("\ncause.problem aborted by bob\n");
    }

    @Test
    void what_failed_dirty_on_the_way_back_is_resolved_by_the_next_process_at_once() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        CallFault denied = CallFault.denied(Operations.DEREGISTER);
        stage.when("await-healthy", () -> stage.cloud.install(denied));
        assertThat(stage.deploy()).failedDirtyBecause("only 0 of 3 became healthy");

        BlueGreen bob = stage.by("bob");
        assertThat(bob.status(BETA).deployment())
                .extracting(
                        DeploymentInProgress::holder,
                        DeploymentInProgress::held,
                        DeploymentInProgress::direction,
                        DeploymentInProgress::phase)
                .containsExactly("ann", false, Direction.BACK, Phase.SHIFT);
        assertThat(bob.history(BETA)).isEmpty();
        assertThatThrownBy(() -> bob.deploy(BETA))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("left by ann")
                .hasMessageContaining("because only 0 of 3 became healthy")
                .hasMessageEndingWith("; resume or abort it first");

        assertThat(bob.abort(BETA)).failedDirtyBecause("only 0 of 3 became healthy");
        stage.cloud.remove(denied);
        stage.events.clear();
        assertThat(bob.resume(BETA))
                .rolledBackBecause("only 0 of 3 became healthy")
                .failedIn("await-healthy");
        assertThat(stage.events).noneMatch(Event.LeaseWaiting.class::isInstance);
        assertThat(bob.history(BETA))
                .extracting(EndedDeployment::ending)
                .containsExactly(EndedDeployment.Ending.ROLLED_BACK);
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 0, 10, 0);
    }

    @Test
    void what_failed_dirty_past_the_point_of_no_return_is_resumed_and_not_aborted() {
        CallFault denied = CallFault.denied(Operations.PUT_PARAMETER);
        stage.cloud.install(denied);
        assertThat(stage.deploy()).failedDirtyBecause("AccessDenied").failedIn("write-parameter");
        stage.cloud.remove(denied);

        BlueGreen bob = stage.by("bob");
        assertThatThrownBy(() -> bob.abort(BETA))
                .isInstanceOf(BusyException.class)
                .hasMessageEndingWith("; roll back, which takes over from it at once; or resume it");
        assertThat(bob.resume(BETA)).succeeded();
        assertThat(stage).hasSwitched();
    }

    @Test
    void a_phase_that_cannot_be_written_does_not_begin() {
        CallFault denied = CallFault.denied(Operations.REPLACE_STATE).skipping(1);
        stage.cloud.install(denied);
        Outcome outcome =
                stage.builder("ann").lease(Duration.ofHours(1)).build().deploy(BETA);

        assertThat(outcome)
                .interruptedBecause("the deployment state could not be written: deployments:Replace: AccessDenied")
                .hasSteps(Report.Step.State.STOPPED)
                .hasSteps(Report.Step.State.DONE, "pin", "scale-up", "await-in-service");
        assertThat(stage.targets.registered(stage.green)).isZero();
        stage.cloud.remove(denied);
        assertThat(stage.by("bob").status(BETA).deployment())
                .extracting(DeploymentInProgress::held, DeploymentInProgress::phase)
                .containsExactly(true, Phase.PREPARE);
        assertThat(stage.by("bob").abort(takingOver())).rolledBack();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.BLUE, 2, 10, 3);
    }

    @Test
    void a_deployment_state_that_is_throttled_for_a_while_is_written_in_the_end() {
        stage.cloud.install(
                CallFault.throttled(Operations.REPLACE_STATE).skipping(1).times(6));

        assertThat(stage.builder("ann").lease(Duration.ofHours(1)).build().deploy(BETA))
                .succeeded();
    }

    @Test
    void a_beginning_that_cannot_be_written_is_an_error_and_nothing_was_changed() {
        CallFault lost = CallFault.unavailable(Operations.REPLACE_STATE).times(1);
        stage.cloud.install(lost);

        assertThatThrownBy(() -> stage.deploy()).isInstanceOf(PortException.Unavailable.class);
        assertThat(stage.worldChanges()).isZero();
        assertThat(stage.blueGreen().status(BETA).deployment()).as("given back").isNull();
    }

    @Test
    void an_environment_whose_deployment_state_may_grow_too_large_is_refused() {
        BlueGreen.Builder builder = stage.builder("ann");
        for (int i = 0; i < 60; i++) {
            builder.check(String.format("check-%034d", i), subject -> Check.Verdict.passed());
        }

        assertThatThrownBy(() -> builder.build().deploy(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("to fit into 4096 bytes");
        assertThat(stage.worldChanges()).isZero();
        assertThat(stage.blueGreen().status(BETA).deployment()).as("given back").isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {Operations.CLAIM_STATE, Operations.REPLACE_STATE})
    void lost_replies_of_the_deployment_state_change_nothing(String operation) {
        stage.cloud.install(CallFault.lostReply(operation));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.rollback()).succeeded();
        assertThat(stage.blueGreen().history(BETA)).hasSize(2);
    }
}
