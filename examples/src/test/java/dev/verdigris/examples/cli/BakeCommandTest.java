package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.model.Alarm.State;
import dev.verdigris.model.Color;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code environment refresh --bake --alarm} does. */
class BakeCommandTest extends CommandScenario {
    private static final String WATCHED =
            ENVIRONMENT + "refresh --yes --bake 10m --alarm errors-{color} --alarm latency";

    private void alarms() {
        cloud.alarms().create("errors-green");
        cloud.alarms().create("latency");
    }

    @Test
    void a_dry_run_shows_the_bake_and_its_alarms() {
        alarms();

        assertThat(cli.run(WATCHED.replace("--yes", "--dry-run")).exiting(0).out())
                .contains("leave it so for 10m, on trial; as soon as fewer than 3 of beta-green are healthy in two"
                        + " consecutive polls, or one of the alarms errors-green, latency is red");
    }

    @Test
    void a_bake_that_stays_green_succeeds() {
        alarms();

        assertThat(cli.run(WATCHED).exiting(0).out()).contains("bake: 100 % for another 9m");
        serves(Color.GREEN);
    }

    @Test
    void an_alarm_that_turns_red_ends_with_a_rollback_that_names_it() {
        alarms();
        cloud.at(
                cloud.elapsed().plus(Duration.ofMinutes(8)),
                () -> cloud.alarms().get("latency").set(State.ALARM, "p99 of 4 s"));

        Ran ran = cli.run(WATCHED + " --json").exiting(4);

        assertThat(ran.json()).containsEntry("outcome", "ROLLED_BACK");
        assertThat(ran.out())
                .contains("expected the alarm 'latency' to stay green, found that latency is ALARM: p99 of 4 s");
        serves(Color.BLUE);
    }

    @Test
    void what_is_red_before_is_refused_ignored_or_fixed_with_a_reason_that_history_shows() {
        alarms();
        cloud.alarms().get("latency").set(State.ALARM, "p99 of 4 s");

        assertThat(cli.run(WATCHED).exiting(3).err())
                .contains("expected the alarm 'latency' to be green before anything is changed");
        cli.run(WATCHED + " --red-before ignore").exiting(0);
        cloud.pass(Duration.ofMinutes(1));
        cloud.alarms().create("errors-blue");
        Ran ran = cli.run(WATCHED + " --red-before fix --fix-reason=hotfix-of-the-leak")
                .exiting(4);

        assertThat(ran.out() + ran.err()).contains("expected this deployment to have made the alarm 'latency' green");
        assertThat(cli.run(ENVIRONMENT + "history --limit 1").exiting(0).out())
                .contains("to make red alarms green: hotfix-of-the-leak");
    }

    @Test
    void what_an_alarm_without_data_counts_as_can_be_said() {
        alarms();
        cloud.alarms().get("latency").set(State.INSUFFICIENT_DATA, "no datapoints");

        assertThat(cli.run(WATCHED + " --alarm-no-data red").exiting(3).err()).contains("INSUFFICIENT_DATA");
        assertThat(cli.run(WATCHED + " --alarm-no-data wait").exiting(4).out()).contains("to have data at the end");
        cli.run(WATCHED).exiting(0);
    }

    @ParameterizedTest
    @CsvSource({
        "--alarm errors, --alarm: expected --bake with it",
        "--alarm-no-data red, --alarm-no-data: expected --bake with it",
        "--red-before ignore, --red-before: expected --bake with it",
        "--bake 5m --red-before fix, --red-before fix: expected --fix-reason with it",
        "--bake 5m --fix-reason because, --fix-reason: expected --red-before fix with it",
        "--bake 5m --alarm {colour}, 'alarm: expected a name of 1 to 255 characters, in which only {color}'",
        "--bake 0s, 'bake: expected more than 0'",
        "--strategy rolling --alarm errors, --alarm: expected --strategy blue-green with it"
    })
    void what_does_not_go_together_is_refused_before_anything_is_read(String options, String sentence) {
        assertThat(cli.run(ENVIRONMENT + "refresh --yes " + options).exiting(2).err())
                .contains(sentence);
        assertThat(cloud.reads()).isZero();
    }
}
