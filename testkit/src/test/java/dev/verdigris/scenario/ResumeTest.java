package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Instant;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A deployment that stopped half-way, and somebody at another machine who resumes it. */
class ResumeTest {
    private final Stage stage = Stage.set();
    private final BlueGreen ann = stage.blueGreen();
    private final BlueGreen bob = stage.by("bob");

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#all")
    void somebody_else_goes_on_wherever_the_process_died(String step) {
        stage.neverFewerAnswering(3);
        stage.killedIn(step, () -> ann.deploy(BETA));
        Outcome outcome = bob.resume(BETA);

        assertThat(outcome).succeeded();
        assertThat(outcome.report().deployment()).isEqualTo("id-1");
        assertThat(stage).hasSwitched();
        assertThat(ann.history(BETA))
                .extracting(EndedDeployment::id, EndedDeployment::ending, EndedDeployment::who)
                .containsExactly(Tuple.tuple("id-1", EndedDeployment.Ending.SUCCEEDED, "bob"));
    }

    @Test
    void a_second_deployment_whose_recycling_was_interrupted_serves_new_instances_only() {
        assertThat(ann.deploy(BETA)).succeeded();
        Set<InstanceId> old = stage.inService(stage.blue);
        stage.killedAfter(Operations.UPDATE_GROUP, 2, () -> ann.deploy(BETA));
        assertThat(bob.resume(BETA)).succeeded();

        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 3, 10, 3)
                .failedNoRequest();
        assertThat(stage.inService(stage.blue)).doesNotContainAnyElementsOf(old);
    }

    @Test
    void a_rollback_and_a_cleanup_are_resumed() {
        assertThat(ann.deploy(BETA)).succeeded();
        stage.killedIn("deregister", () -> ann.rollback(BETA));
        assertThat(bob.resume(BETA)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).hasBounds(Color.GREEN, 3, 10, 3);

        stage.killedIn("scale-down", () -> ann.cleanup(BETA));
        assertThat(bob.resume(BETA)).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.GREEN, 0, 10, 0)
                .failedNoRequest();
    }

    @Test
    void what_was_asked_for_is_in_the_deployment_state() {
        stage.killedIn("register", () -> ann.deploy(Deployment.of(BETA).withCapacity(5)));
        assertThat(bob.resume(BETA)).succeeded();

        assertThat(stage.cloud).hasInService(Color.GREEN, 5);
    }

    @Test
    void a_deployment_that_was_claimed_and_had_not_begun_is_begun() {
        stage.killedAfter(Operations.CLAIM_STATE, 1, () -> ann.deploy(BETA));
        assertThat(stage.worldChanges()).isZero();
        assertThat(bob.status(BETA).deployment())
                .hasToString("deploy id-1 held by ann since " + Instant.EPOCH.plusSeconds(1767225600)
                        + ", going forward, at its beginning");

        assertThat(bob.resume(BETA)).succeeded();
        assertThat(stage).hasSwitched();
    }

    @Test
    void a_deployment_that_was_claimed_and_may_not_begin_is_refused_and_released() {
        stage.killedAfter(Operations.CLAIM_STATE, 1, () -> ann.deploy(BETA));
        stage.cloud.setParameter(BETA.activeColorParameter(), "green");

        assertThatThrownBy(() -> bob.resume(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected the recorded color to be the one that traffic reaches");
        assertThat(bob.status(BETA).deployment()).isNull();
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void a_check_that_must_still_pass_has_to_be_registered() {
        Check passes = subject -> Check.Verdict.passed();
        BlueGreen careful = stage.builder("ann").check("smoke", passes).build();
        stage.killedIn("scale-up", () -> careful.deploy(BETA));

        assertThatThrownBy(() -> bob.resume(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected the plan's check 'smoke' to be registered, found []");
        assertThat(bob.status(BETA).deployment())
                .extracting(DeploymentInProgress::holder, DeploymentInProgress::held)
                .containsExactly("bob", false);

        stage.events.clear();
        assertThat(stage.builder("carol").check("smoke", passes).build().resume(BETA))
                .succeeded();
        assertThat(stage.events).as("nobody to wait for").noneMatch(Event.LeaseWaiting.class::isInstance);
        assertThat(stage).hasSwitched();
    }

    @Test
    void a_check_that_has_passed_need_not_be_registered() {
        BlueGreen careful = stage.builder("ann")
                .check("smoke", subject -> Check.Verdict.passed())
                .build();
        stage.killedIn("register", () -> careful.deploy(BETA));

        assertThat(bob.resume(BETA)).succeeded();
        assertThat(stage).hasSwitched();
    }

    @Test
    void a_resumed_deployment_that_fails_is_rolled_back() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        stage.killedIn("register", () -> ann.deploy(BETA));

        assertThat(bob.resume(BETA)).rolledBackBecause("only 0 of 3 became healthy");
        assertThat(stage).isAsBefore();
    }

    @Test
    void a_deployment_may_be_resumed_again_and_again() {
        stage.neverFewerAnswering(3);
        stage.killedIn("scale-up", () -> ann.deploy(BETA));
        stage.killedIn("await-healthy", () -> bob.resume(BETA));
        stage.killedIn("deregister", () -> ann.resume(BETA));
        stage.killedIn("restore-active-min", () -> bob.resume(BETA));
        assertThat(ann.resume(BETA)).succeeded();

        assertThat(stage).hasSwitched();
        assertThat(stage.stateText()).startsWith("verdigris 2.0\nfencing 5\n");
    }

    @Test
    void the_first_event_says_what_is_resumed() {
        stage.killedIn("register", () -> ann.deploy(BETA));
        stage.events.clear();
        assertThat(bob.resume(takingOver())).succeeded();

        assertThat(stage.sentences().get(0))
                .isEqualTo(
                        "continuing from: deploy id-1 held by ann since 2026-01-01T00:00:00Z, going forward, at shift");
    }
}
