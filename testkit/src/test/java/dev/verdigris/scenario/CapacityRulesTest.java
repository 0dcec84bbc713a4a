package dev.verdigris.scenario;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** R7 and R9: the new fleet is as large as the live one, and what ends the wait for it. */
class CapacityRulesTest {
    private final Stage stage = Stage.set();

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
    void r7_a_member_that_turns_unhealthy_again_does_not_pass_the_gate() {
        stage.green.afflict(2, InstanceFault.slowBoot(Duration.ofMinutes(2)));
        stage.green.afflict(3, InstanceFault.turnsUnhealthyAfter(Duration.ofSeconds(1)));

        assertThat(stage.deploy(Stage.replacingNone()))
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
    void r7_a_slow_member_does_not_reset_the_clock_of_the_others() {
        stage.green.afflict(3, InstanceFault.slowBoot(Duration.ofMinutes(3)));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
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
