package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.LaunchTolerance;
import dev.verdigris.request.Policy;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people reported of ways back and of waiting, by its number in docs/failure-stories.md. */
class ReportStoriesWaysBackTest {
    private static final String NO_CAPACITY =
            "We currently do not have sufficient m5.large capacity in the Availability"
                    + " Zone you requested (eu-west-1a). Launching EC2 instance failed.";

    private static Deployment with(Policy policy) {
        return Deployment.of(BETA).withPolicy(policy);
    }

    private static Policy inService(Duration deadline) {
        return Policy.defaults().withDeadlines(Deadlines.defaults().withInService(deadline));
    }

    /** A rollback in the worst hours: the new version scales out, and the old fleet is still warm. */
    @Nested
    class Runaway {
        private final Stage stage = Stage.set(new GroupSize(2, 60, 3));

        private void deployed() {
            assertThat(stage.deploy()).succeeded();
        }

        @Test
        void report_s06_a_rollback_does_not_follow_the_fleet_that_it_leaves() {
            deployed();
            stage.green.scaleOut(6);
            stage.cloud.pass(Duration.ofMinutes(5));

            assertThat(stage.rollback()).succeeded();
            assertThat(stage.cloud)
                    .servesOnly(Color.BLUE)
                    .hasInService(Color.BLUE, 3)
                    .failedNoRequest();
        }

        @Test
        void report_s06_nor_one_that_goes_on_growing() {
            deployed();
            stage.green.scaleOut(6);
            for (int i = 1; i <= 30; i++) {
                stage.cloud.after(Duration.ofSeconds(20L * i), () -> stage.green.scaleOut(1));
            }
            Duration asked = stage.cloud.elapsed();
            Duration[] left = {null};
            stage.cloud.watch(world -> {
                if (left[0] == null && stage.targets.registered(stage.green) == 0) {
                    left[0] = world.elapsed().minus(asked);
                }
            });

            assertThat(stage.rollback()).succeeded();
            assertThat(left[0]).as("out of traffic").isLessThan(Duration.ofMinutes(1));
            assertThat(stage.cloud).servesOnly(Color.BLUE).hasInService(Color.BLUE, 3);
        }

        @Test
        void report_s06_a_maximum_that_was_raised_to_survive_refuses_no_rollback() {
            deployed();
            stage.green.setMax(100);
            stage.blue.setMax(10);
            stage.green.scaleOut(20);

            assertThat(stage.rollback()).succeeded();
            assertThat(stage.cloud).servesOnly(Color.BLUE).hasInService(Color.BLUE, 3);
        }
    }

    /** The new version fails a minute after the cutover, while the deployment waits for the old fleet to drain. */
    @Nested
    class While_draining {
        private final SimulatedCloud cloud = Stage.builder()
                .serving(BETA, 3)
                .deregistrationDelay(Duration.ofMinutes(5))
                .build();
        private final Stage stage = Stage.on(cloud);
        private @Nullable Duration ordered;
        private @Nullable Duration serving;

        /** A minute into the drain every new instance fails, and somebody does something about it. */
        private Outcome deployedWhile(Supplier<Outcome> remedy) {
            List<Outcome> remedied = new ArrayList<>();
            cloud.install(new CallHook() {
                private @Nullable Duration draining;

                @Override
                public void before(Call call) {
                    if (draining == null) {
                        draining = stage.targets.registered(stage.blue) == 0 ? cloud.elapsed() : null;
                    } else if (cloud.elapsed().compareTo(draining.plusSeconds(60)) > 0) {
                        cloud.remove(this);
                        stage.green.instances().forEach(instance -> instance.sicken("Target.ResponseCodeMismatch"));
                        ordered = cloud.elapsed();
                        remedied.add(remedy.get());
                    }
                }
            });
            cloud.watch(world -> {
                if (ordered != null && serving == null && stage.targets.healthy(stage.blue) == 3) {
                    serving = world.elapsed();
                }
            });
            Outcome deployment = stage.deploy();
            assertThat(remedied).hasSize(1);
            assertThat(deployment).isNotInstanceOf(Outcome.Succeeded.class);
            return remedied.get(0);
        }

        @Test
        void report_s05_a_rollback_takes_over_at_once() {
            assertThat(deployedWhile(() -> stage.by("operator").rollback(BETA))).succeeded();

            assertThat(requireNonNull(serving).minus(requireNonNull(ordered)))
                    .as("from the order to full service, the health check included")
                    .isLessThan(Duration.ofSeconds(60));
            assertThat(cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE).hasBounds(Color.BLUE, 2, 10, 3);
            assertThat(stage.blueGreen().history(BETA)).hasSize(2);
        }

        @Test
        void report_s05_nothing_ends_succeeded_with_no_healthy_target() {
            stage.when(
                    "await-drained",
                    () -> cloud.after(
                            Duration.ofSeconds(60),
                            () -> stage.green
                                    .instances()
                                    .forEach(instance -> instance.sicken("Target.ResponseCodeMismatch"))));

            assertThat(stage.deploy()).isNotInstanceOf(Outcome.Succeeded.class);
            assertThat(stage.rollback()).as("a rollback is possible").succeeded();
            assertThat(cloud).servesOnly(Color.BLUE).hasRecorded(Color.BLUE);
        }
    }

    @Nested
    class Launches {
        private final Stage stage = Stage.set();

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 4, 10})
        void report_s10_refusals_for_want_of_capacity_that_pass_are_waited_for(int refusals) {
            stage.green.refuseLaunches(NO_CAPACITY, refusals);

            assertThat(stage.deploy(with(inService(Duration.ofHours(1))))).succeeded();
        }

        @Test
        void report_s10_how_long_to_bear_with_them_is_a_policy() {
            stage.green.refuseLaunches(NO_CAPACITY);
            LaunchTolerance short2 = LaunchTolerance.defaults().withRefusals(2).withDuring(Duration.ZERO);

            Outcome outcome = stage.deploy(with(inService(Duration.ofHours(1)).withLaunches(short2)));

            assertThat(outcome).rolledBackBecause(NO_CAPACITY);
            assertThat(stage.cloud.elapsed()).isLessThan(Duration.ofMinutes(5));
        }

        @Test
        void report_s10_a_reason_that_no_waiting_cures_ends_it_at_once() {
            stage.green.refuseLaunches("The image id '[ami-0abc]' does not exist. Launching EC2 instance failed.");

            assertThat(stage.deploy(with(inService(Duration.ofHours(1))))).rolledBackBecause("ami-0abc");
            assertThat(stage.cloud.elapsed()).isLessThan(Duration.ofMinutes(2));
        }

        @Test
        void report_s21_a_launch_hook_is_waited_for_as_long_as_it_is_said() {
            stage.green.addHook(
                    LifecycleHook.launching(Duration.ofMinutes(25)).withDefaultResult(LifecycleHook.Result.CONTINUE));

            assertThat(stage.deploy(with(inService(Duration.ofMinutes(40))))).succeeded();
            assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
        }

        @Test
        void report_s21_and_no_longer_than_by_default() {
            stage.green.addHook(
                    LifecycleHook.launching(Duration.ofMinutes(25)).withDefaultResult(LifecycleHook.Result.CONTINUE));

            assertThat(stage.deploy())
                    .rolledBackBecause("only 0 of 3 instances of beta-green came into service (within 15m)")
                    .rolledBackBecause("at its launch hooks")
                    .rolledBackBecause("aws ec2 describe-application-status");
        }
    }
}
