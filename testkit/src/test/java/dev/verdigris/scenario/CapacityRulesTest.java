package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R5 to R9: capacity. */
class CapacityRulesTest {
    private final Stage stage = Stage.set();

    /** Watches that a fleet's desired capacity never sinks while one of its targets is registered or drains. */
    private void neverShrinksWhileItServes() {
        Map<Color, Integer> before = new EnumMap<>(Color.class);
        stage.cloud.watch(world -> {
            for (Color color : Color.values()) {
                int now = world.group(BETA, color).size().desired();
                boolean touched = stage.targets.targets().stream()
                        .anyMatch(target -> color.equals(colorOf(target.target().instance())));
                if (touched && now < before.getOrDefault(color, 0)) {
                    throw new AssertionError(color + " shrank to " + now + " while it serves\n" + stage.story());
                }
                before.put(color, now);
            }
        });
    }

    private Color colorOf(InstanceId instance) {
        return stage.blue.name().equals(stage.cloud.instance(instance).group()) ? Color.BLUE : Color.GREEN;
    }

    @Test
    void r5_the_serving_role_keeps_its_minimum_and_each_fleet_its_maximum() {
        stage.green.setBounds(new GroupSize(0, 7, 0));
        assertThat(stage.deploy()).succeeded();

        assertThat(stage.cloud).hasBounds(Color.GREEN, 2, 7, 3).hasBounds(Color.BLUE, 3, 10, 3);
    }

    @Test
    void r5_the_old_fleet_is_held_at_its_size_while_it_is_warm() {
        assertThat(stage.deploy()).succeeded();
        stage.blue.scaleIn(3);
        stage.cloud.pass(Duration.ofMinutes(5));

        assertThat(stage.cloud).hasInService(Color.BLUE, 3);
    }

    @Test
    void r5_a_fleet_that_is_not_kept_warm_rests_at_the_minimum_of_the_idle_role() {
        stage.green.setBounds(new GroupSize(1, 10, 2));
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(stage.deploy(keepingNothing())).succeeded();

        assertThat(stage.cloud).hasBounds(Color.GREEN, 2, 10, 3).hasBounds(Color.BLUE, 1, 10, 1);
    }

    @Test
    void r5_when_a_deployment_is_rolled_back_the_sizes_of_both_end_as_they_were() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        assertThat(stage.deploy()).rolledBack();

        assertThat(stage).isAsBefore();
        stage.cloud.pass(Duration.ofMinutes(2));
        assertThat(stage.green.instances()).isEmpty();
    }

    @Test
    void r5_a_recycled_fleet_rests_at_the_idle_minimum_after_a_rollback() {
        stage.green.setBounds(new GroupSize(1, 10, 2));
        stage.cloud.pass(Duration.ofMinutes(2));
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        assertThat(stage.deploy()).rolledBack();

        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 1, 10, 1);
    }

    @Test
    void r6_the_desired_capacity_of_a_fleet_that_serves_is_never_lowered() {
        neverShrinksWhileItServes();
        assertThat(stage.deploy(keepingNothing())).succeeded();
        stage.cloud.setLaunchVersion("v3");
        assertThat(stage.deploy()).succeeded();
        assertThat(stage.rollback()).succeeded();

        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void r6_nor_on_the_way_back() {
        neverShrinksWhileItServes();
        stage.green.afflict(2, InstanceFault.turnsUnhealthyAfter(Duration.ofSeconds(1)));
        stage.green.afflict(3, InstanceFault.slowBoot(Duration.ofHours(1)));
        assertThat(stage.deploy()).rolledBack();

        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.GREEN, 0, 10, 0);
        assertThat(stage.cloud.traffic().cutOff()).isZero();
    }

    @Test
    void r7_the_gate_follows_the_live_fleet_that_scales_out_meanwhile() {
        stage.neverFewerAnswering(3);
        stage.when("await-in-service", () -> stage.blue.scaleOut(2));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasInService(Color.GREEN, 5)
                .hasBounds(Color.GREEN, 2, 10, 5)
                .failedNoRequest();
    }

    @Test
    void r7_what_the_live_fleet_gains_is_registered() {
        stage.when("await-healthy", () -> stage.blue.scaleOut(2));
        stage.when("deregister", () -> {
            assertThat(stage.targets.registered(stage.blue)).isEqualTo(5);
            assertThat(stage.targets.healthy(stage.green)).isEqualTo(5);
        });

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasInService(Color.GREEN, 5)
                .failedNoRequest();
    }

    @Test
    void r7_a_live_fleet_that_grows_again_and_again_is_followed_until_it_is_calm() {
        stage.when("register", () -> stage.blue.scaleOut(1));
        stage.when("await-healthy", () -> stage.blue.scaleOut(1));
        stage.when("deregister", () -> stage.blue.scaleOut(1));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasInService(Color.GREEN, 6)
                .failedNoRequest();
    }

    @Test
    void r7_the_live_fleet_is_not_followed_above_the_new_ones_maximum() {
        stage.green.setMax(4);
        stage.when("await-in-service", () -> stage.blue.scaleOut(2));

        assertThat(stage.deploy()).rolledBackBecause("expected beta-green to hold 5 instances, found its maximum at 4");
        assertThat(stage.cloud)
                .registersOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 5)
                .hasBounds(Color.GREEN, 0, 4, 0)
                .failedNoRequest();
    }

    @Test
    void r7_a_member_must_be_healthy_in_two_consecutive_polls() {
        assertThat(stage.deploy()).succeeded();

        assertThat(stage.sentences()).contains("await-healthy: 3 of 3 healthy, 0 in two consecutive polls");
    }

    @Test
    void r7_one_that_turns_unhealthy_again_does_not_pass_the_gate() {
        stage.green.afflict(2, InstanceFault.slowBoot(Duration.ofMinutes(2)));
        stage.green.afflict(3, InstanceFault.turnsUnhealthyAfter(Duration.ofSeconds(1)));

        assertThat(stage.deploy())
                .rolledBackBecause(
                        "only 2 of 3 became healthy: i-00002000000000003 unhealthy Target.ResponseCodeMismatch")
                .failedIn("await-healthy");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).hasBounds(Color.GREEN, 0, 10, 0);
    }

    @Test
    void r7_a_member_that_leaves_its_group_is_replaced_and_does_not_count() {
        stage.neverFewerAnswering(3);
        stage.when("await-healthy", () -> stage.green.instance(2).terminate());

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasInService(Color.GREEN, 3)
                .failedNoRequest();
        assertThat(stage.green.instances())
                .extracting(instance -> instance.id().value())
                .contains("i-00002000000000004");
    }

    @Test
    void r7_a_member_that_leaves_while_its_batch_is_sent_is_dropped_from_it() {
        stage.calls.before(Operations.REGISTER, 1, () -> stage.green.instance(1).terminate());

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasInService(Color.GREEN, 3)
                .failedNoRequest();
        assertThat(stage.sentences()).anyMatch(sentence -> sentence.contains("some could not be registered"));
    }

    @Test
    void r7_a_slow_one_does_not_reset_the_clock_of_the_others_and_is_waited_for() {
        stage.green.afflict(3, InstanceFault.slowBoot(Duration.ofMinutes(3)));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void r8_a_bound_that_someone_set_meanwhile_is_kept_and_reported_on_the_way_back() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());
        stage.when("undo:register", () -> {
            stage.blue.setMin(1);
            stage.green.setMin(0);
        });
        Outcome outcome = stage.deploy();

        assertThat(outcome).rolledBack().noting("beta-blue: someone set its minimum to 1 meanwhile");
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 1, 10, 3)
                .hasBounds(Color.GREEN, 0, 10, 0);
    }

    @Test
    void r8_a_bound_that_someone_set_meanwhile_is_kept_and_reported_on_the_way_forward() {
        stage.when("restore-active-min", () -> stage.green.setMin(1));
        Outcome outcome = stage.deploy();

        assertThat(outcome).succeeded().noting("beta-green: someone set its minimum to 1 meanwhile");
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasBounds(Color.GREEN, 1, 10, 3);
    }

    @Test
    void r8_a_pin_that_somebody_lowered_is_raised_again() {
        stage.neverFewerAnswering(3);
        stage.when("await-in-service", () -> stage.blue.setMin(0));
        stage.when("await-healthy", () -> stage.blue.setMin(1));
        stage.when("deregister", () -> assertThat(stage.blue.size().min()).isEqualTo(3));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .failedNoRequest();
    }

    @Test
    void r8_an_alarm_cannot_scale_the_live_fleet_in_while_it_is_pinned() {
        stage.neverFewerAnswering(3);
        stage.when("await-in-service", () -> stage.blue.scaleIn(2));
        stage.when("await-healthy", () -> stage.green.scaleIn(2));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasInService(Color.GREEN, 3)
                .failedNoRequest();
    }

    @Test
    void r8_a_live_fleet_that_shrank_before_it_was_pinned_is_not_grown_again() {
        stage.when("pin", () -> stage.blue.scaleIn(1));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN);
    }

    @Test
    void r8_a_maximum_that_someone_lowers_below_what_is_needed_rolls_the_deployment_back() {
        stage.when("await-in-service", () -> {
            stage.green.setBounds(new GroupSize(0, 2, 2));
        });

        assertThat(stage.deploy()).rolledBackBecause("found its maximum at 2");
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 0, 2, 0);
    }

    @Test
    void r9_waiting_for_capacity_ends_early_when_launch_after_launch_is_refused() {
        stage.green.refuseLaunches("We currently do not have sufficient m5.large capacity");

        Outcome outcome = stage.deploy();

        assertThat(outcome)
                .rolledBackBecause("one launch after the other refused: We currently do not have sufficient m5.large")
                .failedIn("await-in-service");
        assertThat(outcome.report().took()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasBounds(Color.GREEN, 0, 10, 0)
                .failedNoRequest();
    }

    @Test
    void r9_two_refused_launches_are_no_reason_to_give_up() {
        stage.green.refuseLaunches("no capacity", 2);

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void r9_launches_that_were_refused_before_are_ignored() {
        stage.green.refuseLaunches("no capacity", 5);
        stage.green.setDesired(1);
        stage.cloud.pass(Duration.ofMinutes(1));
        stage.green.setDesired(0);
        stage.cloud.pass(Duration.ofMinutes(1));
        stage.green.allowLaunches();

        assertThat(stage.deploy()).succeeded();
    }

    @Test
    void r9_waiting_for_health_ends_early_when_no_waiting_cures_it() {
        stage.when("await-healthy", () -> stage.targets.setInUse(false));

        Outcome outcome = stage.deploy();

        assertThat(outcome).rolledBackBecause("Target.NotInUse").failedIn("await-healthy");
        assertThat(outcome.report().took()).isLessThan(Duration.ofMinutes(3));
        assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 3).hasBounds(Color.GREEN, 0, 10, 0);
        assertThat(stage.targets.registered(stage.blue)).isEqualTo(3);
    }
}
