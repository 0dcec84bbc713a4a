package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.hook.HttpProbe;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroup.HealthyShare.Threshold;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Tolerance;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.ProbeAnswer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What may be missing of the new fleet when the old one leaves, where that is said. */
class ToleranceTest {
    private static final Policy ONLY_WAITING = Policy.defaults().withReplacements(0);

    private static final HealthyShare SIXTY = share(60);
    private static final HealthyShare SEVENTY = share(70);

    private final Stage stage = Stage.set();

    private static HealthyShare share(int percent) {
        Threshold threshold = new Threshold(1, percent);
        return new HealthyShare(threshold, threshold);
    }

    private static Deployment tolerating(Tolerance tolerance) {
        return Deployment.of(BETA).withPolicy(ONLY_WAITING.withTolerance(tolerance));
    }

    @Test
    void one_that_stays_unhealthy_may_be_missing_where_one_is_tolerated() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        stage.neverFewerAnswering(2);

        assertThat(stage.deploy(tolerating(Tolerance.of(1))))
                .succeeded()
                .noting(
                        "2 of 3 instances of beta-green are enough, since the deployment tolerates that so many are missing");
        assertThat(stage.cloud).failedNoRequest();
        assertThat(stage.targets.registered(stage.blue)).isZero();
        assertThat(stage.green.size().desired()).as("it goes on being missed").isEqualTo(3);
    }

    @Test
    void without_it_nothing_may_be_missing() {
        stage.green.afflict(1, InstanceFault.neverHealthy());

        assertThat(stage.deploy(tolerating(Tolerance.none()))).rolledBackBecause("only 2 of 3 became healthy");
    }

    @Test
    void more_than_is_tolerated_may_not_be_missing() {
        stage.green.afflict(1, InstanceFault.neverHealthy());
        stage.green.afflict(2, InstanceFault.neverHealthy());

        assertThat(stage.deploy(tolerating(Tolerance.of(1)))).rolledBackBecause("only 1 of 3 became healthy");
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void all_are_waited_for_until_three_quarters_of_the_deadline_have_passed() {
        stage.green.afflict(1, InstanceFault.slowBoot(Duration.ofMinutes(3)));

        assertThat(stage.deploy(tolerating(Tolerance.of(1)))).succeeded().notingNothing();
        assertThat(stage.targets.healthy(stage.green)).isEqualTo(3);
    }

    @Test
    void a_percentage_is_rounded_down() {
        Stage nine = Stage.set(new GroupSize(2, 10, 9));
        nine.green.afflict(1, InstanceFault.neverHealthy());
        assertThat(nine.deploy(tolerating(Tolerance.percent(10)))).rolledBackBecause("only 8 of 9 became healthy");

        Stage ten = Stage.set(new GroupSize(2, 10, 10));
        ten.green.afflict(1, InstanceFault.neverHealthy());
        assertThat(ten.deploy(tolerating(Tolerance.percent(10)))).succeeded();
    }

    @Test
    void one_serves_in_any_case() {
        stage.green.afflict("v2", InstanceFault.neverHealthy());

        assertThat(stage.deploy(tolerating(Tolerance.of(10)))).rolledBackBecause("only 0 of 3 became healthy");
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void no_more_may_be_missing_than_leaves_the_target_group_its_healthy_share() {
        stage.targets.setHealthyShare(SEVENTY);
        stage.green.afflict(3, InstanceFault.neverHealthy());

        assertThat(stage.deploy(tolerating(Tolerance.of(1))))
                .rolledBackBecause("only 2 of 3 targets of Beta healthy, which asks for 1 target and 70 %");
        assertThat(stage.cloud).servesOnly(Color.BLUE).failedNoRequest();
    }

    @Test
    void the_healthy_share_is_that_of_all_that_are_registered_needed_or_not() {
        stage.targets.setHealthyShare(SEVENTY);
        stage.green.afflict(4, InstanceFault.slowBoot(Duration.ofMinutes(3)));
        stage.green.afflict(5, InstanceFault.slowBoot(Duration.ofMinutes(3)));
        stage.when("await-in-service", () -> stage.green.setDesired(5));

        assertThat(stage.deploy(tolerating(Tolerance.none()))).succeeded();
        assertThat(stage.targets.healthy(stage.green)).isEqualTo(5);
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void a_healthy_share_that_is_kept_leaves_what_is_tolerated() {
        stage.targets.setHealthyShare(SIXTY);
        stage.green.afflict(1, InstanceFault.neverHealthy());

        assertThat(stage.deploy(tolerating(Tolerance.of(1)))).succeeded();
        assertThat(stage.cloud).failedNoRequest();
    }

    @Test
    void a_fleet_smaller_than_the_healthy_share_asks_for_serves_if_all_of_it_is_healthy() {
        Stage one = Stage.set(new GroupSize(1, 10, 1));
        Threshold two = new Threshold(2, 0);
        one.targets.setHealthyShare(new HealthyShare(two, two));

        assertThat(one.deploy()).succeeded();
    }

    @Test
    void the_plan_says_what_the_target_group_asks_for_besides() {
        stage.targets.setHealthyShare(SEVENTY);

        assertThat(stage.blueGreen().plan(tolerating(Tolerance.of(1))).toString())
                .contains("healthy in two consecutive polls and keep the healthy share of Beta (1 target and 70 %),"
                        + " at most 5m; after 3m 45s, 2 are enough");
    }

    @Test
    void one_that_cannot_be_launched_may_be_missing() {
        stage.when(
                "scale-up",
                () -> stage.cloud.after(Duration.ofSeconds(30), () -> {
                    stage.green.instance(1).terminate();
                    stage.green.refuseLaunches("We currently do not have sufficient capacity");
                }));

        assertThat(stage.deploy(tolerating(Tolerance.of(1))))
                .succeeded()
                .noting("2 of 3 instances of beta-green are enough");
    }

    @Test
    void a_probe_tolerates_nothing_since_who_fails_it_would_be_served() {
        stage.cloud
                .probes()
                .answer(instance ->
                        instance.id().value().endsWith("1") ? ProbeAnswer.of(500, "") : ProbeAnswer.usual(instance));

        assertThat(stage.builder("ann")
                        .probe("health", HttpProbe.http(8080, "/health"))
                        .build()
                        .deploy(tolerating(Tolerance.of(1))))
                .rolledBackBecause("answered 500 instead of 200")
                .failedIn("probe:health");
    }

    @Test
    void the_plan_says_it() {
        SwitchPlan plan = stage.blueGreen().plan(tolerating(Tolerance.of(1)));

        assertThat(plan.toString())
                .contains(
                        "wait until 3 instances of beta-green are in service, at most 15m; after 11m 15s, 2 are enough")
                .contains("healthy in two consecutive polls, at most 5m; after 3m 45s, 2 are enough");
    }
}
