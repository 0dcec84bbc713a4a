package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Reconcile;
import dev.verdigris.request.Recovery;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedGroup;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Traffic by forwarding where neither group is attached to its target group, so that nobody else registers members. */
class ForwardingByHandTest {
    private final ForwardingStage stage = new ForwardingStage();
    private final SimulatedGroup blue = stage.cloud.group(stage.beta, Color.BLUE);
    private final SimulatedGroup green = stage.cloud.group(stage.beta, Color.GREEN);
    private final SimulatedTargetGroup inBlue = stage.cloud.targetGroup(stage.beta, Color.BLUE);
    private final SimulatedTargetGroup inGreen = stage.cloud.targetGroup(stage.beta, Color.GREEN);
    private final long failedBefore;

    ForwardingByHandTest() {
        blue.detach(inBlue);
        green.detach(inGreen);
        stage.cloud.pass(Duration.ofMinutes(6));
        inBlue.place(blue);
        failedBefore = stage.cloud.traffic().failed();
    }

    /** What a killed process dies of. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static List<InstanceId> registered(SimulatedTargetGroup group) {
        return group.targets().stream()
                .filter(target -> !target.out())
                .map(target -> target.target().instance())
                .toList();
    }

    private void lostNothing() {
        assertThat(stage.cloud.traffic().failed()).isEqualTo(failedBefore);
    }

    @Test
    void the_plan_says_who_registers_and_that_nobody_does_afterwards() {
        String plan = stage.on().plan(stage.ending()).toString();

        assertThat(plan)
                .contains("register the members of beta-green in Beta-Green on port 80, at weight 0, since Auto Scaling"
                        + " does not")
                .contains(
                        "deregister the members of beta-blue from Beta-Blue, where they get no requests, and wait until"
                                + " they have drained (5m), at most 6m")
                .contains("found that neither is: their members are registered one by one");
        assertThat(plan.indexOf("drain:blue")).isGreaterThan(plan.indexOf("hold"));
    }

    @Test
    void new_members_are_healthy_at_weight_0_first_and_old_ones_drain_before_they_end() {
        List<Integer> undrained = new ArrayList<>();
        stage.cloud.watch(cloud -> {
            if (blue.size().desired() == 0) {
                undrained.add((int) inBlue.targets().stream()
                        .filter(target -> !target.out() || target.state() == TargetHealth.State.DRAINING)
                        .count());
            }
        });

        Outcome outcome = stage.on().deploy(stage.ending());

        assertThat(outcome).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN);
        assertThat(undrained).isNotEmpty().containsOnly(0);
        assertThat(inGreen.healthy(green)).isEqualTo(3);
        lostNothing();
    }

    @Test
    void members_that_join_either_fleet_meanwhile_are_registered() {
        Outcome outcome = stage.as("await-healthy", () -> {
                    blue.scaleOut(1);
                    green.setDesired(5);
                })
                .deploy(Deployment.of(stage.beta));

        assertThat(outcome).succeeded();
        assertThat(registered(inBlue)).hasSize(4);
        assertThat(inGreen.healthy(green)).isGreaterThanOrEqualTo(4);
        lostNothing();
    }

    @Test
    void a_warm_fleet_stays_registered_so_that_a_rollback_only_moves_the_weights() {
        assertThat(stage.on().deploy(Deployment.of(stage.beta))).succeeded();
        assertThat(registered(inBlue)).hasSize(3);
        AtomicInteger registrations = new AtomicInteger();
        new Calls(stage.cloud)
                .beforeEach(
                        call -> call.operation().equals(Operations.REGISTER), call -> registrations.incrementAndGet());

        assertThat(stage.on().rollback(Rollback.of(stage.beta))).succeeded();

        assertThat(registrations).hasValue(0);
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
        lostNothing();
    }

    @Test
    void what_is_left_of_an_earlier_version_drains_before_it_is_recycled() {
        assertThat(stage.on().deploy(Deployment.of(stage.beta))).succeeded();
        stage.cloud.setLaunchVersion("v3");

        assertThat(stage.on().plan(Deployment.of(stage.beta)).steps().stream().map(step -> step.id()))
                .containsSubsequence("drain:blue", "recycle", "register");
        assertThat(stage.on().deploy(Deployment.of(stage.beta))).succeeded();

        assertThat(stage.cloud).servesOnly(Color.BLUE);
        lostNothing();
    }

    @Test
    void a_cleanup_deregisters_before_it_ends() {
        assertThat(stage.on().deploy(Deployment.of(stage.beta))).succeeded();

        assertThat(stage.on().cleanup(Cleanup.of(stage.beta))).succeeded();

        assertThat(registered(inBlue)).isEmpty();
        assertThat(blue.inService()).isZero();
        lostNothing();
    }

    @Test
    void what_was_registered_in_vain_is_deregistered_on_the_way_back() {
        green.afflict("v2", InstanceFault.neverHealthy());

        Outcome outcome = stage.on().deploy(Deployment.of(stage.beta));

        assertThat(outcome).rolledBackBecause("became healthy").failedIn("await-healthy");
        assertThat(registered(inGreen)).isEmpty();
        assertThat(green.size()).isEqualTo(new GroupSize(0, 10, 0));
        assertThat(stage.cloud).servesOnly(Color.BLUE);
        lostNothing();
    }

    @Test
    void a_registration_that_is_denied_rolls_the_deployment_back() {
        stage.cloud.install(CallFault.denied(Operations.REGISTER));

        assertThat(stage.on().deploy(Deployment.of(stage.beta)))
                .rolledBackBecause("RegisterTargets")
                .failedIn("register");

        assertThat(stage.cloud).servesOnly(Color.BLUE);
    }

    @Test
    void a_permission_that_draining_needs_is_missed_before_anything_is_changed() {
        stage.cloud.install(CallFault.denied(Operations.DEREGISTER));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> stage.on().deploy(Deployment.of(stage.beta)))
                .withMessageContaining("DeregisterTargets");

        assertThat(green.size().desired()).isZero();
        assertThat(stage.on().status(stage.beta).deployment()).isNull();
    }

    @Test
    void one_group_that_is_attached_while_the_other_is_not_is_refused() {
        blue.attach(inBlue);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> stage.on().plan(Deployment.of(stage.beta)))
                .withMessageContaining("expected beta-green to be attached to Beta-Green")
                .withMessageContaining("where instances are to be registered one by one, detach both groups");
    }

    @Test
    void new_members_are_registered_on_the_ports_that_the_live_ones_are_on() {
        inBlue.deregisterAll();
        stage.cloud.pass(Duration.ofMinutes(6));
        blue.instances().forEach(member -> inBlue.place(member, 8080));

        assertThat(stage.on().plan(Deployment.of(stage.beta)).toString()).contains("in Beta-Green on port 8080");
        assertThat(stage.on().deploy(Deployment.of(stage.beta))).succeeded();

        assertThat(inGreen.targets()).allMatch(target -> target.target().port() == 8080);
    }

    @Test
    void reconcile_registers_a_member_of_the_serving_fleet_that_is_missing() {
        blue.scaleOut(1);
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(registered(inBlue)).hasSize(3);

        Reconciliation done = stage.on().reconcile(Reconcile.of(stage.beta));

        assertThat(done.toString()).contains("in service and not registered");
        assertThat(registered(inBlue)).hasSize(4);
    }

    @Test
    void where_nobody_is_registered_reconcile_registers_the_recorded_color() {
        inBlue.deregisterAll();
        stage.cloud.pass(Duration.ofMinutes(6));

        stage.on().reconcile(Reconcile.of(stage.beta));

        assertThat(registered(inBlue)).hasSize(3);
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(stage.cloud).servesOnly(Color.BLUE);
    }

    @Test
    void a_new_member_that_somebody_drains_is_not_registered_again() {
        Outcome outcome = stage.as(
                        "write-parameter",
                        () -> stage.cloud.drain(green.instances().get(0).id()))
                .deploy(Deployment.of(stage.beta));

        assertThat(outcome).succeeded();
        assertThat(registered(inGreen))
                .doesNotContain(green.instances().get(0).id())
                .hasSize(2);
    }

    @Test
    void whoever_promotes_registers_what_has_joined_either_fleet_and_moves_no_requests() {
        assertThat(stage.on().deploy(Deployment.of(stage.beta).withGate(Gate.afterBake())))
                .pausedAt("after-bake");
        blue.scaleOut(1);
        green.setDesired(4);
        stage.cloud.pass(Duration.ofMinutes(5));
        List<String> before = stage.actions();
        long byBlue = inBlue.traffic().requests();

        assertThat(stage.on().promote(stage.beta)).succeeded();

        assertThat(registered(inBlue)).as("kept warm").hasSize(4);
        assertThat(registered(inGreen)).hasSize(4);
        assertThat(stage.actions()).isEqualTo(before);
        assertThat(inBlue.traffic().requests()).isEqualTo(byBlue);
        lostNothing();
    }

    @Test
    void whoever_resumes_while_the_old_fleet_drains_registers_nothing_of_it() {
        assertThat(stage.on().deploy(stage.ending().withGate(Gate.afterBake()))).pausedAt("after-bake");
        List<Integer> drained = new ArrayList<>();
        BlueGreen promoting = stage.as("scale-down", () -> {
            drained.add(registered(inBlue).size());
            throw new Killed();
        });
        assertThatExceptionOfType(Killed.class).isThrownBy(() -> promoting.promote(stage.beta));
        AtomicInteger registrations = new AtomicInteger();
        new Calls(stage.cloud)
                .beforeEach(
                        call -> call.operation().equals(Operations.REGISTER), call -> registrations.incrementAndGet());

        assertThat(stage.on().resume(Recovery.of(stage.beta).withTakeOver(true)))
                .succeeded();

        assertThat(drained).containsExactly(0);
        assertThat(registrations).hasValue(0);
        assertThat(blue.inService()).isZero();
        lostNothing();
    }
}
