package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.BusyException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.report.Report;
import dev.verdigris.request.Rollback;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The new version turns out bad while the deployment that brought it waits for the rest of its finalization (report S05). */
class RollbackTakesOverTest {
    private static final Duration FIRST_CHECK = Duration.ofSeconds(5);

    private Stage stage = draining(true);
    private @Nullable Outcome rollback;

    /** The old fleet drains for five minutes. */
    private static Stage draining(boolean leasesExpire) {
        return Stage.on(Stage.builder()
                .leasesExpire(leasesExpire)
                .deregistrationDelay(Duration.ofMinutes(5))
                .serving(BETA, new GroupSize(2, 10, 3))
                .build());
    }

    private void sickenGreen() {
        stage.green.instances().forEach(instance -> instance.sicken("Target.ResponseCodeMismatch"));
    }

    /** Ann's deployment is under way, in a process that lives, when Bob orders the rollback so much after a step began. */
    private Outcome deployedWithRollbackAt(String step, Duration later, Rollback order) {
        stage.when(
                step,
                () -> stage.cloud.after(later, () -> {
                    sickenGreen();
                    rollback = stage.by("bob").rollback(order);
                }));
        return stage.deploy();
    }

    private Outcome rollback() {
        return Objects.requireNonNull(rollback, "a rollback");
    }

    private void blueServesAsBefore() {
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 3, 10, 3);
        assertThat(stage.by("carol").status(BETA).deployment()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_rollback_takes_over_although_no_new_target_is_left(boolean expire) {
        stage = draining(expire);
        List<Duration> moments = new ArrayList<>();
        stage.when(
                "await-drained",
                () -> stage.cloud.after(Duration.ofSeconds(20), () -> {
                    stage.green.refuseLaunches("no capacity");
                    List.copyOf(stage.green.instances()).forEach(SimulatedInstance::terminate);
                    stage.cloud.after(Duration.ofMinutes(2), () -> {
                        moments.add(stage.cloud.elapsed());
                        rollback = stage.by("bob").rollback(Rollback.of(BETA));
                        moments.add(stage.cloud.elapsed());
                    });
                }));
        stage.deploy();

        assertThat(rollback()).succeeded();
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).hasBounds(Color.BLUE, 2, 10, 3);
        assertThat(moments.get(1).minus(moments.get(0))).isLessThan(Duration.ofMinutes(7));
        assertThat(stage.by("carol").status(BETA).deployment()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_old_fleet_that_drains_serves_in_full_again_within_half_a_minute(boolean expire) {
        stage = draining(expire);
        List<Duration> moments = new ArrayList<>();
        stage.when(
                "await-drained",
                () -> stage.cloud.after(Duration.ofSeconds(60), () -> {
                    sickenGreen();
                    Duration ordered = stage.cloud.elapsed();
                    stage.cloud.watch(world -> {
                        if (moments.isEmpty() && stage.targets.healthy(stage.blue) == 3) {
                            moments.add(world.elapsed().minus(ordered));
                        }
                    });
                    rollback = stage.by("bob").rollback(BETA);
                }));

        Outcome deployment = stage.deploy();

        assertThat(rollback()).succeeded().noting("it took over from id-1, which was being finalized");
        assertThat(deployment)
                .interruptedBecause("found that a rollback has taken over")
                .hasSteps(Report.Step.State.STOPPED, "await-drained");
        assertThat(moments)
                .singleElement()
                .satisfies(took ->
                        assertThat(took).isLessThan(Duration.ofSeconds(30).plus(FIRST_CHECK)));
        blueServesAsBefore();
        assertThat(stage.cloud.traffic().failed()).isLessThan(400);
    }

    @Test
    void the_history_says_what_the_rollback_took_over_from() {
        deployedWithRollbackAt("await-drained", Duration.ofSeconds(10), Rollback.of(BETA));

        assertThat(stage.by("carol").history(BETA))
                .extracting(EndedDeployment::ending)
                .containsExactly(EndedDeployment.Ending.SUCCEEDED, EndedDeployment.Ending.SUPERSEDED);
        assertThat(stage.by("carol").history(BETA).get(1).cause()).contains("rolled back by", "while it was finalized");
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#irreversible")
    void wherever_the_deployment_died_bounds_end_as_the_roles_have_them(String step) {
        stage.killedIn(step, () -> stage.deploy());
        sickenGreen();

        assertThat(stage.by("bob").rollback(BETA)).succeeded();
        blueServesAsBefore();
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#irreversible")
    void a_take_over_that_is_aborted_leaves_the_deployment_as_it_would_have_ended(String step) {
        stage.killedIn(step, () -> stage.deploy());
        stage.killedIn("await-healthy", () -> stage.by("bob").rollback(BETA));

        assertThat(stage.by("carol").abort(BETA)).rolledBackBecause("aborted by carol");
        assertThat(stage).hasSwitched();
        assertThat(stage.by("carol").rollback(BETA)).succeeded();
        blueServesAsBefore();
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#rollback")
    void a_take_over_that_dies_is_resumed_by_the_next_process(String step) {
        stage.killedIn("await-drained", () -> stage.deploy());
        stage.killedIn(step, () -> stage.by("bob").rollback(BETA));

        assertThat(stage.by("carol").resume(BETA)).succeeded();
        blueServesAsBefore();
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void what_is_planned_is_what_is_executed() {
        stage.killedIn("await-drained", () -> stage.deploy());
        BlueGreen bob = stage.by("bob");
        SwitchPlan plan = bob.plan(Rollback.of(BETA));

        assertThat(plan.toString())
                .contains("Roll back beta: green → blue")
                .contains("beta-blue: min 3 → 2, the active role's");
        assertThat(bob.execute(plan)).succeeded();
        blueServesAsBefore();
    }

    @Test
    void a_deployment_that_failed_to_record_its_color_can_be_rolled_back() {
        CallFault denied = CallFault.denied(Operations.PUT_PARAMETER);
        stage.cloud.install(denied);
        assertThat(stage.deploy()).failedDirtyBecause("AccessDenied").failedIn("write-parameter");

        assertThat(stage.by("bob").rollback(BETA)).failedDirty().failedIn("write-parameter");
        assertThat(stage.cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
        stage.cloud.remove(denied);
        assertThat(stage.by("bob").resume(BETA)).succeeded();
        blueServesAsBefore();
    }

    @Test
    void a_rollback_that_is_refused_disturbs_nothing() {
        stage.when("restore-active-min", () -> {
            stage.blue.instance(1).terminate();
            stage.cloud.pass(Duration.ofSeconds(32));
            assertThatThrownBy(() -> stage.by("bob").rollback(BETA))
                    .isInstanceOf(RefusedException.class)
                    .isNotInstanceOf(BusyException.class)
                    .hasMessageContaining("expected 3 instances of beta-blue in service to go back to, found 2")
                    .hasMessageContaining("--scale-up")
                    .hasMessageContaining("--capacity");
        });

        assertThat(stage.deploy()).succeeded();
    }

    @Test
    void a_second_rollback_does_not_undo_the_first() {
        stage.when(
                "await-drained",
                () -> stage.cloud.after(Duration.ofSeconds(5), () -> {
                    stage.when(
                            "await-drained",
                            () -> assertThatThrownBy(() -> stage.by("carol").rollback(BETA))
                                    .isInstanceOf(BusyException.class)
                                    .hasMessageContaining("rollback")
                                    .hasMessageContaining("held by bob"));
                    rollback = stage.by("bob").rollback(BETA);
                }));
        stage.deploy();

        assertThat(rollback()).succeeded();
        blueServesAsBefore();
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#reversible")
    void before_the_point_of_no_return_a_rollback_is_refused_and_an_abort_goes_back(String step) {
        stage.killedIn(step, () -> stage.deploy());

        assertThatThrownBy(() -> stage.by("bob").rollback(BETA))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("resume or abort it");
        assertThat(stage.by("bob").abort(BETA)).rolledBack();
    }

    @Nested
    class Keeping_nothing_warm {

        private Outcome deploy() {
            return stage.deploy(keepingNothing());
        }

        /** It might still be told to end by whoever was finalizing. */
        @Test
        void the_new_fleet_leaves_only_once_no_order_to_end_the_old_one_can_arrive() {
            List<Duration> moments = new ArrayList<>();
            stage.when(
                    "await-drained",
                    () -> stage.cloud.after(Duration.ofSeconds(60), () -> {
                        Duration ordered = stage.cloud.elapsed();
                        stage.when(
                                "write-parameter",
                                () -> moments.add(stage.cloud.elapsed().minus(ordered)));
                        rollback = stage.by("bob").rollback(BETA);
                    }));

            assertThat(deploy()).interruptedBecause("a rollback has taken over");
            assertThat(rollback()).succeeded();
            assertThat(moments)
                    .singleElement()
                    .satisfies(moment -> assertThat(moment).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(45)));
            blueServesAsBefore();
            assertThat(stage.cloud).failedNoRequest();
        }

        @Test
        void once_the_old_fleet_is_scaled_down_a_rollback_is_refused_or_starts_instances() {
            stage.killedAfter(Operations.UPDATE_GROUP, 4, this::deploy);
            assertThat(stage.blue.size().desired()).isZero();
            stage.cloud.pass(Duration.ofMinutes(1));

            assertThatThrownBy(() -> stage.by("bob").rollback(BETA))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("expected 3 instances of beta-blue in service to go back to, found 0");
            assertThat(stage.by("bob").rollback(Rollback.of(BETA).withScaleUp(true)))
                    .succeeded();
            blueServesAsBefore();
        }
    }
}
