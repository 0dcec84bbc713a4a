package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.model.Alarm.State;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Bake.NoData;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Shift;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedAlarm;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R27: alarms while the new fleet serves on trial. */
class AlarmTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage = Stage.set();
    private final SimulatedAlarm errors = stage.cloud.alarms().create("errors-green");
    private final SimulatedAlarm latency = stage.cloud.alarms().create("beta latency");

    private static Bake bake() {
        return Bake.of(MINUTE.multipliedBy(10)).withAlarms("errors-{color}", "{environment} latency");
    }

    private static Deployment watched() {
        return watched(bake());
    }

    private static Deployment watched(Bake bake) {
        return Deployment.of(BETA).withBake(bake);
    }

    /** Something happens once the bake has gone on for a minute. */
    private void meanwhile(Runnable happens) {
        stage.when("bake", () -> stage.cloud.after(MINUTE, happens));
    }

    private void refused(Bake bake, String naming) {
        assertThatThrownBy(() -> stage.deploy(watched(bake)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(naming);
        assertThat(stage.worldChanges()).isZero();
    }

    private Cloud withoutAlarms() {
        Cloud ports = stage.cloud.ports();
        return Cloud.builder()
                .fleets(ports.fleets())
                .targetGroups(ports.targetGroups())
                .activeColors(ports.activeColors())
                .deployments(Objects.requireNonNull(ports.deployments()))
                .time(ports.time())
                .build();
    }

    @Test
    void alarms_that_stay_green_let_a_deployment_succeed() {
        assertThat(stage.deploy(watched())).succeeded();

        assertThat(stage).hasSwitched();
    }

    @Test
    void the_plan_says_which_alarms_send_all_requests_back() {
        assertThat(stage.blueGreen().plan(watched()).toString())
                .contains("leave it so for 10m, on trial; as soon as fewer than 3 of beta-green are healthy in two"
                        + " consecutive polls, or one of the alarms errors-green, beta latency is red (without data it"
                        + " counts as green), all requests go back to beta-blue");
    }

    @Test
    void r27_an_alarm_that_turns_red_sends_all_requests_back_and_is_named_with_its_reason() {
        meanwhile(() -> errors.set(State.ALARM, "Threshold Crossed: 12 5xx"));

        Outcome outcome = stage.deploy(watched());

        assertThat(outcome)
                .failedIn("bake")
                .rolledBackBecause("expected the alarm 'errors-green' to stay green, found that errors-green is ALARM:"
                        + " Threshold Crossed: 12 5xx");
        assertThat(stage).isAsBefore();
    }

    @Test
    void an_alarm_of_the_color_that_leaves_is_of_no_concern() {
        stage.cloud.alarms().create("errors-blue").set(State.ALARM, "old trouble");

        assertThat(stage.deploy(watched())).succeeded();
    }

    @Test
    void an_alarm_that_counts_what_the_new_version_answers_sends_it_back() {
        errors.watch(report -> report.byVersion().getOrDefault("v2", 0L), MINUTE.multipliedBy(2));

        assertThat(stage.deploy(watched())).failedIn("bake").rolledBackBecause("Threshold Crossed");

        assertThat(stage).isAsBefore();
    }

    @Test
    void r27_an_alarm_that_turns_red_for_a_moment_is_red() {
        meanwhile(() -> {
            latency.set(State.ALARM, "slow");
            stage.cloud.after(Duration.ofSeconds(6), () -> latency.set(State.OK, "fast"));
        });

        assertThat(stage.deploy(watched())).rolledBackBecause("'beta latency' to stay green");
    }

    @Test
    void r27_alarms_that_cannot_be_read_are_red() {
        meanwhile(() -> stage.cloud.install(CallFault.denied(Operations.DESCRIBE_ALARMS)));

        Outcome outcome = stage.deploy(watched());

        assertThat(outcome)
                .failedIn("bake")
                .rolledBackBecause(
                        "the alarms errors-green, beta latency could not be read: cloudwatch:DescribeAlarms: AccessDenied");
        assertThat(stage).isAsBefore();
    }

    @Test
    void a_single_read_that_fails_is_made_once_more() {
        meanwhile(() -> stage.cloud.install(
                CallFault.throttled(Operations.DESCRIBE_ALARMS).times(1)));

        assertThat(stage.deploy(watched())).succeeded();
    }

    @Test
    void r27_an_alarm_that_is_deleted_while_it_is_watched_is_red() {
        meanwhile(() -> stage.cloud.alarms().delete("errors-green"));

        assertThat(stage.deploy(watched()))
                .rolledBackBecause("expected the alarm 'errors-green' to be there while it is watched");

        assertThat(stage).isAsBefore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARTIAL_DATA", "EVALUATION_ERROR", "EVALUATION_FAILURE"})
    void r27_an_alarm_that_is_not_evaluated_is_red_whatever_its_state(String why) {
        meanwhile(() -> errors.stopEvaluating(why));

        assertThat(stage.deploy(watched()))
                .rolledBackBecause("expected the alarm 'errors-green' to be evaluated, found that errors-green is OK ("
                        + why + ")");
    }

    @Test
    void r27_an_alarm_that_is_not_there_is_refused_before_anything_is_changed() {
        refused(
                bake().withAlarms("errors-{color}", "typo"),
                "expected an alarm 'typo' to watch, found none of that name");
    }

    @Test
    void r27_alarms_that_cannot_be_read_before_are_refused_too() {
        stage.cloud.install(CallFault.denied(Operations.DESCRIBE_ALARMS));

        assertThatThrownBy(() -> stage.deploy(watched())).hasMessageContaining("AccessDenied");
        assertThat(stage.worldChanges()).isZero();
    }

    @Test
    void an_alarm_that_has_no_data_counts_as_green_unless_it_is_said_otherwise() {
        errors.set(State.INSUFFICIENT_DATA, "no datapoints");

        assertThat(stage.deploy(watched())).succeeded();
    }

    @Test
    void an_alarm_without_data_may_count_as_red() {
        meanwhile(() -> errors.set(State.INSUFFICIENT_DATA, "no datapoints"));

        assertThat(stage.deploy(watched(bake().withNoData(NoData.RED))))
                .rolledBackBecause("found that errors-green is INSUFFICIENT_DATA: no datapoints");
    }

    @Test
    void data_that_is_waited_for_may_come_while_it_bakes() {
        errors.set(State.INSUFFICIENT_DATA, "no datapoints");
        meanwhile(() -> errors.set(State.OK, "data"));

        assertThat(stage.deploy(watched(bake().withNoData(NoData.WAIT)))).succeeded();
    }

    @Test
    void data_that_never_comes_ends_the_bake() {
        errors.set(State.INSUFFICIENT_DATA, "no datapoints");

        assertThat(stage.deploy(watched(bake().withNoData(NoData.WAIT))))
                .failedIn("bake")
                .rolledBackBecause("expected the alarm 'errors-green' to have data at the end of the bake");
        assertThat(stage).isAsBefore();
    }

    @Test
    void r25_alarms_are_watched_while_a_stage_bakes_too() {
        stage.when("bake:10", () -> stage.cloud.after(MINUTE, () -> errors.set(State.ALARM, "12 5xx")));

        Outcome outcome = stage.deploy(watched().withShift(Shift.canary(10, MINUTE.multipliedBy(5))));

        assertThat(outcome).failedIn("bake:10").rolledBackBecause("expected the alarm 'errors-green' to stay green");
        assertThat(stage).isAsBefore();
    }

    @Test
    void whoever_resumes_must_be_able_to_read_them_and_whoever_aborts_need_not() {
        stage.killedIn("bake", () -> stage.deploy(watched()));
        BlueGreen bob = BlueGreen.builder(withoutAlarms()).holder("bob").build();

        assertThatThrownBy(() -> bob.resume(Stage.takingOver()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected a port to read the alarms by that are to be watched, found none");
        assertThat(bob.abort(Stage.takingOver())).rolledBackBecause("aborted by bob");

        assertThat(stage).isAsBefore();
    }

    @Test
    void a_cloud_without_alarms_refuses_a_bake_that_watches_some() {
        assertThatThrownBy(() -> BlueGreen.on(withoutAlarms()).deploy(watched()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("give the cloud its alarms: Cloud.Builder.alarms");
        assertThat(stage.worldChanges()).isZero();
    }
}
