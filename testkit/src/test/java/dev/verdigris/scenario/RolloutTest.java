package dev.verdigris.scenario;

import static dev.verdigris.scenario.Fleetwide.BETA;
import static dev.verdigris.scenario.Fleetwide.ONE;
import static dev.verdigris.scenario.Fleetwide.THREE;
import static dev.verdigris.scenario.Fleetwide.TWO;
import static dev.verdigris.scenario.Fleetwide.inShort;
import static dev.verdigris.scenario.Fleetwide.wave;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.rollout.Rollout;
import dev.verdigris.rollout.RolloutResult;
import dev.verdigris.rollout.Wave;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Environments that are deployed in waves. */
class RolloutTest {
    private final Fleetwide fleetwide = new Fleetwide();
    private final SimulatedCloud cloud = fleetwide.cloud;
    private final BlueGreen ann = fleetwide.blueGreen("ann");

    @Test
    void wave_follows_wave_and_every_environment_is_deployed_under_an_id_of_the_rollout() {
        RolloutResult result = fleetwide.run(fleetwide.rollout(ann));

        assertThat(inShort(result)).isEqualTo("succeeded: succeeded, succeeded, succeeded, succeeded");
        assertThat(fleetwide.deployed()).containsExactly("beta", "one", "two", "three");
        assertThat(fleetwide.told)
                .containsExactly(
                        "wave beta: 1 environment",
                        "beta/beta: succeeded",
                        "wave few: 2 environments, 1 at once",
                        "few/one: succeeded",
                        "few/two: succeeded",
                        "wave rest: 1 environment",
                        "rest/three: succeeded",
                        "rollout v2: succeeded");
        assertThat(ann.history(TWO)).extracting(EndedDeployment::id).containsExactly("v2:two");
    }

    @Test
    void one_after_the_other_it_is_the_same_to_the_nanosecond_every_time() {
        Fleetwide other = new Fleetwide();
        fleetwide.run(fleetwide.rollout(ann));
        other.run(other.rollout(other.blueGreen("ann")));

        assertThat(cloud.log())
                .hasSizeGreaterThan(100)
                .hasToString(other.cloud.log().toString());
    }

    @Test
    void what_has_succeeded_is_not_deployed_again() {
        fleetwide.run(fleetwide.rollout(ann));
        int changes = cloud.changes();

        RolloutResult again = fleetwide.run(fleetwide.rollout(fleetwide.blueGreen("bob")));

        assertThat(inShort(again)).isEqualTo("succeeded: succeeded, succeeded, succeeded, succeeded");
        assertThat(cloud.changes()).isEqualTo(changes);
    }

    @Test
    void another_rollout_deploys_them_all_again() {
        fleetwide.run(fleetwide.rollout(ann));

        RolloutResult next = fleetwide.run(Rollout.of("v3").withWave(wave("all", ann, BETA, ONE)));

        assertThat(inShort(next)).isEqualTo("succeeded: succeeded, succeeded");
        assertThat(ann.history(BETA)).extracting(EndedDeployment::id).containsExactly("v3:beta", "v2:beta");
    }

    @Test
    void it_stops_at_the_first_failure_and_leaves_what_has_succeeded() {
        fleetwide.spoil(ONE);

        RolloutResult result = fleetwide.run(fleetwide.rollout(ann));

        assertThat(inShort(result)).isEqualTo("failed: succeeded, failed, not_begun, not_begun");
        assertThat(result.stopped()).isEqualTo("1 of 2 environments of wave few have failed");
        assertThat(result.environments().get(1).problem()).contains("RolledBack: await-healthy");
        assertThat(fleetwide.deployed()).containsExactly("beta");
    }

    @Test
    void what_was_rolled_back_counts_as_failed_whoever_runs_it_again() {
        fleetwide.spoil(ONE);
        fleetwide.run(fleetwide.rollout(ann));
        int changes = cloud.changes();

        RolloutResult again = fleetwide.run(fleetwide.rollout(fleetwide.blueGreen("bob")));

        assertThat(inShort(again)).isEqualTo("failed: succeeded, failed, not_begun, not_begun");
        assertThat(cloud.changes()).isEqualTo(changes);
    }

    @Test
    void what_failed_is_deployed_again_if_that_is_asked_for() {
        fleetwide.spoil(ONE);
        fleetwide.run(fleetwide.rollout(ann));
        cloud.group(ONE, Color.GREEN).setLaunchVersion("v3");

        RolloutResult again = fleetwide.rollouts().again(true).build().run(fleetwide.rollout(ann));

        assertThat(inShort(again)).isEqualTo("succeeded: succeeded, succeeded, succeeded, succeeded");
        assertThat(ann.history(ONE)).extracting(EndedDeployment::id).containsExactly("v2:one~2", "v2:one");
    }

    @Test
    void a_share_of_failures_is_tolerated_and_no_more() {
        fleetwide.spoil(ONE);
        Rollout halves = fleetwide.rollout(ann).withToleratedFailures(0.5);

        assertThat(inShort(fleetwide.run(halves))).isEqualTo("failed: succeeded, failed, succeeded, succeeded");
        assertThat(inShort(fleetwide.run(Rollout.of("v3")
                        .withWave(wave("few", ann, ONE, TWO))
                        .withWave(wave("rest", ann, THREE))
                        .withToleratedFailures(0.4))))
                .isEqualTo("failed: failed, not_begun, not_begun");
    }

    @Test
    void what_has_succeeded_goes_back_the_last_wave_first() {
        fleetwide.spoil(THREE);

        RolloutResult result = fleetwide.run(fleetwide.rollout(ann).withGoBack(true));

        assertThat(inShort(result)).isEqualTo("rolled_back: went_back, went_back, went_back, failed");
        assertThat(fleetwide.deployed()).isEmpty();
        assertThat(fleetwide.told)
                .endsWith(
                        "begins nothing more: 1 of 1 environments of wave rest have failed",
                        "rolls back what has succeeded",
                        "few/two: went back",
                        "few/one: went back",
                        "beta/beta: went back",
                        "rollout v2: rolled back");
        assertThat(ann.history(BETA)).extracting(EndedDeployment::id).containsExactly("v2:beta~2", "v2:beta");
    }

    @Test
    void it_does_not_go_back_past_what_somebody_else_has_deployed_since() {
        fleetwide.spoil(TWO);
        fleetwide.run(fleetwide.rollout(ann));
        ann.deploy(BETA).orThrow();

        RolloutResult result = fleetwide.run(fleetwide.rollout(ann).withGoBack(true));

        assertThat(inShort(result)).isEqualTo("failed: succeeded, went_back, failed, not_begun");
        assertThat(cloud.recorded(BETA)).isEqualTo("blue");
    }

    @Test
    void run_again_after_it_went_back_it_begins_nothing() {
        fleetwide.spoil(THREE);
        fleetwide.run(fleetwide.rollout(ann).withGoBack(true));
        int changes = cloud.changes();

        RolloutResult again = fleetwide.run(fleetwide.rollout(ann).withGoBack(true));

        assertThat(again.ending()).isEqualTo(RolloutResult.Ending.ROLLED_BACK);
        assertThat(cloud.changes()).isEqualTo(changes);
    }

    @Test
    void a_refusal_is_a_failure() {
        cloud.group(ONE, Color.GREEN).suspend("Launch");

        RolloutResult result = fleetwide.run(fleetwide.rollout(ann));

        assertThat(inShort(result)).isEqualTo("failed: succeeded, failed, not_begun, not_begun");
        assertThat(result.environments().get(1).problem()).contains("Launch");
        assertThat(result.environments().get(1).outcome()).isNull();
    }

    @Test
    void a_wave_soaks_before_the_next_one_begins() {
        Rollout rollout = Rollout.of("v2")
                .withWave(wave("beta", ann, BETA).withSoak(Duration.ofHours(2)))
                .withWave(wave("few", ann, ONE));
        fleetwide.run(rollout);

        assertThat(fleetwide.told).contains("wave beta: soaks for 2h");
        assertThat(between(BETA, ONE)).isBetween(Duration.ofHours(2), Duration.ofMinutes(121));
    }

    private Duration between(Environment earlier, Environment later) {
        EndedDeployment first = ann.history(earlier).get(0);
        return Duration.between(
                first.started().plus(first.took()), ann.history(later).get(0).started());
    }

    @Test
    void what_is_left_of_a_soak_is_known_to_whoever_runs_it_next() {
        Wave beta = wave("beta", ann, BETA).withSoak(Duration.ofHours(2));
        fleetwide.run(Rollout.of("v2").withWave(beta));
        cloud.pass(Duration.ofMinutes(90));

        fleetwide.run(Rollout.of("v2").withWave(beta).withWave(wave("few", ann, ONE)));

        assertThat(between(BETA, ONE)).isBetween(Duration.ofHours(2), Duration.ofMinutes(121));
    }

    @Test
    void what_somebody_rolls_back_during_the_soak_has_failed() {
        Rollout rollout = Rollout.of("v2")
                .withWave(wave("beta", ann, BETA).withSoak(Duration.ofHours(2)))
                .withWave(wave("few", ann, ONE));
        BlueGreen operator = fleetwide.blueGreen("operator");
        cloud.at(Duration.ofHours(1), () -> operator.rollback(BETA).orThrow());

        RolloutResult result = fleetwide.run(rollout);

        assertThat(inShort(result)).isEqualTo("failed: failed, not_begun");
        assertThat(result.environments().get(0).problem()).contains("rollback succeeded green → blue");
    }

    @Test
    void what_waits_at_a_gate_holds_up_the_next_wave_until_it_is_promoted() {
        Rollout rollout = Rollout.of("v2")
                .withWave(Wave.of("beta").with(ann, Deployment.of(BETA).withGate(Gate.beforeSwitch())))
                .withWave(wave("few", ann, ONE));

        assertThat(inShort(fleetwide.run(rollout))).isEqualTo("paused: paused, not_begun");
        assertThat(inShort(fleetwide.run(rollout))).as("still waits").isEqualTo("paused: paused, not_begun");
        ann.promote(BETA).orThrow();
        assertThat(inShort(fleetwide.run(rollout))).isEqualTo("succeeded: succeeded, succeeded");
    }

    @Test
    void a_region_is_a_wave_on_a_facade_of_its_own() {
        Fleetwide us = new Fleetwide();
        BlueGreen there = us.blueGreen("ann");
        Rollout rollout = Rollout.of("v2")
                .withWave(Wave.of("eu").with("beta@eu", ann, Deployment.of(BETA)))
                .withWave(Wave.of("us").with("beta@us", there, Deployment.of(BETA)));

        assertThat(inShort(fleetwide.run(rollout))).isEqualTo("succeeded: succeeded, succeeded");
        assertThat(List.of(fleetwide.deployed(), us.deployed())).containsOnly(List.of("beta"));
        assertThat(there.history(BETA)).extracting(EndedDeployment::id).containsExactly("v2:beta@us");
    }

    @Test
    void several_go_at_once_and_each_waits_for_itself() {
        Rollout rollout = Rollout.of("v2")
                .withWave(wave("all", ann, BETA, ONE, TWO, THREE).withAtOnce(3));

        RolloutResult result = fleetwide.rolloutsOn(cloud.threads()).build().run(rollout);

        assertThat(inShort(result)).isEqualTo("succeeded: succeeded, succeeded, succeeded, succeeded");
        Duration one = ann.history(BETA).get(0).took();
        assertThat(cloud.elapsed())
                .isBetween(one.multipliedBy(2), one.multipliedBy(5).dividedBy(2));
    }

    @Test
    void an_interrupt_rolls_back_what_is_under_way_and_begins_nothing_more() {
        cloud.at(Duration.ofSeconds(100), Thread.currentThread()::interrupt);

        RolloutResult result = fleetwide.run(fleetwide.rollout(ann).withGoBack(true));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(inShort(result)).isEqualTo("interrupted: succeeded, failed, not_begun, not_begun");
        assertThat(result.environments().get(1).problem()).contains("interrupted");
        assertThat(fleetwide.deployed()).containsExactly("beta");
    }

    @Test
    void an_interrupt_reaches_every_thread_of_it() {
        Rollout rollout = Rollout.of("v2")
                .withWave(wave("all", ann, BETA, ONE, TWO, THREE).withAtOnce(2));
        Thread caller = Thread.currentThread();
        cloud.at(Duration.ofSeconds(30), caller::interrupt);

        RolloutResult result = fleetwide.rolloutsOn(cloud.threads()).build().run(rollout);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.ending()).isEqualTo(RolloutResult.Ending.INTERRUPTED);
        assertThat(fleetwide.deployed()).hasSizeLessThan(4);
        assertThat(ann.inProgress(BETA)).isNull();
        assertThat(ann.inProgress(ONE)).isNull();
    }

    @Test
    void of_two_processes_that_run_it_at_once_each_environment_is_deployed_by_one() throws InterruptedException {
        Rollout hers = fleetwide.rollout(ann).withGoBack(true);
        Rollout his = fleetwide.rollout(fleetwide.blueGreen("bob")).withGoBack(true);
        List<String> ends = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch both = new CountDownLatch(2);
        cloud.threads()
                .execute(() -> List.of(hers, his)
                        .forEach(each -> cloud.threads().execute(() -> {
                            ends.add(inShort(fleetwide.run(each)));
                            both.countDown();
                        })));
        both.await();

        assertThat(ends)
                .containsExactly(
                        "interrupted: in_progress, not_begun, not_begun, not_begun",
                        "succeeded: succeeded, succeeded, succeeded, succeeded");
        assertThat(fleetwide.deployed()).hasSize(4);
        assertThat(ann.history(BETA)).hasSize(1);
    }
}
