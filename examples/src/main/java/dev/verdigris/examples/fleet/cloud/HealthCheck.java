package dev.verdigris.examples.fleet.cloud;

import java.time.Duration;
import java.util.Map;

/**
 * How the load balancer finds out whether a target is healthy, by its page {@code /health}.
 *
 * @param interval how often it asks
 * @param unhealthyThreshold how many answers in a row make a target unhealthy
 */
record HealthCheck(Duration interval, int unhealthyThreshold) {
    private static final String LONGEST_ANSWER = "3s";

    Map<String, ?> envoy() {
        String seconds = interval.toMillis() / 1000.0 + "s";
        return Map.of(
                "timeout",
                LONGEST_ANSWER,
                "interval",
                seconds,
                // Without this a target that has not got a request yet is asked once a minute.
                "no_traffic_interval",
                seconds,
                "unhealthy_threshold",
                unhealthyThreshold,
                "healthy_threshold",
                2,
                "http_health_check",
                Map.of("path", "/health"));
    }
}
