package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.Report;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R10 to R13: the cutover. */
class CutoverRulesTest {
    private final Stage stage = Stage.set();

    @Test
    void r10_draining_counts_as_deregistered() {
        stage.when("write-parameter", () -> {
            assertThat(stage.targets.registered(stage.blue)).isZero();
            assertThat(stage.targets.targets()).hasSize(6);
        });

        assertThat(stage.deploy()).succeeded();
    }

    @Test
    void r10_an_old_target_that_someone_registers_again_is_deregistered_again() {
        stage.calls.afterFirst(
                Operations.DEREGISTER,
                () -> stage.targets.register(stage.blue.instance(1).id()));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).failedNoRequest();
    }

    @Test
    void r10_an_old_target_that_is_unused_or_unhealthy_is_not_deregistered() {
        stage.blue.instance(1).sicken("Target.Timeout");
        stage.when("deregister", () -> stage.blue.instance(2).terminate());

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.targets.registered(stage.blue)).isZero();
        assertThat(stage.cloud).hasRecorded(Color.GREEN);
    }

    @Test
    void r11_inside_the_cutover_the_old_color_serves_in_full_before_the_new_one_leaves() {
        stage.neverFewerAnswering(3);
        List<String> order = new ArrayList<>();
        stage.calls.beforeEach(
                call -> Set.of(Operations.REGISTER, Operations.DEREGISTER).contains(call.operation()),
                call -> order.add(
                        call.operation() + " with " + stage.targets.healthy(stage.blue) + " of blue healthy"));
        // The first deregistration gets through in part only, and then the new fleet turns out to be sick.
        stage.cloud.install(CallFault.lostReply(Operations.DEREGISTER).times(1));
        stage.calls.afterFirst(Operations.DEREGISTER, () -> {
            stage.targets.register(stage.blue.instance(1).id());
            stage.targets.register(stage.blue.instance(2).id());
        });
        stage.when("deregister", Thread.currentThread()::interrupt);

        Outcome outcome = stage.deploy();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).rolledBackBecause("interrupted");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
        assertThat(order.get(order.size() - 1)).isEqualTo(Operations.DEREGISTER + " with 3 of blue healthy");
    }

    @Test
    void r11_undo_waits_for_the_old_color_to_be_healthy_when_it_had_left_already() {
        stage.neverFewerAnswering(3);
        // All of the old color is out, the reply is lost, and from then on nobody may look: the deployment cannot know.
        stage.calls.afterFirst(
                Operations.DEREGISTER,
                () -> stage.cloud.install(
                        CallFault.denied(Operations.DESCRIBE_HEALTH).times(1)));

        assertThat(stage.deploy()).rolledBackBecause("AccessDenied").failedIn("deregister");
        assertThat(stage).isAsBefore();
    }

    @Test
    void r11_undo_scales_down_only_what_has_drained() {
        stage.green.afflict(3, InstanceFault.slowBoot(Duration.ofHours(1)));
        stage.when("undo:scale-up", () -> assertThat(stage.targets.targets()).hasSize(3));

        assertThat(stage.deploy(Stage.replacingNone())).rolledBack();
        assertThat(stage.cloud.traffic().cutOff()).isZero();
    }

    @Test
    void r12_the_color_is_recorded_as_soon_as_the_old_one_is_seen_out() {
        Outcome outcome = stage.deploy();

        assertThat(outcome).succeeded();
        List<Report.Step> steps = outcome.report().steps();
        assertThat(steps)
                .extracting(Report.Step::id)
                .containsSubsequence("deregister", "write-parameter", "await-drained");
    }

    @Test
    void r12_a_color_that_cannot_be_written_leaves_traffic_and_names_the_drift() {
        stage.cloud.install(CallFault.denied(Operations.PUT_PARAMETER));

        Outcome outcome = stage.deploy();

        assertThat(outcome)
                .failedDirtyBecause("AccessDenied")
                .failedIn("write-parameter")
                .leaving("/compiler-explorer/beta/active-asg may still say blue while traffic reaches green");
        assertThat(((Outcome.FailedDirty) outcome).residue())
                .singleElement()
                .satisfies(residue -> assertThat(residue.remedy()).contains("--value green"));
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasBounds(Color.BLUE, 3, 10, 3)
                .failedNoRequest();
    }

    @Test
    void r12_a_parameter_that_is_throttled_for_a_while_is_written_in_the_end() {
        stage.cloud.install(CallFault.throttled(Operations.PUT_PARAMETER).times(5));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).hasRecorded(Color.GREEN);
    }

    @Test
    void r12_what_fails_after_the_point_of_no_return_is_named_and_the_rest_done() {
        stage.when("write-parameter", () -> stage.cloud.install(CallFault.denied(Operations.UPDATE_GROUP)));

        Outcome outcome = stage.deploy();

        assertThat(outcome)
                .failedDirtyBecause("AccessDenied")
                .failedIn("restore-active-min")
                .leaving("beta-green may still have its minimum held");
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).failedNoRequest();
    }

    @Test
    void r13_the_defaults_are_in_the_plan() {
        SwitchPlan plan = stage.blueGreen().plan(keepingNothing());

        assertThat(plan.steps())
                .filteredOn(step -> step.id().equals("await-in-service"))
                .singleElement()
                .satisfies(step -> assertThat(step.deadline())
                        .as("and as long again for a replacement")
                        .isEqualTo(Duration.ofMinutes(30)));
        assertThat(plan.toString())
                .contains("are in service, at most 15m")
                .contains("healthy in two consecutive polls, at most 5m")
                .contains("have drained (20s), at most 1m 20s");
    }

    @Test
    void r13_the_deadline_of_in_service_ends_the_wait() {
        stage.when("await-in-service", () -> stage.green.suspend("Launch"));

        Outcome outcome = stage.deploy(Deployment.of(BETA)
                .withPolicy(
                        Policy.defaults().withDeadlines(Deadlines.defaults().withInService(Duration.ofMinutes(3)))));

        assertThat(outcome)
                .rolledBackBecause("only 0 of 3 instances of beta-green came into service (within 3m)")
                .failedIn("await-in-service");
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.GREEN, 0, 10, 0)
                .failedNoRequest();
    }

    @Test
    void r13_the_deadline_of_health_ends_the_wait_and_names_the_instance_and_the_reason() {
        stage.green.afflict(2, InstanceFault.neverHealthy());

        assertThat(stage.deploy(Stage.replacingNone()))
                .rolledBackBecause(
                        "only 2 of 3 became healthy: i-00002000000000002 unhealthy Target.ResponseCodeMismatch"
                                + " (within 5m)");
        assertThat(stage).isAsBefore();
    }

    @Test
    void r13_an_expired_drain_never_scales_down() {
        stage.when("await-drained", () -> putBackForever());

        Outcome outcome = stage.deploy(keepingNothing());

        assertThat(outcome).failedDirty().failedIn("await-drained");
        assertThat(stage.cloud)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasInService(Color.BLUE, 3);
        assertThat(stage.cloud.traffic().cutOff()).isZero();
    }

    /** Someone registers an old instance again and again. */
    private void putBackForever() {
        stage.targets.register(stage.blue.instance(1).id());
        stage.cloud.after(Duration.ofSeconds(7), this::putBackForever);
    }

    @Test
    void r13_the_delay_that_counts_is_the_target_groups_own() {
        stage.targets.setDeregistrationDelay(Duration.ofMinutes(30));

        assertThat(stage.deploy(keepingNothing())).succeeded();
        assertThat(stage.cloud).hasBounds(Color.BLUE, 0, 10, 0).hasInService(Color.BLUE, 0);
        stage.cloud.pass(Duration.ofMinutes(1));
        assertThat(stage.blue.instances()).isEmpty();
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void r13_without_a_delay_there_is_nothing_to_wait_for() {
        stage.targets.setDeregistrationDelay(Duration.ZERO);

        assertThat(stage.deploy(keepingNothing())).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasBounds(Color.BLUE, 0, 10, 0)
                .failedNoRequest();
    }
}
