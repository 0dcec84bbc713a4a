package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.report.Finding;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R18: what reconcile changes, and what it only reports. */
class ReconcileTest extends ReconcileScenario {
    @Test
    void where_all_is_well_it_only_reads() {
        int changes = stage.cloud.changes();

        assertThat(reconcile().succeeded()).isTrue();

        assertThat(stage.cloud.changes()).isEqualTo(changes);
        assertThat(stage.cloud.deploymentState(BETA)).isNull();
    }

    @Test
    void where_all_is_well_it_changes_nothing() {
        Instant before = stage.cloud.now();
        Reconciliation done = reconcile();

        assertThat(done.environment()).isEqualTo("beta");
        assertThat(done.differences()).isEmpty();
        assertThat(done.changes()).isEmpty();
        assertThat(done.resolved()).isTrue();
        assertThat(done.succeeded()).isTrue();
        assertThat(stage.cloud.now()).as("nothing to watch").isEqualTo(before);
        untouched();
    }

    @ParameterizedTest
    @CsvSource({"green,'green'", "mauve,'mauve'", ",nothing"})
    void a_recorded_color_that_traffic_does_not_reach_is_corrected_and_nothing_else(String recorded, String shown) {
        if (recorded == null) {
            stage.cloud.removeParameter(BETA.activeColorParameter());
        } else {
            stage.cloud.setParameter(BETA.activeColorParameter(), recorded);
        }
        Reconciliation done = reconcile();

        assertThat(done.differences())
                .containsExactly("/compiler-explorer/beta/active-asg holds "
                        + (recorded == null ? shown : "'" + recorded + "'") + " while traffic reaches blue");
        assertThat(done.changes()).containsExactly("/compiler-explorer/beta/active-asg: blue");
        assertThat(done.succeeded()).isTrue();
        assertThat(stage.cloud).hasRecorded(Color.BLUE).servesOnly(Color.BLUE);
        assertThat(stage.worldChanges()).isEqualTo(1);
    }

    @Test
    void members_of_the_fleet_that_serves_are_registered() {
        scaledOut();
        InstanceId missing = stage.blue.instance(4).id();
        Reconciliation done = reconcile();

        assertThat(done.differences())
                .containsExactly("1 member of beta-blue in service and not registered: " + missing + ":80");
        assertThat(done.changes()).containsExactly("register 1 target of Beta: " + missing + ":80");
        stage.cloud.pass(Duration.ofMinutes(1));
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasInService(Color.BLUE, 4);
    }

    @Test
    void on_a_schedule_it_finds_nothing_the_second_time() {
        scaledOut();
        reconcile();
        int changes = stage.worldChanges();

        assertThat(reconcile().differences()).isEmpty();
        assertThat(stage.worldChanges()).isEqualTo(changes);
    }

    @Test
    void where_both_colors_serve_the_inactive_one_leaves_if_the_other_can_serve_alone() {
        bothServe();
        stage.neverFewerAnswering(3);
        Reconciliation done = reconcile();

        assertThat(done.differences()).containsExactly("targets of the inactive color green are registered in Beta");
        assertThat(done.changes()).singleElement().asString().startsWith("deregister 3 targets of Beta: ");
        stage.cloud.pass(Duration.ofMinutes(1));
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
    }

    @Test
    void the_recorded_color_is_the_one_that_stays() {
        bothServe();
        stage.cloud.setParameter(BETA.activeColorParameter(), "green");
        reconcile();
        stage.cloud.pass(Duration.ofMinutes(1));

        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).failedNoRequest();
    }

    @Test
    void where_the_recorded_color_is_not_complete_it_only_reports() {
        bothServe();
        stage.targets.deregister(stage.blue.instance(1).id());
        stage.cloud.pass(Duration.ofMinutes(1));

        onlyReports("traffic reaches both colors, and the recorded one blue could not serve alone");
    }

    @Test
    void where_the_recorded_color_is_not_healthy_it_only_reports() {
        bothServe();
        stage.blue.instance(1).sicken("Target.Timeout");
        stage.cloud.pass(Duration.ofMinutes(1));

        onlyReports("traffic reaches both colors, and the recorded one blue could not serve alone");
    }

    @Test
    void where_no_color_is_recorded_it_only_reports() {
        bothServe();
        stage.cloud.removeParameter(BETA.activeColorParameter());

        onlyReports("traffic reaches both colors, and the recorded one is none");
    }

    @Test
    void unrecognized_targets_are_reported_and_left_alone() {
        SimulatedInstance unrecognized = stage.cloud.startInstance("v0");
        stage.targets.place(unrecognized);

        onlyReports("registered in Beta and of neither color: " + unrecognized.id() + ":80");
    }

    private void onlyReports(String difference) {
        Reconciliation done = reconcile();

        assertThat(done.differences()).containsExactly(difference);
        assertThat(done.changes()).isEmpty();
        assertThat(done.succeeded()).isTrue();
        assertThat(done.resolved()).isFalse();
        assertThat(done.unresolved()).extracting(Finding::problem).containsExactly(difference);
        untouched();
    }

    @Test
    void a_minimum_that_no_unlocked_deployment_held_is_nobodys_to_change() {
        stage.blue.setMin(3);
        stage.green.setMin(1);
        stage.cloud.pass(Duration.ofMinutes(2));

        assertThat(reconcile().differences()).isEmpty();
        untouched();
    }

    @Test
    void a_warm_fleet_whose_minimum_somebody_lowered_is_held_again() {
        assertThat(ann.deploy(BETA)).succeeded();
        stage.blue.setMin(0);

        assertThat(reconcile().differences()).containsExactly("beta-blue is kept warm with 3, its minimum at 0");
        assertThat(stage.cloud).hasBounds(Color.BLUE, 3, 10, 3);
    }

    @Test
    void a_warm_fleet_that_somebody_emptied_is_told_and_not_filled_again() {
        assertThat(ann.deploy(BETA)).succeeded();
        stage.blue.setBounds(new GroupSize(0, 10, 0));
        Reconciliation done = reconcile();

        assertThat(done.differences())
                .containsExactly(
                        "beta-blue is kept warm for a rollback, which needs 3 instances, and has 0 in service");
        assertThat(done.resolved()).isTrue();
        assertThat(stage.cloud).hasBounds(Color.BLUE, 0, 10, 0);
    }

    @Test
    void a_warm_fleet_that_somebody_moved_traffic_to_is_reported() {
        assertThat(ann.deploy(BETA)).succeeded();
        stage.targets.place(stage.blue);
        stage.green.instances().forEach(instance -> stage.targets.deregister(instance.id()));
        stage.cloud.setParameter(BETA.activeColorParameter(), "blue");

        assertThat(reconcile().differences())
                .containsExactly("the blue fleet serves, and is in the deployment state as kept warm");
    }
}
