package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Attachments.State;
import dev.verdigris.port.Cloud;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Shift;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traffic by attachment: what becomes of the attachments, of the requests and of both fleets. */
class AttachmentTest {
    private final AttachmentStage stage = new AttachmentStage();

    @Test
    void r24_the_new_group_is_attached_and_healthy_before_the_old_one_is_detached() {
        List<String> changes = new ArrayList<>();
        List<Integer> healthy = new ArrayList<>();
        Outcome outcome = stage.on(event -> {
                    if (event instanceof Event.ChangeAnnounced change
                            && change.change().contains("tach Beta")) {
                        changes.add(change.change());
                        healthy.add(stage.targets.healthy(stage.green));
                    }
                })
                .deploy(stage.ending());

        assertThat(outcome).succeeded();
        assertThat(changes).containsExactly("attach Beta to beta-green", "detach Beta from beta-blue");
        assertThat(healthy).containsExactly(0, 3);
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN);
        assertThat(stage.cloud).failedNoRequest();
        assertThat(stage.attached()).isEqualTo(Color.GREEN);
        assertThat(stage.blue.size().desired()).isZero();
    }

    @Test
    void r24_the_old_fleet_is_not_touched_before_its_attachment_is_removed() {
        List<State> states = new ArrayList<>();
        stage.cloud.watch(cloud -> {
            if (stage.blue.size().desired() == 0 && states.isEmpty()) {
                states.add(stage.blue.attachment(stage.targets));
            }
        });
        stage.targets.setDeregistrationDelay(Duration.ofMinutes(4));

        assertThat(stage.on().deploy(stage.ending())).succeeded();

        assertThat(states).hasSize(1).containsOnlyNulls();
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void r24_an_attachment_in_service_is_no_proof_of_health() {
        stage.green.setHealthChecks(
                dev.verdigris.model.GroupTraits.HealthChecks.ofLoadBalancers(Duration.ofMinutes(30)));
        stage.green.afflict(2, InstanceFault.neverHealthy());
        List<State> states = new ArrayList<>();
        stage.cloud.watch(cloud -> states.add(stage.green.attachment(stage.targets)));

        assertThat(stage.on().deploy(stage.ending().withPolicy(Policy.defaults().withReplacements(0))))
                .rolledBack();

        assertThat(states).contains(State.IN_SERVICE);
        assertThat(stage.attached()).isEqualTo(Color.BLUE);
        assertThat(stage.cloud).servesOnly(Color.BLUE);
        assertThat(stage.cloud).failedNoRequest();
        assertThat(stage.green.size()).isEqualTo(new GroupSize(0, 10, 0));
    }

    @Test
    void the_plan_says_what_is_attached_and_what_is_waited_for() {
        assertThat(stage.on().plan(Deployment.of(stage.beta)).toString())
                .contains("attach Beta to beta-green, so that Auto Scaling registers its members")
                .contains("wait until 3 of them are healthy in two consecutive polls")
                .contains("detach Beta from beta-blue, and read back that its members are out")
                .contains("have drained (5m) and the attachment is removed, at most 6m");
    }

    @Test
    void what_is_launched_after_the_switch_is_registered_and_what_is_scaled_in_drains() {
        stage.on().deploy(stage.ending()).orThrow();
        stage.green.scaleOut(2);
        stage.cloud.pass(Duration.ofMinutes(5));
        assertThat(stage.targets.healthy(stage.green)).isEqualTo(5);

        stage.green.scaleIn(2);
        stage.cloud.pass(Duration.ofMinutes(20));

        assertThat(stage.targets.healthy(stage.green)).isEqualTo(3);
        assertThat(stage.cloud).failedNoRequest();
        assertThat(stage.on().status(stage.beta).drift()).isEmpty();
    }

    @Test
    void a_rollback_attaches_the_warm_fleet_again_and_launches_nothing() {
        BlueGreen on = stage.on();
        on.deploy(stage.beta).orThrow();
        stage.cloud.pass(Duration.ofMinutes(10));
        long launched = stage.cloud.log().stream()
                .filter(entry -> entry.toString().contains("launches"))
                .count();

        assertThat(on.rollback(stage.beta)).succeeded();

        assertThat(stage.attached()).isEqualTo(Color.BLUE);
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
        assertThat(stage.cloud).failedNoRequest();
        assertThat(stage.cloud.log().stream()
                        .filter(entry -> entry.toString().contains("launches"))
                        .count())
                .isEqualTo(launched);
    }

    @Test
    void a_rollback_waits_where_aws_does_not_attach_what_still_drains() {
        stage.blue.setRefuseReturn(true);
        BlueGreen on = stage.on();
        on.deploy(stage.beta).orThrow();
        stage.green.setRefuseReturn(true);
        on.rollback(stage.beta).orThrow();

        assertThat(on.deploy(stage.beta)).succeeded();

        assertThat(stage.attached()).isEqualTo(Color.GREEN);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void a_failure_after_the_new_group_was_attached_goes_back_to_the_old_one_alone() {
        Outcome outcome = stage.as(
                        "attach",
                        () -> stage.green
                                .instances()
                                .forEach(instance -> instance.sicken("Target.ResponseCodeMismatch")))
                .deploy(stage.beta);

        assertThat(outcome).rolledBack();
        assertThat(stage.attached()).isEqualTo(Color.BLUE);
        assertThat(stage.green.attachment(stage.targets)).isNull();
        assertThat(stage.cloud).servesOnly(Color.BLUE);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void where_the_old_group_cannot_be_detached_the_new_one_leaves_again() {
        stage.cloud.install(
                CallFault.invalid(Operations.DETACH, "ValidationError: not now").times(1));

        assertThat(stage.on().deploy(stage.beta)).rolledBack();

        assertThat(stage.attached()).isEqualTo(Color.BLUE);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void an_attachment_that_aws_refuses_for_a_while_is_asked_for_again() {
        stage.cloud.install(
                CallFault.invalid(Operations.ATTACH, "ValidationError: not now").times(3));

        assertThat(stage.on().deploy(stage.beta)).succeeded();
        assertThat(stage.attached()).isEqualTo(Color.GREEN);
    }

    @Test
    void credentials_that_may_not_detach_are_refused_before_anything_is_changed() {
        stage.cloud.install(CallFault.denied(Operations.DETACH));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> stage.on().deploy(stage.beta))
                .withMessageContaining("expected the credentials to allow what the cutover needs");
        assertThat(stage.green.isAttached(stage.targets)).isFalse();
    }

    @Test
    void what_somebody_detaches_meanwhile_is_attached_again() {
        Outcome outcome = stage.as("await-removed", () -> stage.green.detach(stage.targets))
                .deploy(stage.ending());

        assertThat(outcome).succeeded();
        assertThat(stage.attached()).isEqualTo(Color.GREEN);
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void a_first_deployment_detaches_the_other_group_that_is_at_zero() {
        stage.blue.setBounds(new GroupSize(0, 10, 0));
        stage.cloud.pass(Duration.ofMinutes(10));

        assertThat(stage.on().deploy(Deployment.of(stage.beta).withCapacity(2))).succeeded();

        assertThat(stage.attached()).isEqualTo(Color.GREEN);
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void a_first_deployment_may_go_to_the_group_that_is_attached_already() {
        stage.blue.setBounds(new GroupSize(0, 10, 0));
        stage.cloud.pass(Duration.ofMinutes(10));

        assertThat(stage.on().deploy(Deployment.of(stage.beta).withCapacity(2).withTo(Color.BLUE)))
                .succeeded();

        assertThat(stage.attached()).isEqualTo(Color.BLUE);
    }

    /** What is launched there gets requests before traffic is moved, and could not end for that on the way back. */
    @Test
    void one_that_goes_there_and_fails_before_traffic_is_moved_is_undone() {
        stage.blue.setBounds(new GroupSize(0, 10, 0));
        stage.cloud.pass(Duration.ofMinutes(10));
        Deployment first = Deployment.of(stage.beta).withTo(Color.BLUE).withCapacity(3);
        BlueGreen on = BlueGreen.builder(stage.cloud.ports())
                .check("never", subject -> Check.Verdict.failed("it is not ready"))
                .build();

        assertThat(on.plan(first).toString()).contains("Beta is attached to beta-blue while nobody serves");
        assertThat(on.deploy(first)).rolledBack();
        stage.cloud.pass(Duration.ofMinutes(2));

        assertThat(stage.blue.size()).isEqualTo(new GroupSize(0, 10, 0));
        assertThat(stage.targets.targets()).isEmpty();
        assertThat(stage.on()
                        .deploy(Deployment.of(stage.beta).withTo(Color.BLUE).withCapacity(3)))
                .succeeded();
        assertThat(stage.attached()).isEqualTo(Color.BLUE);
    }

    @Test
    void stages_are_refused_since_an_attachment_brings_all_members_at_once() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() ->
                        stage.on().plan(Deployment.of(stage.beta).withShift(Shift.canary(10, Duration.ofMinutes(5)))))
                .withMessageContaining(
                        "expected a shift all at once, since Beta is attached to an Auto Scaling group as a whole, found");
    }

    @Test
    void a_cloud_without_the_port_is_refused_by_its_name() {
        Cloud ports = stage.cloud.ports();
        Cloud without = Cloud.builder()
                .fleets(ports.fleets())
                .targetGroups(ports.targetGroups())
                .activeColors(ports.activeColors())
                .deployments(ports.deployments())
                .time(ports.time())
                .build();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> BlueGreen.on(without).plan(Deployment.of(stage.beta)))
                .withMessageContaining("expected a cloud with the port 'attachments'");
    }
}
