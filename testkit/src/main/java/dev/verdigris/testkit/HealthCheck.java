package dev.verdigris.testkit;

import java.time.Duration;

/**
 * The health checks of a target group.
 *
 * @param interval between two checks of a target; AWS's default is 30 s, its range 5 to 300 s
 * @param healthyThreshold so many successes in a row make an unhealthy target healthy again; AWS's default is 5, its
 *     range 2 to 10. A new target needs one
 * @param unhealthyThreshold so many failures in a row make a target unhealthy; AWS's default is 2, its range 2 to 10
 */
public record HealthCheck(Duration interval, int healthyThreshold, int unhealthyThreshold) {

    private static final HealthCheck DEFAULTS = new HealthCheck(Duration.ofSeconds(30), 5, 2);

    /** @throws IllegalArgumentException if AWS would refuse it */
    public HealthCheck {
        if (interval.toSeconds() < 5 || interval.toSeconds() > 300) {
            throw new IllegalArgumentException("health check interval: expected 5 to 300 s, found " + interval);
        }
        threshold("healthy threshold", healthyThreshold);
        threshold("unhealthy threshold", unhealthyThreshold);
    }

    private static void threshold(String what, int value) {
        if (value < 2 || value > 10) {
            throw new IllegalArgumentException(what + ": expected 2 to 10, found " + value);
        }
    }

    /** Every 30 s; 5 successes, 2 failures. */
    public static HealthCheck defaults() {
        return DEFAULTS;
    }

    /** AWS's thresholds at another interval. */
    public static HealthCheck every(Duration interval) {
        return new HealthCheck(interval, DEFAULTS.healthyThreshold, DEFAULTS.unhealthyThreshold);
    }
}
