package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Report;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What cannot be undone because an earlier undo failed for good is not waited for, and denied permissions are found out first. */
class UndoThatCannotBeDoneTest {
    private static final Policy QUICK = Policy.defaults()
            .withPollInterval(Duration.ofMillis(100))
            .withDeadlines(Deadlines.defaults().withHealthy(Duration.ofSeconds(6)));

    private final Stage stage = Stage.set();
    private int calls;

    private Outcome deployCounting() {
        stage.cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                calls++;
            }
        });
        return stage.deploy(Deployment.of(BETA).withPolicy(QUICK));
    }

    @Test
    void a_denied_deregistration_is_a_refusal_before_anything_is_changed() {
        stage.cloud.install(CallFault.denied(Operations.DEREGISTER));

        assertThatThrownBy(this::deployCounting)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("not authorized to perform elasticloadbalancing:DeregisterTargets")
                .hasMessageContaining("allow elasticloadbalancing:DeregisterTargets to the credentials in use");
        assertThat(stage.worldChanges()).isZero();
        assertThat(stage.cloud.elapsed()).isLessThan(Duration.ofSeconds(1));
        assertThat(calls).isLessThan(16);
        assertThat(stage.blueGreen().status(BETA).deployment()).isNull();
    }

    @Test
    void a_denied_deregistration_refuses_a_rollback_and_does_not_concern_a_cleanup() {
        assertThat(stage.deploy()).succeeded();
        stage.cloud.install(CallFault.denied(Operations.DEREGISTER));
        int changes = stage.worldChanges();

        assertThatThrownBy(() -> stage.rollback(Rollback.of(BETA)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("DeregisterTargets");
        assertThat(stage.worldChanges()).isEqualTo(changes);
        assertThat(stage.cleanup()).succeeded();
    }

    @Test
    void what_cannot_be_found_out_is_noted_and_the_deployment_goes_on() {
        stage.cloud.install(CallFault.throttled(Operations.REHEARSE_DEREGISTRATION));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.sentences())
                .anyMatch(sentence -> sentence.contains("whether the credentials may deregister targets could not be"));
    }

    /** It took 128 s and 1,747 calls from the beginning to the residue, almost all of them after the cause. */
    @Test
    void a_permission_that_is_lost_midway_is_named_at_once_with_all_that_it_leaves() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        stage.when("await-healthy", () -> stage.cloud.install(CallFault.denied(Operations.DEREGISTER)));
        Duration[] undoing = new Duration[1];
        int[] before = new int[1];
        stage.when("undo:register", () -> {
            undoing[0] = stage.cloud.elapsed();
            before[0] = calls;
        });

        Outcome outcome = deployCounting();

        assertThat(outcome)
                .failedDirtyBecause("only 0 of 3 became healthy")
                .suppressing("AccessDenied")
                .suppressing("what must be undone before that could not be")
                .leaving("members of beta-green may still be registered in Beta")
                .leaving("beta-green may still be scaled up")
                .hasSteps(Report.Step.State.LEFT, "scale-up", "register")
                .hasSteps(Report.Step.State.UNDONE, "pin", "await-in-service");
        Duration took = stage.cloud.elapsed().minus(undoing[0]);
        System.out.println("from the first undo to the residue: " + took.toMillis() + " ms, " + (calls - before[0])
                + " calls; from the beginning: " + calls + " calls");
        assertThat(took).isLessThan(Duration.ofSeconds(1));
        assertThat(calls - before[0]).isLessThan(20);
        assertThat(stage.cloud).hasRecorded(Color.BLUE).hasBounds(Color.BLUE, 2, 10, 3);
    }

    @Test
    void once_it_is_allowed_again_a_resumption_undoes_the_rest() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        CallFault denied = CallFault.denied(Operations.DEREGISTER);
        stage.when("await-healthy", () -> stage.cloud.install(denied));
        assertThat(deployCounting()).failedDirty();
        stage.cloud.remove(denied);

        assertThat(stage.by("bob").resume(BETA)).rolledBackBecause("only 0 of 3 became healthy");
        assertThat(stage).isAsBefore();
    }
}
