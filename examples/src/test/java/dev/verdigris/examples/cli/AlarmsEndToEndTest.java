package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.CloudWatchStandIn;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged CLI as a process on a Moto server, with alarms of a stand-in: Moto speaks none of the protocols that CloudWatch's
 * client speaks.
 */
@Execution(ExecutionMode.CONCURRENT)
class AlarmsEndToEndTest {
    private final CloudWatchStandIn alarms = CloudWatchStandIn.start();
    private final MotoWorld world = MotoWorld.fresh();
    private final MotoEnvironment beta = world.environment("beta").create();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        alarms.close();
    }

    private Ran refresh(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("refresh", "--yes"));
        words.addAll(List.of(more));
        return environment(words);
    }

    private Ran environment(List<String> command) throws IOException {
        Path file = Files.writeString(
                folder.resolve("environments.yml"),
                "environments:\n  beta:\n    endpoint-url: " + world.endpoint()
                        + "\n    poll-interval: 100ms\n    bake: 2s\n    alarm: [\"errors-{color}\", \"{environment} all\"]\n");
        Map<String, String> variables = new HashMap<>(world.processEnvironment());
        variables.put("AWS_ENDPOINT_URL_CLOUDWATCH", alarms.endpoint().toString());
        List<String> words = new ArrayList<>(List.of("--config", file.toString(), "--env", "beta", "environment"));
        words.addAll(command);
        return Jar.run(variables, words.toArray(String[]::new));
    }

    private void green() {
        alarms.set("errors-green", "OK", "quiet");
        alarms.set("CompositeAlarm", "beta all", "OK", "nothing is wrong", null);
    }

    private void stillServesBlue() {
        assertThat(beta.registered(Color.BLUE)).hasSize(3);
        assertThat(beta.registered(Color.GREEN)).isEmpty();
        assertThat(beta.recordedColor()).isEqualTo("blue");
    }

    @Test
    void alarms_that_stay_green_let_it_succeed_and_are_asked_by_every_type() throws IOException {
        green();

        refresh().exiting(0);

        assertThat(beta.registered(Color.GREEN)).hasSize(3);
        assertThat(beta.recordedColor()).isEqualTo("green");
        assertThat(alarms.asked())
                .hasSizeGreaterThan(3)
                .allMatch(request ->
                        request.get("AlarmTypes").equals(List.of("MetricAlarm", "CompositeAlarm", "LogAlarm")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CompositeAlarm", "LogAlarm"})
    void an_alarm_that_turns_red_while_it_bakes_sends_all_requests_back(String type) throws IOException {
        green();
        alarms.set(type, "beta all", "OK", "nothing is wrong", null);
        alarms.beforeEach(() -> {
            if ("green".equals(beta.recordedColor())) {
                alarms.set(type, "beta all", "ALARM", "errors-green is in ALARM", null);
            }
        });

        Ran ran = refresh("--json").exiting(4);

        assertThat(ran.json()).containsEntry("outcome", "ROLLED_BACK");
        assertThat(ran.out())
                .contains(
                        "expected the alarm 'beta all' to stay green, found that beta all is ALARM: errors-green is in"
                                + " ALARM");
        stillServesBlue();
    }

    @Test
    void alarms_that_may_not_be_read_any_more_are_as_bad() throws IOException {
        green();
        alarms.beforeEach(() -> {
            if ("green".equals(beta.recordedColor())) {
                alarms.deny("not authorized to perform: cloudwatch:DescribeAlarms");
            }
        });

        assertThat(refresh().exiting(4).out()).contains("could not be read: cloudwatch:DescribeAlarms: AccessDenied");
        stillServesBlue();
    }

    @Test
    void an_alarm_that_is_not_there_is_refused() throws IOException {
        alarms.set("errors-green", "OK", "quiet");

        assertThat(refresh().exiting(3).err())
                .contains("expected an alarm 'beta all' to watch, found none of that name");
        assertThat(beta.instances(Color.GREEN)).isEmpty();
    }

    @Test
    void one_that_is_red_before_is_refused_or_ignored() throws IOException {
        green();
        alarms.set("errors-green", "ALARM", "12 5xx");

        assertThat(refresh().exiting(3).err()).contains("errors-green is ALARM: 12 5xx");
        assertThat(beta.instances(Color.GREEN)).isEmpty();
        refresh("--red-before", "ignore").exiting(0);

        assertThat(beta.recordedColor()).isEqualTo("green");
    }

    @Test
    void a_fix_is_deployed_over_a_red_alarm_if_it_turns_green_and_its_reason_is_kept() throws IOException {
        green();
        alarms.set("errors-green", "ALARM", "12 5xx");
        assertThat(refresh("--red-before", "fix", "--fix-reason", "fixes the 5xx")
                        .exiting(4)
                        .out())
                .contains("errors-green is ALARM: 12 5xx");
        stillServesBlue();

        alarms.beforeEach(() -> {
            if ("green".equals(beta.recordedColor())) {
                alarms.set("errors-green", "OK", "quiet");
            }
        });
        refresh("--red-before", "fix", "--fix-reason", "fixes the 5xx").exiting(0);
        assertThat(beta.recordedColor()).isEqualTo("green");
        assertThat(environment(List.of("history")).exiting(0).out()).contains("fixes the 5xx");
    }
}
