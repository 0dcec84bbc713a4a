package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard and the alarms that are printed, by each strategy, and what is published of a status. */
class WatchCommandsTest {
    private static final String FORWARDING =
            " --traffic forwarding --blue-target-group Blue --green-target-group Green --route main:80";

    private final Cli cli = new Cli(SimulatedCloud.serving(Environment.of("beta"), 3));

    private Map<String, Map<String, Object>> alarms(String options) throws IOException {
        return cli.run("--env beta environment alarms" + options)
                .exiting(0)
                .out()
                .lines()
                .map(WatchCommandsTest::json)
                .collect(Collectors.toMap(alarm -> String.valueOf(alarm.get("AlarmName")), alarm -> alarm));
    }

    private static Map<String, Object> json(String line) {
        try {
            return JSON.std.mapFrom(line);
        } catch (IOException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    private List<?> metrics(String options, String title) throws IOException {
        Map<String, Object> dashboard = json(
                cli.run("--env beta environment dashboard" + options).exiting(0).out());
        assertThat(dashboard).containsEntry("DashboardName", "verdigris-beta");
        for (Object widget :
                (List<?>) json(String.valueOf(dashboard.get("DashboardBody"))).get("widgets")) {
            Map<?, ?> properties = (Map<?, ?>) ((Map<?, ?>) widget).get("properties");
            if (("beta: " + title).equals(properties.get("title"))) {
                assertThat(properties.get("region")).isEqualTo("eu-west-1");
                return (List<?>) properties.get("metrics");
            }
        }
        throw new AssertionError("expected a widget '" + title + "' in " + dashboard);
    }

    @Test
    void by_forwarding_each_color_has_its_own_alarms_and_lines() throws IOException {
        assertThat(alarms(FORWARDING).keySet())
                .containsExactlyInAnyOrder(
                        "beta-5xx-blue",
                        "beta-5xx-green",
                        "beta-unhealthy-blue",
                        "beta-unhealthy-green",
                        "beta-both-serve",
                        "beta-deployment-failed",
                        "beta-deployment-unresolved",
                        "beta-drift");
        assertThat(metrics(FORWARDING, "Answers with 5xx"))
                .isEqualTo(List.of(
                        List.of(
                                "AWS/ApplicationELB",
                                "HTTPCode_Target_5XX_Count",
                                "LoadBalancer",
                                "app/main/1",
                                "TargetGroup",
                                "targetgroup/Blue/1",
                                Map.of("label", "blue")),
                        List.of(
                                "AWS/ApplicationELB",
                                "HTTPCode_Target_5XX_Count",
                                "LoadBalancer",
                                "app/main/1",
                                "TargetGroup",
                                "targetgroup/Green/1",
                                Map.of("label", "green"))));
    }

    @ParameterizedTest
    @CsvSource({"registration", "attachment"})
    void where_both_share_a_target_group_healthy_hosts_are_those_that_are_published(String strategy)
            throws IOException {
        String options = " --traffic " + strategy + " --target-group Beta --publish cloudwatch:Mine";

        assertThat(alarms(options).keySet())
                .containsExactlyInAnyOrder(
                        "beta-5xx",
                        "beta-unhealthy",
                        "beta-both-serve",
                        "beta-deployment-failed",
                        "beta-deployment-unresolved",
                        "beta-drift");
        assertThat(metrics(options, "Healthy hosts"))
                .isEqualTo(List.of(
                        List.of(
                                "Mine",
                                "HealthyHosts",
                                "Environment",
                                "beta",
                                "Color",
                                "blue",
                                Map.of("label", "blue")),
                        List.of(
                                "Mine",
                                "HealthyHosts",
                                "Environment",
                                "beta",
                                "Color",
                                "green",
                                Map.of("label", "green"))));
        assertThat(metrics(options, "Answers with 5xx")).hasSize(1);
    }

    @Test
    void thresholds_and_whom_to_tell_are_as_typed() throws IOException {
        Map<String, Map<String, Object>> alarms =
                alarms(" --failures-per-minute 20 --longest 3h --notify arn:aws:sns:eu-west-1:1:a --notify b");

        assertThat(alarms.get("beta-5xx")).containsEntry("Threshold", 20);
        assertThat(alarms.get("beta-deployment-unresolved"))
                .containsEntry("Threshold", 180)
                .containsEntry("MetricName", "InProgressMinutes")
                .containsEntry("AlarmActions", List.of("arn:aws:sns:eu-west-1:1:a", "b"));
        assertThat(alarms("").get("beta-drift")).doesNotContainKey("AlarmActions");
    }

    @Test
    void a_status_is_published_and_other_places_are_refused() {
        cli.run("--env beta environment status --publish cloudwatch").exiting(0);

        assertThat(cli.published()).hasSize(1);
        assertThat(cli.run("--env beta environment status --publish cloudwatch:AWS/EC2")
                        .exiting(2)
                        .err())
                .contains("expected cloudwatch, or cloudwatch:NAMESPACE", "found 'cloudwatch:AWS/EC2'");
    }
}
