package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.takingOver;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.LaunchTolerance;
import dev.verdigris.request.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused launches are borne with for as long as the policy says, and judged by the deployment state (report S10). */
class LaunchToleranceTest {
    private static final String NO_CAPACITY =
            "We currently do not have sufficient m5.large capacity in the Availability Zone you requested (zone a)."
                    + " Launching EC2 instance failed.";

    private final Stage stage = Stage.set();

    private static Deployment bearing(LaunchTolerance waitTimeout) {
        return Deployment.of(BETA)
                .withPolicy(Policy.defaults()
                        .withDeadlines(Deadlines.defaults().withInService(Duration.ofMinutes(60)))
                        .withLaunches(waitTimeout));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 12})
    void some_refused_launches_and_then_capacity_are_no_failure(int refusals) {
        stage.green.refuseLaunches(NO_CAPACITY, refusals);

        assertThat(stage.deploy(bearing(LaunchTolerance.defaults()))).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void launches_that_are_refused_for_longer_than_that_end_the_wait() {
        stage.green.refuseLaunches(NO_CAPACITY);

        Outcome outcome = stage.deploy(bearing(LaunchTolerance.defaults()));

        assertThat(outcome)
                .rolledBackBecause("one launch after the other refused: We currently do not have sufficient m5.large")
                .failedIn("await-in-service");
        assertThat(outcome.report().took()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    }

    @Test
    void the_policy_says_for_how_long_refused_launches_are_waited_for() {
        stage.green.refuseLaunches(NO_CAPACITY);
        LaunchTolerance little = LaunchTolerance.defaults().withRefusals(2).withDuring(Duration.ZERO);

        Outcome outcome = stage.deploy(bearing(little));

        assertThat(outcome).rolledBackBecause("one launch after the other refused");
        assertThat(outcome.report().took()).isLessThan(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The image id '[ami-0abc]' does not exist. Launching EC2 instance failed.",
                "AMI cannot be described: The AMI ID ami-0abc does not exist. Launching EC2 instance failed.",
                "You are not authorized to perform this operation. Encoded authorization failure message: abc",
                "The specified launch template, with template ID lt-0abc, does not exist.",
                "The key pair 'ops' does not exist. Launching EC2 instance failed.",
                "The security group 'sg-0abc' does not exist in VPC 'vpc-0abc'. Launching EC2 instance failed.",
                "You have requested more vCPU capacity than your current vCPU limit of 32 allows for the instance bucket.",
                "You have requested more instances (11) than your current instance limit of 10 allows",
                "Invalid IAM Instance Profile name. Launching EC2 instance failed.",
                "The requested configuration is currently not supported. Launching EC2 instance failed."
            })
    void one_refusal_for_a_reason_that_no_waiting_cures_is_enough(String message) {
        stage.green.refuseLaunches(message);

        Outcome outcome = stage.deploy(bearing(LaunchTolerance.defaults()));

        assertThat(outcome).rolledBackBecause(message).failedIn("await-in-service");
        assertThat(outcome.report().took()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void reasons_of_ones_own_take_the_place_of_the_usual_ones() {
        stage.green.refuseLaunches("quota of the team used up");
        LaunchTolerance own = LaunchTolerance.defaults().withFinalReasons(List.of("Quota of the team"));

        assertThat(stage.deploy(bearing(own)).report().took()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void failures_from_before_the_deployment_do_not_count() {
        stage.green.recallFailedLaunches(20, "The image id '[ami-0abc]' does not exist.", Duration.ofMinutes(5));

        assertThat(stage.deploy()).succeeded();
    }

    /** A process that takes it up again has seen nothing of what was before; the deployment state says when it began. */
    @ParameterizedTest
    @MethodSource("dev.verdigris.scenario.Steps#all")
    void failures_from_before_the_deployment_do_not_count_after_a_resume(String step) {
        stage.green.recallFailedLaunches(20, "The image id '[ami-0abc]' does not exist.", Duration.ofMinutes(5));
        stage.killedIn(step, () -> stage.deploy());

        assertThat(stage.by("bob").resume(BETA)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void failures_since_the_deployment_began_count_after_a_resume() {
        stage.green.refuseLaunches(NO_CAPACITY);
        stage.when("await-in-service", () -> {
            stage.cloud.pass(Duration.ofMinutes(11));
            throw new AssertionError("killed");
        });
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> stage.deploy()).hasMessage("killed");

        Outcome outcome = stage.by("bob").resume(takingOver());

        assertThat(outcome).rolledBackBecause("one launch after the other refused");
        assertThat(outcome.report().took()).isLessThan(Duration.ofMinutes(1));
    }
}
