package dev.verdigris.testkit;

import java.time.Duration;

/** What holds for a whole simulated cloud, and what its target groups begin with. */
record Settings(
        long seed,
        Latencies latencies,
        HealthCheck healthCheck,
        Duration deregistrationDelay,
        double requestsPerSecond,
        Duration staleness,
        boolean leasesExpire,
        int batchSize,
        int targetQuota) {}
