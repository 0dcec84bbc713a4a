package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Rollback;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is on its way out never serves again; what its group will not end is named (reports S02 and S20). */
class LeavingInstancesTest {
    private static final Duration SOON = Duration.ofMinutes(5);

    private final Stage stage = Stage.set();

    /** A termination hook holds every instance that ends for an hour. */
    private Stage hooked() {
        LifecycleHook hook = LifecycleHook.terminating(Duration.ofHours(1));
        stage.blue.addHook(hook);
        stage.green.addHook(hook);
        return stage;
    }

    private void deployed() {
        assertThat(stage.deploy()).succeeded();
    }

    @Test
    void a_deployment_that_keeps_nothing_warm_does_not_wait_for_a_termination_hook() {
        hooked();
        stage.neverFewerAnswering(3);

        Outcome outcome = stage.deploy(keepingNothing());

        assertThat(outcome).succeeded();
        assertThat(outcome.report().took()).isLessThan(SOON);
        assertThat(stage.blue.instances()).hasSize(3).allMatch(instance -> instance.lifecycle() == Lifecycle.LEAVING);
        assertThat(stage.cloud).hasBounds(Color.BLUE, 0, 10, 0).failedNoRequest();
    }

    @Test
    void a_hotfix_right_after_it_recycles_past_them_and_serves_none_of_them() {
        hooked();
        assertThat(stage.deploy(keepingNothing())).succeeded();
        var leaving =
                stage.blue.instances().stream().map(instance -> instance.id()).toList();

        Outcome hotfix = stage.deploy();

        assertThat(hotfix).succeeded();
        assertThat(hotfix.report().took()).isLessThan(SOON);
        assertThat(stage.inService(stage.blue)).hasSize(3).doesNotContainAnyElementsOf(leaving);
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void a_warm_fleet_is_recycled_and_a_rollback_starts_instances_beside_those_that_leave() {
        hooked();
        deployed();
        Outcome over = stage.deploy();

        assertThat(over).succeeded();
        assertThat(over.report().took()).isLessThan(SOON);
        assertThat(stage.cleanup()).succeeded();
        assertThat(stage.rollback(Rollback.of(BETA).withScaleUp(true))).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasInService(Color.GREEN, 3)
                .failedNoRequest();
    }

    @Test
    void what_leaves_and_still_drains_is_not_gone_for_the_traffic_guard() {
        hooked();
        deployed();
        stage.targets.register(stage.blue.instance(1).id());
        stage.targets.deregister(stage.blue.instance(1).id());

        assertThatThrownBy(stage::cleanup)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("1 of its instances still draining");
        assertThat(stage.cloud).hasInService(Color.BLUE, 3);
    }

    @Test
    void a_retained_instance_is_named_and_not_waited_for() {
        hooked();
        stage.blue.setRetainAbandoned(true);
        deployed();
        assertThat(stage.cleanup()).succeeded();
        stage.blue.instances().forEach(instance -> stage.blue.complete(instance.id(), LifecycleHook.Result.ABANDON));
        stage.cloud.pass(Duration.ofMinutes(1));
        assertThat(stage.blue.instances()).hasSize(3).allMatch(instance -> instance.lifecycle() == Lifecycle.RETAINED);

        Outcome outcome = stage.deploy();

        assertThat(outcome)
                .succeeded()
                .noting(
                        "i-00001000000000001 (Terminating:Retained), which serves nobody and runs until somebody ends it:"
                                + " aws ec2 terminate-instances --instance-ids i-00001000000000001");
        assertThat(outcome.report().took()).isLessThan(SOON);
    }

    @Test
    void an_instance_put_on_standby_midway_is_named_and_the_deployment_rolled_back() {
        deployed();
        stage.when(
                "recycle", () -> stage.blue.enterStandby(stage.blue.instance(2).id()));

        Outcome outcome = stage.deploy();

        assertThat(outcome)
                .rolledBackBecause("expected beta-blue to be empty, found i-00001000000000002 (standby)")
                .failedIn("recycle");
        assertThat(outcome.toString())
                .contains("aws autoscaling exit-standby --auto-scaling-group-name beta-blue"
                        + " --instance-ids i-00001000000000002");
        assertThat(stage.blueGreen().status(BETA).deployment()).isNull();

        stage.blue.leaveStandby(stage.blue.instance(2).id());
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(stage.deploy()).succeeded();
    }

    @Test
    void a_cleanup_that_fails_names_what_keeps_it_and_lets_a_deployment_begin() {
        deployed();
        stage.when("scale-down", () -> stage.blue.protect(stage.blue.instance(2).id()));

        assertThat(stage.cleanup())
                .failedDirtyBecause("found i-00001000000000002 (protected from scale-in)")
                .leaving("beta-blue may still run instances that serve nobody");
        assertThat(stage.blueGreen().status(BETA).deployment()).isNull();
        assertThat(stage.blueGreen().history(BETA).get(0).ending()).isEqualTo(EndedDeployment.Ending.FAILED);

        stage.blue.unprotect(stage.blue.instance(2).id());
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.BLUE, 2, 10, 3);
    }

    @Test
    void a_group_that_replaces_an_instance_is_waited_for_no_longer_than_that_takes() {
        stage.green.setBounds(new GroupSize(2, 10, 2));
        stage.cloud.pass(Duration.ofMinutes(2));
        stage.blue.setLaunchBeforeTerminating(true);
        stage.green.setLaunchBeforeTerminating(true);
        stage.when(
                "await-drained", () -> stage.blue.replace(stage.blue.instance(1).id()));

        assertThat(stage.deploy(keepingNothing())).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasBounds(Color.BLUE, 2, 10, 2)
                .failedNoRequest();
    }
}
