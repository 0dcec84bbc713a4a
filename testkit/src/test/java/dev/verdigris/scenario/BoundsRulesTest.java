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
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R5, R6 and R8: bounds belong to roles, a fleet that serves is never shrunk, and pins are known as ours. */
class BoundsRulesTest {
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
    void r6_the_desired_capacity_is_not_lowered_on_the_way_back() {
        neverShrinksWhileItServes();
        stage.green.afflict(2, InstanceFault.turnsUnhealthyAfter(Duration.ofSeconds(1)));
        stage.green.afflict(3, InstanceFault.slowBoot(Duration.ofHours(1)));
        assertThat(stage.deploy()).rolledBack();

        assertThat(stage.cloud).servesOnly(Color.BLUE).hasBounds(Color.GREEN, 0, 10, 0);
        assertThat(stage.cloud.traffic().cutOff()).isZero();
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
}
