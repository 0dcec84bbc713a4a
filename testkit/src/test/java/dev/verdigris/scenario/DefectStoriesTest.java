package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.scenario.Stage.keepingNothing;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.hook.Check;
import dev.verdigris.model.Color;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.Operations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Defects of the deployer whose environments have this very shape, by their numbers in docs/failure-stories.md. */
class DefectStoriesTest {
    private final Stage stage = Stage.set();

    @Test
    void defect_01_the_old_fleets_minimum_does_not_come_back_once_it_is_at_zero() {
        assertThat(stage.deploy(keepingNothing())).succeeded();
        stage.cloud.pass(Duration.ofMinutes(10));

        assertThat(stage.cloud).hasBounds(Color.BLUE, 0, 10, 0).hasBounds(Color.GREEN, 2, 10, 3);
        assertThat(stage.blue.instances()).isEmpty();
    }

    @Test
    void defect_02_a_pinned_minimum_is_never_taken_for_an_original() {
        stage.killedIn("await-healthy", stage::deploy);
        assertThat(stage.blue.size().min()).as("pinned").isEqualTo(3);
        assertThat(stage.by("bob").abort(BETA)).rolledBack();
        assertThat(stage).isAsBefore();

        stage.killedIn("await-healthy", stage::deploy);
        assertThat(stage.by("bob").resume(BETA)).succeeded();
        assertThat(stage.cloud).hasBounds(Color.GREEN, 2, 10, 3);
    }

    @Test
    void defect_03_two_deployers_never_work_at_once() {
        List<String> holders = stage.calls.beforeEach(
                Operations.UPDATE_GROUP,
                () -> stage.stateText()
                        .lines()
                        .filter(line -> line.startsWith("lease.holder"))
                        .findFirst()
                        .orElse("nobody"));
        stage.when(
                "register",
                () -> assertThatThrownBy(() -> stage.by("bob").rollback(BETA)).isInstanceOf(BusyException.class));

        assertThat(stage.deploy()).succeeded();
        assertThat(holders).isNotEmpty().containsOnly("lease.holder ann");
    }

    @Test
    void defect_03_a_missing_color_is_refused_and_not_taken_for_blue() {
        assertThat(stage.deploy()).succeeded();
        stage.cloud.removeParameter(BETA.activeColorParameter());
        int changes = stage.worldChanges();

        assertThatThrownBy(stage::deploy)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found no such parameter");
        assertThat(stage.worldChanges()).isEqualTo(changes);
        assertThat(stage.cloud).servesOnly(Color.GREEN);
    }

    @Test
    void defect_06_a_new_fleet_that_scales_out_to_one_more_is_not_an_error() {
        stage.when("await-in-service", () -> stage.green.scaleOut(1));

        assertThat(stage.deploy()).succeeded();
        assertThat(stage.cloud).hasInService(Color.GREEN, 4).failedNoRequest();
    }

    @Test
    void defect_07_a_check_that_cannot_be_run_is_not_skipped() {
        stage.check("smoke", subject -> Check.Verdict.passed());
        SwitchPlan plan = stage.blueGreen().plan(Deployment.of(BETA));

        assertThatThrownBy(() -> stage.by("bob").execute(plan))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("smoke");
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void defect_08_a_rollback_waits_for_health_and_not_for_a_desired_capacity() {
        assertThat(stage.deploy()).succeeded();
        stage.neverFewerAnswering(3);
        stage.blue.instance(2).sicken("Target.Timeout");

        assertThat(stage.rollback()).rolledBackBecause("only 2 of 3 became healthy");
        assertThat(stage.cloud).servesOnly(Color.GREEN).hasRecorded(Color.GREEN).failedNoRequest();
    }

    @Test
    void defect_08_a_rollback_pins_both_fleets_and_gives_each_the_bounds_of_its_role() {
        assertThat(stage.deploy()).succeeded();
        stage.when("await-healthy", () -> {
            assertThat(stage.blue.size().min()).isEqualTo(3);
            assertThat(stage.green.size().min()).isEqualTo(3);
        });

        assertThat(stage.rollback()).succeeded();
        assertThat(stage.cleanup()).succeeded();
        assertThat(stage.cloud).hasBounds(Color.BLUE, 2, 10, 3).hasBounds(Color.GREEN, 0, 10, 0);
    }

    @Test
    void defect_09_unused_is_not_ready() {
        stage.when("await-healthy", () -> stage.targets.setInUse(false));

        assertThat(stage.deploy()).rolledBackBecause("Target.NotInUse");
        assertThat(stage.blueGreen().status(BETA).side(Color.BLUE).healthy()).isZero();
        assertThat(stage.cloud).hasRecorded(Color.BLUE);
    }
}
