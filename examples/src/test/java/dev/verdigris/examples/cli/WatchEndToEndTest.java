package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.aws.moto.Boto;
import dev.verdigris.aws.moto.CloudWatchStandIn;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the packaged command line prints is taken by CloudWatch, as Moto has it, and what it publishes arrives. */
@Execution(ExecutionMode.CONCURRENT)
class WatchEndToEndTest {
    private final MotoWorld world = MotoWorld.fresh();
    private final MotoEnvironment beta = world.environment("beta").create();

    private Ran run(Map<String, String> more, String... command) {
        Map<String, String> variables = new HashMap<>(world.processEnvironment());
        variables.putAll(more);
        List<String> words = new ArrayList<>(List.of(
                "--env",
                beta.environment().name(),
                "--endpoint-url",
                world.endpoint().toString(),
                "environment"));
        words.addAll(List.of(command));
        return Jar.run(variables, words.toArray(String[]::new)).exiting(0);
    }

    @Test
    void put_dashboard_and_put_metric_alarm_take_what_is_printed() {
        String dashboard = run(Map.of(), "dashboard").out().strip();
        List<String> alarms = run(Map.of(), "alarms", "--notify", "arn:aws:sns:us-east-1:123456789012:oncall")
                .out()
                .lines()
                .toList();

        Boto.call(world, "cloudwatch", "put_dashboard", List.of(dashboard));
        Boto.call(world, "cloudwatch", "put_metric_alarm", alarms);

        assertThat(Boto.call(world, "cloudwatch", "get_dashboard", List.of("{\"DashboardName\":\"verdigris-beta\"}")))
                .singleElement()
                .asString()
                .contains("beta: Healthy hosts", "targetgroup/Beta/");
        assertThat(Boto.call(world, "cloudwatch", "describe_alarms", List.of("{}")))
                .singleElement()
                .asString()
                .contains(
                        "beta-5xx",
                        "beta-drift",
                        "beta-deployment-unresolved",
                        "arn:aws:sns:us-east-1:123456789012:oncall");
        assertThat(alarms).hasSize(6);
    }

    @Test
    void what_is_no_dashboard_is_refused() {
        assertThatThrownBy(() -> Boto.call(
                        world,
                        "cloudwatch",
                        "put_dashboard",
                        List.of("{\"DashboardName\":\"no\",\"DashboardBody\":\"no JSON\"}")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("put_dashboard was refused");
    }

    @Test
    void a_status_is_published() {
        try (CloudWatchStandIn service = CloudWatchStandIn.start()) {
            run(
                    Map.of("AWS_ENDPOINT_URL_CLOUDWATCH", service.endpoint().toString()),
                    "status",
                    "--publish",
                    "cloudwatch:Mine");

            assertThat(service.asked()).singleElement().satisfies(request -> {
                assertThat(request.get("Namespace")).isEqualTo("Mine");
                assertThat((List<?>) request.get("MetricData")).hasSize(5);
            });
        }
    }
}
