package dev.verdigris.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.GroupTraits.HealthChecks;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a deployment by attachment refuses before it changes anything, and what it warns of. */
class AttachmentPreflightTest {
    private final AttachmentStage stage = new AttachmentStage();

    private void refused(String problem) {
        int changes = stage.cloud.changes();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> stage.on().plan(Deployment.of(stage.beta)))
                .withMessageContaining(problem);
        assertThat(stage.cloud.changes()).as("nothing was changed").isEqualTo(changes);
    }

    private void warned(String problem) {
        assertThat(stage.on().plan(Deployment.of(stage.beta)).notes()).anyMatch(note -> note.contains(problem));
    }

    @Test
    void nothing_is_to_be_said_of_an_environment_as_it_should_be() {
        stage.green.setHealthChecks(HealthChecks.ofLoadBalancers(Duration.ofMinutes(5)));

        assertThat(stage.on().plan(Deployment.of(stage.beta)).notes()).isEmpty();
        assertThat(stage.on().validate(stage.beta)).isEmpty();
    }

    @Test
    void a_fleet_that_is_registered_one_by_one_is_refused_with_the_remedy() {
        stage.blue.detach(stage.targets);
        stage.cloud.pass(Duration.ofMinutes(10));
        stage.targets.place(stage.blue);

        refused(
                "expected beta-blue, which serves, to be attached to Beta, found its members registered there one by one");
        refused("reconcile, which attaches it");
    }

    @Test
    void a_target_group_that_is_attached_to_both_groups_is_refused() {
        stage.green.attach(stage.targets);

        refused("expected Beta to be attached to one group alone, found it attached to beta-green, too");
    }

    @Test
    void both_groups_attached_with_members_of_both_are_refused() {
        stage.green.setDesired(2);
        stage.cloud.pass(Duration.ofMinutes(5));
        stage.green.attach(stage.targets);
        stage.cloud.pass(Duration.ofMinutes(5));

        refused("expected traffic to reach one color through Beta, found 3 instances of blue and 2 of green");
    }

    @Test
    void a_fleet_in_service_that_is_attached_to_nothing_is_refused() {
        stage.blue.detach(stage.targets);
        stage.cloud.pass(Duration.ofMinutes(10));

        refused("expected nobody in service while traffic reaches no color through Beta");
    }

    @Test
    void a_group_that_is_attached_elsewhere_too_is_refused() {
        SimulatedTargetGroup legacy = stage.cloud.createTargetGroup("Legacy");
        stage.green.attach(legacy);

        refused("expected beta-green to serve through Beta alone, found it attached to " + legacy.arn());
    }

    @Test
    void members_on_another_port_are_refused_since_detaching_would_leave_them_there() {
        stage.targets.place(stage.blue.instances().get(0), 8080);

        refused("expected every member of beta-blue on port 80");
        refused("deregister those that somebody has registered by hand");
    }

    @Test
    void idle_members_that_somebody_registers_by_hand_are_refused() {
        stage.green.setDesired(1);
        stage.cloud.pass(Duration.ofMinutes(5));
        stage.targets.register(stage.green.instances().get(0).id());

        refused("expected traffic to reach one color through Beta");
    }

    @Test
    void a_group_that_registers_nothing_is_refused_and_a_rollback_to_it_is_warned_of() {
        stage.green.suspend("AddToLoadBalancer");
        refused("found its process AddToLoadBalancer suspended");
        stage.green.resume("AddToLoadBalancer");

        stage.on().deploy(stage.beta).orThrow();
        stage.blue.suspend("AddToLoadBalancer");
        assertThat(stage.on().plan(Rollback.of(stage.beta)).notes())
                .anyMatch(note -> note.contains("beta-blue to register what it launches"));
    }

    @Test
    void functions_are_refused() {
        stage.cloud.deleteTargetGroup("Beta");
        stage.cloud.createTargetGroup("Beta", 80, "lambda");

        refused("found a target group of kind 'lambda'");
    }

    @Test
    void a_target_group_that_no_listener_uses_is_refused() {
        stage.targets.setInUse(false);

        refused("expected Beta to be used by a listener, found that none does");
    }

    @Test
    void a_quota_that_is_too_small_for_both_fleets_is_refused() {
        AttachmentStage crowded = new AttachmentStage();
        SimulatedCloud cloud = SimulatedCloud.builder()
                .targetQuota(1000)
                .serving(crowded.beta, new dev.verdigris.model.GroupSize(2, 900, 600))
                .build();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> dev.verdigris.BlueGreen.on(cloud.ports()).plan(Deployment.of(crowded.beta)))
                .withMessageContaining("expected room for 1200 targets while both fleets are registered")
                .withMessageContaining("found a quota of 1000");
    }

    @Test
    void health_checks_of_ec2_alone_are_warned_of() {
        warned("expected beta-green to replace what the load balancer finds unhealthy, found that its health checks are"
                + " those of EC2 alone");
    }

    @Test
    void health_checks_without_a_grace_period_are_warned_of() {
        stage.green.setHealthChecks(HealthChecks.ofLoadBalancers(Duration.ZERO));

        warned("expected beta-green to leave new members the time to become healthy in Beta");
        warned("--health-check-type ELB --health-check-grace-period 300");
    }

    @Test
    void a_healthy_share_that_all_new_members_at_once_would_undercut_is_warned_of() {
        HealthyShare.Threshold threshold = new HealthyShare.Threshold(1, 60);
        stage.targets.setHealthyShare(new HealthyShare(threshold, threshold));

        warned("that an attachment registers all 3 new instances at once");
    }
}
