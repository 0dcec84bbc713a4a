package dev.verdigris.testkit;

import java.time.Duration;

/** The settings of a whole simulated cloud. */
record Settings(long seed, Latencies latencies, Duration staleness, boolean leasesExpire, Balancing balancing) {

    /**
     * The settings of load balancing: what target groups begin with, and what listeners, calls and load balancers have.
     */
    record Balancing(
            HealthCheck healthCheck,
            Duration deregistrationDelay,
            double requestsPerSecond,
            int batchSize,
            int targetQuota) {}
}
