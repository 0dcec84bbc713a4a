package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.SimulatedGroup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** No deployment, rollback or resumption ends as a success while nobody answers for the color that it moved traffic to. */
class NobodyHealthyTest {
    private static final String NOBODY = "no target of the green fleet, which serves, is healthy";

    private final Stage stage = Stage.set();

    private static void sicken(SimulatedGroup group) {
        group.instances().forEach(instance -> instance.sicken("Target.ResponseCodeMismatch"));
    }

    private static void heal(SimulatedGroup group) {
        group.instances().forEach(instance -> instance.heal());
    }

    private Outcome deployedAndSick() {
        stage.when("await-drained", () -> sicken(stage.green));
        return stage.deploy();
    }

    @Test
    void a_deployment_that_nobody_answers_for_in_the_end_has_failed_and_says_to_roll_back() {
        Outcome outcome = deployedAndSick();

        assertThat(outcome)
                .failedDirtyBecause("expected healthy targets of the green fleet, which serves, found"
                        + " i-00002000000000001 unhealthy Target.ResponseCodeMismatch")
                .leaving(NOBODY);
        assertThat(outcome.toString()).contains("roll back");

        assertThat(stage.by("bob").rollback(BETA)).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.BLUE)
                .hasRecorded(Color.BLUE)
                .hasBounds(Color.BLUE, 2, 10, 3)
                .hasBounds(Color.GREEN, 3, 10, 3);
    }

    @Test
    void a_deployment_nobody_answers_for_can_be_resumed_once_somebody_does() {
        deployedAndSick();
        assertThat(stage.by("bob").resume(BETA)).failedDirty().leaving(NOBODY);

        heal(stage.green);
        stage.cloud.pass(Duration.ofMinutes(1));
        assertThat(stage.by("bob").resume(BETA)).succeeded();
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void a_rollback_that_nobody_answers_for_in_the_end_can_be_rolled_back() {
        assertThat(stage.deploy()).succeeded();
        stage.when("await-drained", () -> sicken(stage.blue));

        assertThat(stage.rollback()).failedDirty().leaving("no target of the blue fleet, which serves, is healthy");
        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cloud)
                .servesOnly(Color.GREEN)
                .hasRecorded(Color.GREEN)
                .hasBounds(Color.GREEN, 2, 10, 3)
                .hasBounds(Color.BLUE, 3, 10, 3);
    }

    @Test
    void a_way_back_to_a_fleet_that_does_not_answer_leaves_the_one_that_does() {
        sicken(stage.blue);
        stage.cloud.pass(Duration.ofMinutes(2));

        assertThat(stage.builder("ann")
                        .bakeCheck("orders", subject -> Check.Verdict.failed("no order"))
                        .build()
                        .deploy(Deployment.of(BETA).withBake(Bake.of(Duration.ofMinutes(1)))))
                .failedDirtyBecause("no order")
                .leaving("members of beta-green may still be registered in Beta");
        assertThat(stage.targets.healthy(stage.green)).isEqualTo(3);

        heal(stage.blue);
        assertThat(stage.by("bob").resume(BETA)).rolledBackBecause("no order");
        assertThat(stage.cloud).servesOnly(Color.BLUE);
    }

    @Test
    void one_target_that_answers_is_enough() {
        stage.when("await-drained", () -> {
            sicken(stage.green);
            stage.green.instance(2).heal();
        });

        assertThat(stage.deploy()).succeeded();
    }

    @Test
    void one_target_that_is_well_again_before_the_end_is_enough() {
        stage.when("await-drained", () -> sicken(stage.green));
        stage.targets.setDeregistrationDelay(Duration.ofSeconds(60));
        stage.when("restore-active-min", () -> {
            heal(stage.green);
            stage.cloud.pass(Duration.ofSeconds(40));
        });

        assertThat(stage.deploy()).succeeded();
    }
}
