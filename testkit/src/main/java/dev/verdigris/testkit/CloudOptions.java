package dev.verdigris.testkit;

import java.time.Duration;

/**
 * What a simulated cloud can be set to, whatever serves in it.
 *
 * @param <B> the builder that these options belong to
 */
abstract sealed class CloudOptions<B extends CloudOptions<B>> permits SimulatedCloud.Builder {
    private long seed = 1;
    private Latencies latencies = Latencies.likeAws();
    private HealthCheck healthCheck = HealthCheck.defaults();
    private Duration deregistrationDelay = Duration.ofMinutes(5);
    private double requestsPerSecond = 20;
    private Duration staleness = Duration.ZERO;
    private boolean leasesExpire = true;
    private int batchSize = 20;
    private int targetQuota = 1000;

    abstract B self();

    /** The seed of all chance; by default 1. */
    public B seed(long seed) {
        this.seed = seed;
        return self();
    }

    /** How long everything takes; by default {@link Latencies#likeAws()}. */
    public B latencies(Latencies latencies) {
        this.latencies = latencies;
        return self();
    }

    /** How target groups check their targets; by default {@link HealthCheck#defaults()}. */
    public B healthCheck(HealthCheck healthCheck) {
        this.healthCheck = healthCheck;
        return self();
    }

    /** How long deregistered targets drain; by default 300 s, as on AWS. */
    public B deregistrationDelay(Duration delay) {
        this.deregistrationDelay = delay;
        return self();
    }

    /** How many requests come each second by each listener, and by each rule of one; by default 20. */
    public B requestsPerSecond(double rate) {
        this.requestsPerSecond = rate;
        return self();
    }

    /** Reads show the world as it was up to so long ago, each read anew; by default as it is. */
    public B staleReads(Duration upTo) {
        this.staleness = upTo;
        return self();
    }

    /**
     * Whether the record of a deployment can be taken from a holder that shows no sign of life, as in DynamoDB and S3;
     * by default it can. Where not, as in Parameter Store, that takes an operator's word.
     */
    public B leasesExpire(boolean expire) {
        this.leasesExpire = expire;
        return self();
    }

    /** How many targets one call registers or deregisters at most; by default 20. */
    public B batchSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("batch size: expected 1 or more, found " + size);
        }
        this.batchSize = size;
        return self();
    }

    /** How many targets the target groups of one load balancer may have together; by default 1,000, as on AWS. */
    public B targetQuota(int quota) {
        this.targetQuota = quota;
        return self();
    }

    Settings settings() {
        return new Settings(
                seed,
                latencies,
                healthCheck,
                deregistrationDelay,
                requestsPerSecond,
                staleness,
                leasesExpire,
                batchSize,
                targetQuota);
    }
}
