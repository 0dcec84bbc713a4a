package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What reconcile makes of attachments that are not as they should be. */
class AttachmentDriftTest {
    private final AttachmentStage stage = new AttachmentStage();

    private Reconciliation reconcile() {
        Reconciliation done = stage.on().reconcile(stage.beta);
        stage.cloud.pass(Duration.ofMinutes(10));
        return done;
    }

    private static void clean(Reconciliation done) {
        assertThat(done.residue()).isEmpty();
        assertThat(done.unresolved()).isEmpty();
    }

    @Test
    void nothing_is_changed_where_the_serving_group_is_attached() {
        Reconciliation done = reconcile();

        assertThat(done.differences()).isEmpty();
        assertThat(done.changes()).isEmpty();
    }

    @Test
    void a_serving_fleet_that_is_registered_one_by_one_is_attached() {
        stage.blue.detach(stage.targets);
        stage.cloud.pass(Duration.ofMinutes(10));
        stage.targets.place(stage.blue);

        Reconciliation done = reconcile();

        clean(done);
        assertThat(done.changes()).containsExactly("attach Beta to beta-blue");
        assertThat(stage.attached()).isEqualTo(Color.BLUE);
        assertThat(stage.on().validate(stage.beta)).noneMatch(finding -> !finding.warning());
    }

    @Test
    void an_idle_group_that_is_attached_too_is_detached() {
        stage.green.attach(stage.targets);

        Reconciliation done = reconcile();

        clean(done);
        assertThat(done.changes()).containsExactly("detach Beta from beta-green");
        assertThat(stage.attached()).isEqualTo(Color.BLUE);
    }

    @Test
    void where_both_serve_the_recorded_one_stays_if_it_is_complete_and_healthy() {
        stage.green.setDesired(2);
        stage.cloud.pass(Duration.ofMinutes(5));
        stage.green.attach(stage.targets);
        stage.cloud.pass(Duration.ofMinutes(5));
        assertThat(stage.on().status(stage.beta).drift()).contains("traffic reaches both colors");

        clean(reconcile());

        assertThat(stage.attached()).isEqualTo(Color.BLUE);
        assertThat(stage.cloud).servesOnly(Color.BLUE);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void where_both_serve_and_the_recorded_one_is_not_healthy_nothing_is_detached() {
        stage.green.setDesired(2);
        stage.cloud.pass(Duration.ofMinutes(5));
        stage.green.attach(stage.targets);
        stage.blue.instances().get(0).sicken("Target.Timeout");
        stage.cloud.pass(Duration.ofMinutes(5));

        Reconciliation done = reconcile();

        assertThat(done.changes()).isEmpty();
        assertThat(done.unresolved())
                .anyMatch(finding ->
                        finding.problem().contains("traffic reaches both colors, and the recorded one blue could not"));
        assertThat(stage.green.isAttached(stage.targets)).isTrue();
    }

    @Test
    void where_nobody_serves_the_recorded_color_is_attached_and_becomes_healthy() {
        stage.blue.detach(stage.targets);
        stage.cloud.pass(Duration.ofMinutes(10));

        clean(reconcile());

        assertThat(stage.attached()).isEqualTo(Color.BLUE);
        assertThat(stage.cloud).servesOnly(Color.BLUE);
    }

    @Test
    void a_fleet_that_serves_elsewhere_is_not_attached() {
        stage.blue.detach(stage.targets);
        SimulatedTargetGroup legacy = stage.cloud.createTargetGroup("Legacy");
        legacy.place(stage.blue);
        stage.cloud.pass(Duration.ofMinutes(10));

        Reconciliation done = reconcile();

        assertThat(done.changes()).isEmpty();
        assertThat(done.unresolved())
                .anyMatch(finding -> finding.problem().contains("members of blue are registered in " + legacy.arn()));
    }

    @Test
    void the_recorded_color_follows_the_one_that_is_attached() {
        stage.cloud.setParameter(stage.beta.activeColorParameter(), "green");

        clean(reconcile());

        assertThat(stage.cloud).hasRecorded(Color.BLUE);
        assertThat(stage.attached()).isEqualTo(Color.BLUE);
    }

    @Test
    void a_member_that_somebody_has_deregistered_is_named() {
        stage.targets.deregister(stage.blue.instances().get(0).id());
        stage.cloud.pass(Duration.ofMinutes(10));

        assertThat(reconcile().unresolved())
                .anyMatch(finding -> finding.problem().contains("1 member of beta-blue in service and not registered"));
    }

    @Test
    void both_fleets_at_zero_are_only_told() {
        stage.blue.setBounds(new GroupSize(0, 10, 0));
        stage.cloud.pass(Duration.ofMinutes(10));

        Reconciliation done = reconcile();

        clean(done);
        assertThat(done.differences()).anyMatch(difference -> difference.contains("both fleets are at zero"));
    }
}
