package dev.verdigris.testkit.assertj;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Report;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Latencies;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class VerdigrisAssertionsTest {
    private static final Environment BETA = Environment.of("beta");

    private final SimulatedCloud cloud = SimulatedCloud.builder()
            .latencies(Latencies.instant())
            .serving(BETA, 3)
            .build();

    private Outcome deploy() {
        return BlueGreen.on(cloud.ports()).deploy(BETA);
    }

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContaining(message);
    }

    @Test
    void a_success_is_told_from_anything_else() {
        Outcome outcome = deploy();

        assertThat(outcome).succeeded().notingNothing();
        fails(() -> assertThat(outcome).rolledBack(), "Expected it to be rolled back, found Succeeded");
        fails(() -> assertThat(outcome).failedDirty(), "found Succeeded");
        fails(() -> assertThat(outcome).failedIn("pin"), "Expected a step to have failed, found Succeeded");
        fails(() -> assertThat(outcome).noting("something"), "found []");
        fails(() -> assertThat(outcome).hasSteps(Report.Step.State.FAILED, "pin"), "to be FAILED");
        fails(() -> assertThat((Outcome) null).succeeded(), "not to be null");
    }

    @Test
    void a_rollback_is_told_with_its_cause() {
        cloud.group("beta-green").afflict("v2", InstanceFault.neverHealthy());
        Outcome outcome = deploy();

        assertThat(outcome)
                .rolledBackBecause("only 0 of 3 became healthy")
                .failedIn("await-healthy")
                .hasSteps(Report.Step.State.FAILED, "await-healthy");
        fails(() -> assertThat(outcome).succeeded(), "Expected a success, found RolledBack: await-healthy");
        fails(() -> assertThat(outcome).rolledBackBecause("bad luck"), "because of 'bad luck'");
        fails(() -> assertThat(outcome).failedIn("pin"), "failed in 'pin', found 'await-healthy'");
        fails(() -> assertThat(outcome).suppressing("more"), "found []");
        fails(() -> assertThat(outcome).failedDirty(), "to have failed dirty");
    }

    @Test
    void a_dirty_failure_is_told_with_what_is_left() {
        cloud.install(CallFault.denied(Operations.PUT_PARAMETER));
        Outcome outcome = deploy();

        assertThat(outcome).failedDirtyBecause("AccessDenied").leaving("/compiler-explorer/beta/active-asg");
        fails(() -> assertThat(outcome).leaving("a mess"), "Expected 'a mess' to be left");
        fails(() -> assertThat(outcome).rolledBack(), "found FailedDirty");
        fails(() -> assertThat(cloud).hasRecorded(Color.GREEN), "Expected 'green' to be recorded, found 'blue'");
    }

    @Test
    void what_stopped_where_it_was_is_told_with_the_reason() {
        cloud.install(CallFault.denied(Operations.REPLACE_STATE).skipping(1));
        Outcome outcome = deploy();

        assertThat(outcome).interrupted().interruptedBecause("could not be written");
        fails(() -> assertThat(outcome).interruptedBecause("bad luck"), "because of 'bad luck'");
        fails(() -> assertThat(outcome).failedIn("pin"), "Expected a step to have failed, found Interrupted");
        fails(() -> assertThat(outcome).pausedAt("promote"), "paused at the gate 'promote', found Interrupted");
    }

    @Test
    void what_waits_at_a_gate_is_told_with_its_name() {
        Outcome outcome = Outcome.paused(deploy().report(), "promote", null);

        assertThat(outcome).pausedAt("promote");
        fails(() -> assertThat(outcome).pausedAt("smoke"), "paused at the gate 'smoke', found Paused: at the gate");
        fails(() -> assertThat(outcome).interrupted(), "to have been interrupted, found Paused");
    }

    @Test
    void a_cloud_is_told_by_what_it_serves_records_and_holds() {
        deploy();

        assertThat(cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasBounds("beta-blue", 3, 10, 3)
                .hasInService(Color.BLUE, 3)
                .failedNoRequest();
        fails(() -> assertThat(cloud).servesOnly(Color.BLUE), "found 0 of 3");
        fails(() -> assertThat(cloud).hasRecorded(Color.BLUE), "found 'green'");
        fails(() -> assertThat(cloud).hasBounds("beta-green", 0, 1, 0), "found min 2, max 10, desired 3");
        fails(() -> assertThat(cloud).hasInService(Color.BLUE, 4), "found 3");
    }

    @Test
    void both_colors_registered_is_not_serving_one_only() {
        cloud.group("beta-green").setDesired(1);
        cloud.targetGroup(BETA).place(cloud.group("beta-green"));

        fails(
                () -> assertThat(cloud).servesOnly(Color.BLUE),
                "Expected no instance of beta-green to be registered, found 1");
    }

    @Test
    void a_failed_request_is_told_with_the_whole_world() {
        cloud.group("beta-blue").instance(1).sicken("Target.Timeout");
        cloud.pass(Duration.ofSeconds(1));

        fails(() -> assertThat(cloud).failedNoRequest(), "7 failed (7 unanswered");
        fails(() -> assertThat(cloud).failedNoRequest(), "simulated cloud, seed 1");
    }

    @Test
    void of_several_environments_one_must_be_chosen() {
        Environment prod = Environment.of("prod");
        SimulatedCloud two =
                SimulatedCloud.builder().serving(BETA, 1).serving(prod, 1).build();

        assertThat(two).in(prod).hasRecorded(Color.BLUE);
        assertThatThrownBy(() -> assertThat(two).hasRecorded(Color.BLUE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in(…)");
    }
}
