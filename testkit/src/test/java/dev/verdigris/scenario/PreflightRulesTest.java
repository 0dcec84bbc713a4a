package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedTargetGroup;
import org.junit.jupiter.api.Test;

/** R4: what is refused before anything is touched, and what it says. */
class PreflightRulesTest {
    private final Stage stage = Stage.set();

    private void refused(String problem, String remedy) {
        int changes = stage.worldChanges();
        assertThat(stage.blueGreen().validate(BETA))
                .anyMatch(finding -> finding.problem().contains(problem));
        assertThatThrownBy(stage::deploy)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(remedy);
        assertThat(stage.worldChanges()).isEqualTo(changes);
    }

    @Test
    void r4_an_environment_in_order_has_no_finding() {
        assertThat(stage.blueGreen().validate(BETA)).allMatch(Finding::warning);
    }

    @Test
    void r4_a_group_attached_to_the_target_group_is_refused() {
        stage.green.attach(stage.targets);
        refused("expected beta-green not to be attached to Beta", "detach the target group");
    }

    @Test
    void r4_a_group_attached_to_another_target_group_is_refused_by_its_arn() {
        SimulatedTargetGroup metrics = stage.cloud.createTargetGroup("Metrics");
        stage.green.attach(metrics);
        refused("found it attached to " + metrics.arn(), "detach the others from the Auto Scaling group");
    }

    @Test
    void r4_suspended_launch_or_terminate_is_refused() {
        stage.green.suspend("Launch");
        refused("found its process Launch suspended", "aws autoscaling resume-processes");
        stage.green.resume("Launch");
        stage.blue.suspend("Terminate");
        refused("expected beta-blue to launch and terminate instances", "--scaling-processes Terminate");
    }

    @Test
    void r4_another_suspended_process_is_none_of_our_business() {
        stage.blue.suspend("AZRebalance");
        assertThat(stage.deploy()).succeeded();
    }

    @Test
    void r4_tags_that_do_not_match_are_refused_and_missing_ones_are_not() {
        stage.green.tag("Color", "green");
        assertThat(stage.blueGreen().validate(BETA)).allMatch(Finding::warning);
        stage.green.tag("Environment", "prod");
        stage.blue.tag("Color", "green");
        refused("expected the tag Environment of beta-green to be 'beta', found 'prod'", "correct the tag");
        refused("expected the tag Color of beta-blue to be 'blue', found 'green'", "correct the tag");
    }

    @Test
    void r4_a_minimum_that_aws_would_refuse_for_its_new_role_is_refused() {
        stage.green.setMax(2);
        refused("expected beta-green to hold 3 instances, found its maximum at 2", "raise its maximum");
    }

    @Test
    void r4_a_capacity_above_the_maximum_is_refused() {
        assertThatThrownBy(() -> stage.deploy(Deployment.of(BETA).withCapacity(11)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected beta-green to hold 11 instances");
    }

    @Test
    void r4_a_target_group_that_no_listener_uses_is_refused() {
        stage.targets.setInUse(false);
        refused("expected Beta to be used by a listener", "point a listener");
    }

    @Test
    void r4_traffic_and_recorded_color_that_disagree_are_refused() {
        stage.cloud.setParameter(BETA.activeColorParameter(), "green");
        refused("found green at /compiler-explorer/beta/active-asg and that blue gets requests", "--value blue");
        assertThat(stage.blueGreen().status(BETA).drift())
                .containsExactly("recorded is green while traffic reaches blue");
    }

    @Test
    void r4_both_colors_registered_is_refused() {
        stage.green.setDesired(1);
        stage.cloud.pass(java.time.Duration.ofMinutes(1));
        stage.targets.place(stage.green);
        refused("found 3 instances of blue and 1 of green", "take traffic from the color that should not serve");
    }

    @Test
    void r4_a_missing_color_is_refused() {
        stage.cloud.removeParameter(BETA.activeColorParameter());
        refused("found no such parameter", "aws ssm put-parameter");
    }

    @Test
    void r4_an_unreadable_color_is_refused() {
        stage.cloud.setParameter(BETA.activeColorParameter(), "turquoise");
        refused("found 'turquoise'", "--value blue (or green)");
    }

    @Test
    void r4_a_quota_too_small_for_both_fleets_is_refused_and_read_only_when_it_may_matter() {
        Stage small = Stage.on(Stage.builder()
                .targetQuota(5)
                .serving(BETA, new GroupSize(2, 10, 3))
                .build());
        small.cloud.install(CallFault.denied(Operations.DESCRIBE_LIMITS));
        assertThat(small.blueGreen().validate(BETA))
                .as("far from the default, it is not read")
                .allMatch(Finding::warning);

        Stage large = Stage.on(Stage.builder()
                .targetQuota(999)
                .serving(BETA, new GroupSize(2, 600, 500))
                .build());
        assertThatThrownBy(large::deploy)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected room for 1000 targets")
                .hasMessageContaining("found a quota of 999");
    }

    @Test
    void r4_groups_and_target_groups_that_do_not_exist_are_refused_by_name() {
        stage.cloud.deleteGroup("beta-green");
        assertThatThrownBy(stage::deploy).isInstanceOf(RefusedException.class).hasMessageContaining("'beta-green'");
        stage.cloud.createGroup("beta-green", new GroupSize(0, 10, 0));
        stage.cloud.deleteTargetGroup("Beta");
        assertThatThrownBy(stage::deploy).isInstanceOf(RefusedException.class).hasMessageContaining("'Beta'");
    }

    @Test
    void r4_everything_that_is_wrong_is_said_at_once() {
        stage.green.suspend("Launch");
        stage.green.setMax(1);
        stage.targets.setInUse(false);

        assertThatThrownBy(stage::deploy)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.findings()).hasSize(3));
    }

    @Test
    void r4_a_world_that_cannot_be_read_is_not_touched() {
        stage.cloud.install(CallFault.denied(Operations.DESCRIBE_HEALTH));
        assertThatThrownBy(stage::deploy).isInstanceOf(PortException.Denied.class);
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void a_plan_whose_world_has_changed_is_refused_with_the_differences() {
        BlueGreen blueGreen = stage.blueGreen();
        SwitchPlan plan = blueGreen.plan(Deployment.of(BETA));
        stage.blue.scaleOut(1);

        assertThatThrownBy(() -> blueGreen.execute(plan))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the blue fleet was min 2, max 10, desired 3 and is min 2, max 10, desired 4")
                .hasMessageContaining("plan again");
        assertThat(stage.worldChanges()).isZero();
        assertThat(blueGreen.execute(blueGreen.plan(Deployment.of(BETA)))).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void a_plan_changes_nothing() {
        String before = stage.cloud.describe();
        assertThat(stage.blueGreen().plan(Deployment.of(BETA)).toString()).contains("beta-green: min 0 → 3");
        assertThat(stage.cloud.describe()).isEqualTo(before);
        assertThat(stage.worldChanges()).isZero();
    }
}
