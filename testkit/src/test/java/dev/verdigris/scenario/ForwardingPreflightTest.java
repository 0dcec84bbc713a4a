package dev.verdigris.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits.HealthChecks;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroup.HealthyShare.Threshold;
import dev.verdigris.model.Traffic;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a deployment by forwarding refuses before it changes anything, and what it warns of. */
class ForwardingPreflightTest {
    private final ForwardingStage stage = new ForwardingStage();

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
        assertThat(stage.on().validate(stage.beta)).isEmpty();
        assertThat(stage.on().plan(Deployment.of(stage.beta)).notes()).isEmpty();
    }

    @Test
    void a_group_that_is_not_attached_is_refused_with_the_command_that_attaches_it() {
        stage.cloud.group(stage.beta, Color.GREEN).detach(stage.cloud.targetGroup(stage.beta, Color.GREEN));

        refused("expected beta-green to be attached to Beta-Green, so that Auto Scaling registers");
        refused("attach-traffic-sources --auto-scaling-group-name beta-green");
    }

    @Test
    void a_group_that_is_attached_to_both_target_groups_is_refused() {
        stage.cloud.group(stage.beta, Color.GREEN).attach(stage.cloud.targetGroup(stage.beta, Color.BLUE));

        refused("expected beta-green to be attached to Beta-Green alone, found it attached to Beta-Blue too");
    }

    @Test
    void a_group_that_is_attached_elsewhere_is_refused() {
        stage.cloud.group(stage.beta, Color.GREEN).attach(stage.cloud.createTargetGroup("Legacy"));

        refused("expected beta-green to serve through Beta-Green alone");
    }

    @Test
    void a_group_that_registers_nothing_is_refused() {
        stage.cloud.group(stage.beta, Color.GREEN).suspend("AddToLoadBalancer");

        refused("found its process AddToLoadBalancer suspended");
    }

    @Test
    void r20_an_action_that_could_not_be_written_back_whole_is_refused() {
        stage.listener(443).addUnknownAction(0, "token-exchange");

        refused("expected actions of main:443 that can be written back whole, found one of type 'token-exchange'");
    }

    @Test
    void a_target_group_of_somebody_else_that_gets_requests_is_refused() {
        SimulatedTargetGroup other = stage.cloud.createTargetGroup("Other");
        other.setInUse(false);
        stage.rewrite(action -> action.and(other, 1));

        refused("found that it sends requests to " + other.arn());
    }

    @Test
    void an_action_that_has_no_room_for_the_other_color_is_refused() {
        ForwardAction full = ForwardAction.to(stage.cloud.targetGroup(stage.beta, Color.BLUE), 100);
        for (int i = 1; i <= 4; i++) {
            SimulatedTargetGroup other = stage.cloud.createTargetGroup("Other-" + i);
            other.setInUse(false);
            full = full.and(other, 0);
        }
        stage.listener(80).forward(full);

        refused("found that there would be 6, and an action may have 5");
    }

    @Test
    void a_target_group_of_functions_is_refused() {
        stage.cloud.deleteTargetGroup("Beta-Green");
        stage.cloud.createTargetGroup("Beta-Green", 0, "lambda").setInUse(false);

        refused("expected the targets of Beta-Green to be instances, found a target group of kind 'lambda'");
    }

    @Test
    void another_rule_that_forwards_to_a_target_group_is_named() {
        stage.listener(80).addRule(10, stage.cloud.targetGroup(stage.beta, Color.BLUE), 0);

        warned("found that rule 10 of main:80 forwards to them too (blue 1)");
    }

    @Test
    void target_groups_that_are_not_set_alike_are_named() {
        stage.cloud.targetGroup(stage.beta, Color.GREEN).setDeregistrationDelay(Duration.ofSeconds(7));

        warned("expected deregistration_delay.timeout_seconds to be the same in both target groups");
    }

    @Test
    void a_threshold_of_dns_failover_that_a_starting_fleet_breaks_is_named() {
        Threshold many = new Threshold(1, 60);
        for (Color color : Color.values()) {
            stage.cloud.targetGroup(stage.beta, color).setHealthyShare(new HealthyShare(many, many));
        }

        warned("expected the new fleet to leave the DNS of the load balancer alone while it starts");
    }

    @Test
    void a_grace_period_in_which_nothing_boots_is_named() {
        stage.cloud.group(stage.beta, Color.GREEN).setHealthChecks(HealthChecks.ofLoadBalancers(Duration.ZERO));

        warned("expected beta-green to leave new members the time to become healthy in Beta-Green");
    }

    @Test
    void a_grace_period_that_is_set_is_not_named() {
        stage.cloud.group(stage.beta, Color.GREEN).setHealthChecks(HealthChecks.ofLoadBalancers(Duration.ofMinutes(5)));

        assertThat(stage.on().plan(Deployment.of(stage.beta)).notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HealthCheck", "ReplaceUnhealthy"})
    void a_group_that_replaces_nothing_is_named(String process) {
        stage.cloud.group(stage.beta, Color.GREEN).suspend(process);

        warned("found its process " + process + " suspended");
    }

    @Test
    void a_quota_too_small_for_both_target_groups_is_refused() {
        SimulatedCloud small = SimulatedCloud.builder()
                .targetQuota(900)
                .serving(stage.beta, new GroupSize(400, 2000, 460))
                .build();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> BlueGreen.on(small.ports()).plan(Deployment.of(stage.beta)))
                .withMessageContaining("expected room for 920 targets while both fleets are registered")
                .withMessageContaining("found a quota of 900 for each load balancer");
    }

    @Test
    void a_route_that_is_not_there_is_named() {
        ForwardingStage gone = new ForwardingStage(ForwardingStage.TWO);
        gone.listener(443).delete();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> gone.on().plan(Deployment.of(gone.beta)))
                .withMessageContaining("expected the listener or rule 'main:443', found none");
    }

    @Test
    void routes_of_two_load_balancers_are_refused_since_aws_lets_one_use_a_target_group() {
        Traffic.Forwarding two = Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80");
        ForwardingStage one = new ForwardingStage(two);
        SimulatedTargetGroup other = one.cloud.createTargetGroup("Other");
        other.setInUse(false);
        one.cloud.createLoadBalancer("side").listen(80, other);
        Environment both = Environment.named("beta")
                .traffic(Traffic.forwarding("Beta-Blue", "Beta-Green", "main:80", "side:80"))
                .build();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> one.on().plan(Deployment.of(both)))
                .withMessageContaining("expected every route to be of one load balancer");
    }
}
