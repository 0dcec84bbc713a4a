package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.CloudWatchStandIn;
import dev.verdigris.model.Color;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packaged CLI as a process on a Moto server where traffic is forwarded, with the load balancer's metrics of a stand-in. */
@Execution(ExecutionMode.CONCURRENT)
class RequestsEndToEndTest {
    private final CloudWatchStandIn metrics = CloudWatchStandIn.start();
    private final ForwardedBeta beta = ForwardedBeta.create();

    @AfterEach
    void close() {
        metrics.close();
    }

    private Ran cli(String... command) {
        Map<String, String> variables = new HashMap<>(beta.world().processEnvironment());
        variables.put("AWS_ENDPOINT_URL_CLOUDWATCH", metrics.endpoint().toString());
        List<String> words = new ArrayList<>(List.of(
                "--env", "beta", "--endpoint-url", beta.world().endpoint().toString(), "--traffic", "forwarding"));
        words.addAll(List.of("--route", beta.routes().get(0), "--hold", "0s", "environment"));
        words.addAll(List.of(command));
        words.addAll(List.of("--poll-interval", "100ms", "--follower", "alb-metrics:1m"));
        return Jar.run(variables, words.toArray(String[]::new));
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** A metric of blue's target group in the minutes around now. */
    private void put(String metric, double value) {
        Map<String, String> dimensions = Map.of(
                "TargetGroup", last(beta.moto().arn(Color.BLUE)),
                "LoadBalancer", last(beta.balancer().arn()).replace("loadbalancer/", ""));
        for (int minute = -2; minute <= 1; minute++) {
            metrics.put(
                    metric,
                    dimensions,
                    Instant.now().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60L * minute),
                    value);
        }
    }

    @Test
    void a_cleanup_is_refused_while_the_old_target_group_gets_requests_or_nobody_knows() {
        beta.route(beta.balancer().listen(80, beta.moto().forward(100, 0, null)));
        cli("refresh", "--yes").exiting(0);
        assertThat(cli("cleanup", "--yes").exiting(3).err())
                .contains("expected follower 'alb-metrics' not to use blue any more, found no metrics of Beta-Blue");

        put("HealthyHostCount", 3);
        put("RequestCount", 7);
        assertThat(cli("cleanup", "--yes").exiting(3).err()).contains("Beta-Blue got ", "requests in the last 1 min");
        assertThat(beta.instances(Color.BLUE)).hasSize(3);

        put("RequestCount", 0);
        cli("cleanup", "--yes").exiting(0);
        assertThat(beta.instances(Color.BLUE)).isEmpty();
    }
}
