package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Alarm.State;
import dev.verdigris.model.Color;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Bake.RedBefore;
import dev.verdigris.request.Deployment;
import dev.verdigris.testkit.SimulatedAlarm;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** R27: what becomes of alarms that are red before anything is changed. */
class RedBeforeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage = Stage.set();
    private final SimulatedAlarm errors = stage.cloud.alarms().create("errors");
    private final SimulatedAlarm latency = stage.cloud.alarms().create("latency");

    private static Deployment watched(RedBefore redBefore) {
        Bake bake = Bake.of(MINUTE.multipliedBy(10)).withAlarms("errors", "latency");
        return Deployment.of(BETA).withBake(bake.withRedBefore(redBefore));
    }

    private String lastCause() {
        return String.valueOf(stage.by("anybody").history(BETA).get(0).cause());
    }

    private void turnsRed() {
        errors.set(State.ALARM, "12 5xx");
    }

    @Test
    void r27_what_is_red_before_is_refused_and_nothing_is_changed() {
        turnsRed();

        assertThatThrownBy(() -> stage.deploy(watched(RedBefore.refuse())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected the alarm 'errors' to be green before anything is changed, found that"
                        + " errors is ALARM: 12 5xx; wait until it is; or ignore what is red before");
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void r27_an_alarm_that_is_not_evaluated_before_is_refused_as_well() {
        errors.stopEvaluating("EVALUATION_ERROR");

        assertThatThrownBy(() -> stage.deploy(watched(RedBefore.refuse())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("errors is OK (EVALUATION_ERROR)");
    }

    @Test
    void r27_what_is_red_before_may_be_ignored_and_the_others_are_watched() {
        turnsRed();

        assertThat(stage.deploy(watched(RedBefore.ignore()))).succeeded();
        assertThat(stage).hasSwitched();
    }

    @Test
    void r27_where_one_is_ignored_another_that_turns_red_sends_all_requests_back() {
        turnsRed();
        stage.when("bake", () -> latency.set(State.ALARM, "slow"));

        assertThat(stage.deploy(watched(RedBefore.ignore()))).rolledBackBecause("'latency' to stay green");
        assertThat(stage).isAsBefore();
    }

    @Test
    void r27_what_was_green_before_is_not_ignored_by_whoever_resumes_once_it_is_red() {
        stage.killedIn("bake", () -> stage.deploy(watched(RedBefore.ignore())));
        turnsRed();

        assertThat(stage.by("bob").resume(Stage.takingOver())).rolledBackBecause("'errors' to stay green");
    }

    @Test
    void r27_a_fix_that_turns_the_alarm_green_succeeds_and_its_reason_is_in_the_history() {
        turnsRed();
        stage.when("bake", () -> stage.cloud.after(MINUTE.multipliedBy(8), () -> errors.set(State.OK, "quiet")));

        assertThat(stage.deploy(watched(RedBefore.fix("hotfix of the leak")))).succeeded();

        assertThat(lastCause()).isEqualTo("to make red alarms green: hotfix of the leak");
        assertThat(stage).hasSwitched();
    }

    @Test
    void r27_a_fix_that_leaves_the_alarm_red_goes_back_at_the_end_of_the_bake() {
        turnsRed();
        Duration began = stage.cloud.elapsed();

        assertThat(stage.deploy(watched(RedBefore.fix("hotfix of the leak"))))
                .failedIn("bake")
                .rolledBackBecause("expected this deployment to have made the alarm 'errors' green");

        assertThat(stage.cloud.elapsed().minus(began)).isGreaterThan(MINUTE.multipliedBy(10));
        assertThat(lastCause())
                .startsWith("to make red alarms green: hotfix of the leak; bake: expected this deployment");
        assertThat(stage).isAsBefore();
    }

    @Test
    void a_fix_while_nothing_is_red_is_a_deployment_like_any_other() {
        stage.when("bake", this::turnsRed);

        assertThat(stage.deploy(watched(RedBefore.fix("just in case")))).rolledBackBecause("'errors' to stay green");
        assertThat(lastCause()).startsWith("bake: expected the alarm 'errors' to stay green");
    }

    @Test
    void a_plan_is_not_performed_once_another_alarm_is_red_than_it_was_made_with() {
        turnsRed();
        SwitchPlan plan = stage.blueGreen().plan(watched(RedBefore.ignore()));
        assertThat(plan.notes()).anyMatch(note -> note.endsWith("errors is ALARM: 12 5xx; it is not watched"));
        latency.set(State.ALARM, "slow");

        assertThatThrownBy(() -> stage.blueGreen().execute(plan))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("which alarms are red was [errors] and is [errors, latency]");
        assertThat(stage.cloud).servesOnly(Color.BLUE);
    }
}
