package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has gone wrong elsewhere with deployments that failed, collided or were run again, by its number in docs/failure-stories.md, and does not here. */
class InterruptedStoriesTest {
    private final Stage stage = Stage.set();

    @Test
    void story_19_a_recorded_color_that_traffic_does_not_reach_moves_nothing() {
        stage.cloud.setParameter(BETA.activeColorParameter(), "green");

        assertThatThrownBy(stage::deploy).isInstanceOf(RefusedException.class).hasMessageContaining("--value blue");
        assertThat(stage.worldChanges()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#all")
    void story_20_a_deployment_that_is_run_again_never_goes_to_the_fleet_that_serves(String step) {
        stage.neverFewerAnswering(3);
        stage.killedIn(step, stage::deploy);
        assertThatThrownBy(() -> stage.by("bob").deploy(BETA)).isInstanceOf(BusyException.class);
        assertThat(stage.by("bob").resume(BETA)).succeeded();

        assertThat(stage.by("bob").deploy(BETA)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).failedNoRequest();
    }

    @Test
    void story_21_what_was_left_in_the_idle_fleet_is_recycled_and_never_serves() {
        stage.green.setBounds(new GroupSize(0, 10, 2));
        stage.cloud.pass(Duration.ofMinutes(2));
        Set<InstanceId> stale = new HashSet<>(stage.inService(stage.green));
        assertThat(stale).hasSize(2);

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.inService(stage.green)).hasSize(3).doesNotContainAnyElementsOf(stale);
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void story_21_crash_after_crash_the_sizes_stay_the_same() {
        for (String step : Steps.reversible().toList()) {
            stage.killedIn(step, stage::deploy);
            assertThat(stage.by("bob").abort(BETA)).rolledBack();
            assertThat(stage).isAsBefore();
        }

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).hasBounds(Color.GREEN, 2, 10, 3);
    }

    @Test
    void story_28_a_second_deployer_is_refused_by_name_or_waits_its_turn() {
        stage.when(
                "scale-up",
                () -> assertThatThrownBy(() -> stage.by("bob").deploy(BETA))
                        .isInstanceOf(BusyException.class)
                        .hasMessageContaining("held by ann"));
        assertThat(stage.deploy()).succeeded();

        stage.killedIn("await-drained", stage::deploy);
        stage.cloud.after(
                Duration.ofMinutes(2),
                () -> assertThat(stage.by("carol").resume(takingOver())).succeeded());
        assertThat(stage.builder("bob")
                        .waitTimeout(Duration.ofMinutes(10))
                        .build()
                        .deploy(BETA))
                .succeeded();
        assertThat(stage.events).anyMatch(Event.LeaseWaiting.class::isInstance);
    }

    @Test
    void story_28_a_deployment_that_takes_longer_than_its_lease_keeps_it() {
        stage.green.afflict(3, InstanceFault.slowBoot(Duration.ofMinutes(4)));
        List<Duration> refused = new ArrayList<>();
        stage.when(
                "await-healthy",
                () -> stage.cloud.after(Duration.ofMinutes(3), () -> {
                    assertThatThrownBy(() -> stage.by("bob").deploy(BETA)).isInstanceOf(BusyException.class);
                    refused.add(stage.cloud.elapsed());
                }));

        assertThat(stage.deploy()).succeeded();
        assertThat(refused).hasSize(1);
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void story_29_the_first_failure_is_the_cause_and_those_of_the_way_back_are_attached() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        stage.when("undo:scale-up", () -> stage.cloud.install(CallFault.denied(Operations.UPDATE_GROUP)));

        assertThat(stage.deploy(Stage.replacingNone()))
                .failedDirtyBecause("only 2 of 3 became healthy")
                .suppressing("AccessDenied")
                .leaving("beta-green may still be scaled up");
    }

    @Test
    void story_32_a_deployment_that_comes_while_another_is_checked_is_refused() {
        List<InstanceId> checked = new ArrayList<>();
        stage.check("smoke", subject -> {
            checked.addAll(subject.instances());
            stage.cloud.setLaunchVersion("v3");
            assertThatThrownBy(() -> stage.by("bob").deploy(BETA)).isInstanceOf(BusyException.class);
            return Check.Verdict.passed();
        });

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.inService(stage.green)).containsExactlyInAnyOrderElementsOf(checked);
        assertThat(stage.cloud.traffic().byVersion()).containsOnlyKeys("v1", "v2");
    }

    @Test
    void story_34_a_deadline_that_passes_rolls_the_deployment_back() {
        stage.when("await-in-service", () -> stage.green.suspend("Launch"));

        assertThat(stage.deploy()).rolledBackBecause("(within 15m)").failedIn("await-in-service");
        stage.green.resume("Launch");
        assertThat(stage).isAsBefore();
    }

    @Test
    void story_34_a_deployment_in_progress_can_be_aborted() {
        stage.when(
                "await-healthy", () -> assertThat(stage.by("bob").abort(BETA)).rolledBack());

        assertThat(stage.deploy()).interruptedBecause("it has been resolved");
        assertThat(stage).isAsBefore();
    }
}
