package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedLoadBalancer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rollback goes back to what served before, and never follows the fleet that it leaves (report S06). */
class RollbackCapacityTest {
    private final Stage stage = Stage.set(new GroupSize(2, 60, 3));

    private void deployed(KeepWarm keepWarm) {
        assertThat(stage.deploy(Deployment.of(BETA).withKeepWarm(keepWarm))).succeeded();
        stage.cloud.pass(Duration.ofMinutes(1));
    }

    /** The bad version burns CPU, and its group is scaled out for that. */
    private void runaway(int by) {
        stage.green.scaleOut(by);
        stage.cloud.pass(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 51})
    void a_bad_version_that_was_scaled_out_is_left_for_the_three_that_served(int by) {
        stage.neverFewerAnswering(3);
        deployed(KeepWarm.forever());
        runaway(by);

        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 60, 3)
                .hasBounds(Color.GREEN, 3 + by, 60, 3 + by)
                .hasInService(Color.BLUE, 3)
                .failedNoRequest();
    }

    @Test
    void a_rollback_that_is_undone_leaves_as_much_as_served_when_it_began() {
        assertThat(stage.deploy(
                        Deployment.of(BETA).withKeepWarm(KeepWarm.forever()).withCapacity(5)))
                .succeeded();
        stage.cloud.pass(Duration.ofMinutes(1));
        SimulatedLoadBalancer balancer = stage.cloud.loadBalancer("main");
        Set<String> zones = balancer.zones();
        stage.when("register", () -> {
            balancer.setZones(Set.of("eu-west-1a", "eu-west-1b"));
            stage.cloud.after(Duration.ofMinutes(2), () -> balancer.setZones(zones));
        });
        List<Integer> left = new ArrayList<>();
        stage.cloud.install(new CallHook() {
            @Override
            public void afterEffect(Call call) {
                if (call.operation().equals(Operations.DEREGISTER)) {
                    left.add(stage.targets.answering());
                }
            }
        });

        assertThat(stage.rollback()).rolledBackBecause("unused Target.NotInUse");
        assertThat(left).isNotEmpty().allMatch(answering -> answering >= 5);
    }

    @Test
    void a_bad_version_that_goes_on_growing_is_not_followed_by_a_rollback() {
        deployed(KeepWarm.forever());
        stage.when("await-healthy", () -> runaway(51));

        assertThat(stage.rollback(Rollback.of(BETA).withScaleUp(true))).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 60, 3)
                .hasInService(Color.BLUE, 3);
        assertThat(stage.green.size()).isEqualTo(new GroupSize(54, 60, 54));
    }

    @Test
    void a_maximum_that_was_raised_for_the_bad_version_is_no_matter() {
        deployed(KeepWarm.forever());
        stage.green.setMax(200);
        runaway(97);

        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.BLUE, 2, 60, 3);
    }

    @Test
    void a_minimum_that_the_other_fleet_cannot_have_is_no_matter() {
        deployed(KeepWarm.forever());
        stage.green.setBounds(new GroupSize(80, 200, 80));
        stage.cloud.pass(Duration.ofMinutes(2));

        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.BLUE, 60, 60, 60);
    }

    @Test
    void scaling_up_brings_the_fleet_to_what_served_before() {
        stage.neverFewerAnswering(3);
        deployed(KeepWarm.none());
        runaway(51);

        assertThat(stage.rollback(Rollback.of(BETA).withScaleUp(true))).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 60, 3)
                .hasInService(Color.BLUE, 3)
                .failedNoRequest();
    }

    @Test
    void what_served_before_is_what_the_live_fleet_had_grown_to() {
        stage.when("await-healthy", () -> stage.blue.scaleOut(2));
        deployed(KeepWarm.none());

        assertThatThrownBy(stage::rollback)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected 5 instances of beta-blue in service to go back to, found 0");
    }

    @Test
    void what_the_old_fleet_grows_to_once_traffic_has_left_it_did_not_serve() {
        stage.when("await-drained", () -> stage.blue.scaleOut(2));
        deployed(KeepWarm.forever());
        assertThat(stage.cloud).hasBounds(Color.BLUE, 5, 60, 5);
        stage.blue.setBounds(new GroupSize(0, 60, 3));
        stage.cloud.pass(Duration.ofMinutes(1));

        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasInService(Color.BLUE, 3)
                .failedNoRequest();
    }

    @Test
    void nor_did_what_it_has_grown_to_when_somebody_resumes_the_deployment() {
        stage.killedIn("await-drained", () -> stage.deploy(Deployment.of(BETA).withKeepWarm(KeepWarm.forever())));
        stage.blue.scaleOut(2);
        stage.cloud.pass(Duration.ofMinutes(1));
        assertThat(stage.blueGreen().resume(takingOver())).succeeded();
        assertThat(stage.cloud).hasBounds(Color.BLUE, 5, 60, 5);
        stage.blue.setBounds(new GroupSize(0, 60, 3));
        stage.cloud.pass(Duration.ofMinutes(1));

        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasInService(Color.BLUE, 3);
    }

    @Test
    void a_rollback_without_the_capacity_is_refused_with_what_it_can_do() {
        deployed(KeepWarm.forever());
        stage.blue.setBounds(new GroupSize(0, 60, 2));
        stage.cloud.pass(Duration.ofMinutes(1));

        assertThatThrownBy(stage::rollback)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected 3 instances of beta-blue in service to go back to, found 2")
                .hasMessageContaining("--scale-up")
                .hasMessageContaining("name a smaller capacity (--capacity)")
                .hasMessageNotContaining("ask for less");
    }

    @Test
    void asked_for_less_it_goes_back_to_less() {
        deployed(KeepWarm.forever());
        stage.blue.setBounds(new GroupSize(0, 60, 2));
        stage.cloud.pass(Duration.ofMinutes(1));
        runaway(6);

        assertThat(stage.rollback(Rollback.of(BETA).withCapacity(2))).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasInService(Color.BLUE, 2)
                .failedNoRequest();
    }

    @Test
    void asked_for_more_it_brings_up_more() {
        deployed(KeepWarm.forever());

        assertThat(stage.rollback(Rollback.of(BETA).withScaleUp(true).withCapacity(5)))
                .succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasInService(Color.BLUE, 5)
                .failedNoRequest();
    }

    @Test
    void a_rollback_that_fails_leaves_the_fleet_that_was_scaled_out_as_it_is() {
        deployed(KeepWarm.none());
        stage.blue.afflict("v1", InstanceFault.neverHealthy());
        runaway(51);

        assertThat(stage.rollback(Rollback.of(BETA).withScaleUp(true))).rolledBack();
        assertThat(stage.cloud)
                .registersOnly(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 60, 54)
                .hasBounds(Color.BLUE, 0, 60, 0);
    }

    @Test
    void the_way_forward_again_needs_what_the_other_fleet_had() {
        deployed(KeepWarm.forever());
        runaway(6);
        assertThat(stage.rollback()).succeeded();

        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasInService(Color.GREEN, 9)
                .failedNoRequest();
    }
}
