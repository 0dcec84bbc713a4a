package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.ForwardAction;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R20 and R21: several routes are one switch, and what is not meant to change stays. */
class ForwardingRoutesTest {
    private final ForwardingStage stage = new ForwardingStage();
    private final List<String> before = stage.actions();

    @Test
    void r21_if_the_second_route_cannot_be_written_the_first_goes_back() {
        stage.cloud.install(
                CallFault.denied(Operations.MODIFY_LISTENER).skipping(1).times(1));

        Outcome outcome = stage.on().deploy(stage.beta);

        assertThat(outcome).rolledBackBecause("not authorized to perform elasticloadbalancing:ModifyListener");
        assertThat(outcome).failedIn("shift");
        assertThat(stage.actions()).isEqualTo(before);
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void r21_a_route_that_is_throttled_is_written_later() {
        stage.cloud.install(
                CallFault.throttled(Operations.MODIFY_LISTENER).skipping(1).times(2));

        assertThat(stage.on().deploy(stage.beta)).succeeded();

        assertThat(stage.cloud).servesOnly(Color.GREEN);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void r21_what_somebody_writes_back_before_it_was_read_is_written_again() {
        boolean[] once = {false};
        stage.cloud.watch(cloud -> {
            if (!once[0] && stage.actions().get(1).endsWith("Beta-Green 100")) {
                once[0] = true;
                stage.listener(80).forward(stage.to(Color.BLUE));
            }
        });

        assertThat(stage.on().deploy(stage.beta)).succeeded();

        assertThat(once[0]).isTrue();
        assertThat(stage.actions()).allMatch(action -> action.equals("Beta-Blue 0 and Beta-Green 100"));
    }

    @Test
    void r21_routes_that_disagree_are_refused_and_reconcile_has_them_agree() {
        stage.cloud.group(stage.beta, Color.GREEN).setBounds(new GroupSize(1, 10, 1));
        stage.cloud.pass(Duration.ofMinutes(5));
        stage.listener(443).forward(stage.to(Color.GREEN));

        assertThat(stage.on().validate(stage.beta))
                .anyMatch(finding -> finding.problem().contains("expected traffic to reach one color through main:80"));
        Reconciliation done = stage.on().reconcile(stage.beta);

        assertThat(done.differences())
                .anyMatch(difference -> difference.contains("not every route forwards to blue alone: main:80 says blue"
                        + " 100, green 0, main:443 says blue 0, green 100"));
        assertThat(done.succeeded()).isTrue();
        assertThat(stage.actions()).isEqualTo(before);
    }

    @Test
    void a_route_by_which_requests_go_to_an_empty_target_group_is_refused_and_reconciled() {
        stage.listener(443).forward(stage.to(Color.GREEN));

        assertThat(stage.on().validate(stage.beta))
                .anyMatch(finding -> finding.problem().contains("expected every route to forward to blue alone"));
        assertThat(stage.on().reconcile(stage.beta).succeeded()).isTrue();

        assertThat(stage.actions()).isEqualTo(before);
    }

    @Test
    void weights_that_are_all_zero_are_given_to_the_recorded_color() {
        SimulatedTargetGroup blue = stage.cloud.targetGroup(stage.beta, Color.BLUE);
        stage.rewrite(action -> action.and(blue, 0));

        assertThat(stage.on().reconcile(stage.beta).succeeded()).isTrue();

        assertThat(stage.actions()).isEqualTo(before);
    }

    @Test
    void where_both_colors_get_requests_and_neither_could_serve_alone_it_only_reports() {
        stage.cloud.group(stage.beta, Color.GREEN).setBounds(new GroupSize(1, 10, 1));
        stage.cloud.pass(Duration.ofMinutes(5));
        stage.rewrite(action -> action.and(stage.cloud.targetGroup(stage.beta, Color.GREEN), 50));
        stage.cloud.removeParameter(stage.beta.activeColorParameter());
        List<String> both = stage.actions();

        Reconciliation done = stage.on().reconcile(stage.beta);

        assertThat(done.unresolved()).anyMatch(finding -> finding.problem().contains("traffic reaches both colors"));
        assertThat(stage.actions()).isEqualTo(both);
    }

    @Test
    void r20_a_target_group_of_somebody_else_at_weight_0_stays_in_the_action() {
        SimulatedTargetGroup other = stage.cloud.createTargetGroup("Other");
        other.setInUse(false);
        stage.rewrite(action -> action.and(other, 0));

        assertThat(stage.on().deploy(stage.beta)).succeeded();

        assertThat(stage.actions()).allMatch(action -> action.equals("Beta-Blue 0 and Beta-Green 100 and Other 0"));
    }

    @Test
    void r20_what_somebody_adds_meanwhile_stays_on_the_way_back_too() {
        SimulatedTargetGroup other = stage.cloud.createTargetGroup("Other");
        other.setInUse(false);
        BlueGreen on = stage.as("shift", () -> stage.rewrite(action -> action.and(other, 0)));
        stage.cloud.install(
                CallFault.denied(Operations.MODIFY_LISTENER).skipping(1).times(1));

        assertThat(on.deploy(stage.beta)).rolledBack();

        assertThat(stage.actions()).allMatch(action -> action.equals("Beta-Blue 100 and Beta-Green 0 and Other 0"));
    }

    @Test
    void the_weights_of_the_user_are_kept_where_they_say_the_same() {
        stage.rewrite(action -> ForwardAction.to(stage.cloud.targetGroup(stage.beta, Color.BLUE), 7)
                .and(stage.cloud.targetGroup(stage.beta, Color.GREEN), 0));
        List<String> seven = stage.actions();
        stage.cloud.install(
                CallFault.denied(Operations.MODIFY_LISTENER).skipping(1).times(1));

        assertThat(stage.on().deploy(stage.beta)).rolledBack();

        assertThat(stage.actions()).isEqualTo(seven);
    }
}
