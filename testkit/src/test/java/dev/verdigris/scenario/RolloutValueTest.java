package dev.verdigris.scenario;

import static dev.verdigris.scenario.Fleetwide.BETA;
import static dev.verdigris.scenario.Fleetwide.ONE;
import static dev.verdigris.scenario.Fleetwide.THREE;
import static dev.verdigris.scenario.Fleetwide.TWO;
import static dev.verdigris.scenario.Fleetwide.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.rollout.Rollout;
import dev.verdigris.rollout.Rollouts;
import dev.verdigris.rollout.Wave;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rollout may be, what is refused before anything is done, and how its plan reads. */
class RolloutValueTest {
    private final Fleetwide fleetwide = new Fleetwide();
    private final BlueGreen ann = fleetwide.blueGreen("ann");
    private final Rollouts rollouts = fleetwide.rollouts().build();

    @Test
    void a_rollout_without_a_wave_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rollouts.run(Rollout.of("v2")))
                .withMessage("rollout 'v2': expected 1 wave or more, found none");
        assertThatIllegalArgumentException().isThrownBy(() -> rollouts.plan(Rollout.of("v2")));
    }

    @Test
    void a_wave_without_an_environment_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rollout.of("v2").withWave(Wave.of("beta")))
                .withMessage("wave 'beta': expected 1 environment or more, found none");
    }

    @Test
    void an_environment_is_there_once() {
        Rollout rollout = Rollout.of("v2").withWave(wave("beta", ann, BETA));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rollout.withWave(wave("few", ann, BETA)))
                .withMessage("rollout: expected environment 'beta' once, found it twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rollout.withWave(Wave.of("few").with("other", ann, Deployment.of(BETA))))
                .withMessage("rollout: expected environment 'other', which is there as 'beta', once, found it twice");
        assertThatIllegalArgumentException()
                .as("a name of another region's")
                .isThrownBy(() -> rollout.withWave(wave("few", fleetwide.blueGreen("bob"), BETA)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rollout.withWave(wave("beta", ann, ONE)))
                .withMessage("rollout: expected wave 'beta' once, found it twice");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
    void a_share_is_from_0_to_less_than_1(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rollout.of("v2").withToleratedFailures(share))
                .withMessage("tolerated failures: expected a share from 0 to less than 1, found " + share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v 2", "v:2", "v~2", "12345678901234567890123456789012345678901"})
    void an_id_can_be_part_of_a_deployments_id(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rollout.of(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "be ta", "be:ta", "be~ta", "123456789012345678901234567890123456789012345678901"})
    void so_can_the_name_of_an_environment(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Wave.of("beta").with(name, ann, Deployment.of(BETA)));
    }

    @Test
    void a_deployment_has_no_id_of_its_own() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wave.of("beta").with(ann, Deployment.of(BETA).withId("mine")))
                .withMessageContaining(
                        "expected a deployment without an id, since the rollout gives it one, found 'mine'");
    }

    @Test
    void at_least_one_goes_at_once_and_no_soak_is_negative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wave.of("beta").withAtOnce(0))
                .withMessage("at once: expected 1 or more, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wave.of("beta").withSoak(Duration.ofSeconds(-1)))
                .withMessage("soak: expected 0 or more, found PT-1S");
    }

    @Test
    void what_is_to_go_back_keeps_its_old_fleets_warm() {
        Rollout rollout = Rollout.of("v2")
                .withWave(Wave.of("beta").with(ann, Deployment.of(BETA).withKeepWarm(KeepWarm.none())))
                .withGoBack(true);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rollouts.run(rollout))
                .withMessageContaining("environment 'beta': expected a deployment that keeps the old fleet warm");
        assertThat(fleetwide.cloud.changes()).isZero();
    }

    @Test
    void its_plan_says_what_would_be_done_to_each_and_changes_nothing() {
        fleetwide.spoil(ONE);
        fleetwide.run(fleetwide.rollout(ann));
        fleetwide.cloud.group(THREE, Color.GREEN).suspend("Launch");
        int changes = fleetwide.cloud.changes();
        Rollout rollout = Rollout.of("v2")
                .withWave(wave("beta", ann, BETA).withSoak(Duration.ofMinutes(90)))
                .withWave(wave("few", ann, ONE, TWO).withAtOnce(2))
                .withWave(wave("rest", ann, THREE))
                .withToleratedFailures(0.25)
                .withGoBack(true);

        assertThat(rollouts.plan(rollout).toString().lines())
                .containsSubsequence(
                        "Rollout v2",
                        "  1. beta: 1 environment, then soaks for 1h30m",
                        "       beta: nothing, it has succeeded as v2:beta",
                        "  2. few: 2 environments, 2 at once",
                        "       two: Deploy two: blue → green, 10 steps",
                        "  3. rest: 1 environment",
                        "  stops once more than 0.25 of a wave have failed, and rolls back what has succeeded")
                .anyMatch(line -> line.startsWith("       one: nothing, it has failed: v2:one deploy rolled back"))
                .anyMatch(line -> line.startsWith("       three: would be refused: ") && line.contains("Launch"));
        assertThat(fleetwide.cloud.changes()).isEqualTo(changes);
    }
}
