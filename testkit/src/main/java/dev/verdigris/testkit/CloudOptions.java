package dev.verdigris.testkit;

import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupSize;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The options of a simulated cloud: what it begins with.
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

    private final Map<Environment, GroupSize> environments = new LinkedHashMap<>();

    abstract B self();

    /**
     * Adds an environment whose blue fleet serves, that many instances of version {@code v1}, healthy and long there.
     * The minimum is one less and at least 1, the maximum twice as many and at least 10. The green fleet is empty and
     * launches version {@code v2}; the parameter says {@code blue}.
     *
     * @throws IllegalArgumentException if it is less than one
     */
    public B serving(Environment environment, int instances) {
        if (instances < 1) {
            throw new IllegalArgumentException("serving: expected 1 instance or more, found " + instances);
        }
        return serving(environment, new GroupSize(Math.max(1, instances - 1), Math.max(10, 2 * instances), instances));
    }

    /**
     * Adds an environment whose blue fleet serves with those sizes; the green fleet has minimum 0, the same maximum,
     * and desires 0.
     */
    public B serving(Environment environment, GroupSize blue) {
        environments.put(environment, blue);
        return self();
    }

    /**
     * Adds an environment in which nobody serves: both fleets have minimum 0 and maximum 10, and desire none. The blue
     * one launches version {@code v1}, the green one {@code v2}; the parameter says {@code blue}.
     */
    public B atZero(Environment environment) {
        return serving(environment, new GroupSize(0, 10, 0));
    }

    /** Sets the seed of all chance; by default 1. */
    public B seed(long seed) {
        this.seed = seed;
        return self();
    }

    /** Sets how long everything takes; by default {@link Latencies#likeAws()}. */
    public B latencies(Latencies latencies) {
        this.latencies = latencies;
        return self();
    }

    /** Sets how target groups check their targets; by default {@link HealthCheck#defaults()}. */
    public B healthCheck(HealthCheck healthCheck) {
        this.healthCheck = healthCheck;
        return self();
    }

    /** Sets how long deregistered targets drain; by default 300 s, as on AWS. */
    public B deregistrationDelay(Duration delay) {
        this.deregistrationDelay = delay;
        return self();
    }

    /** Sets how many requests come each second by each listener, and by each rule of one; by default 20. */
    public B requestsPerSecond(double rate) {
        this.requestsPerSecond = rate;
        return self();
    }

    /** Sets how long ago reads may show the world, each read anew; by default they show it as it is. */
    public B staleReads(Duration upTo) {
        this.staleness = upTo;
        return self();
    }

    /**
     * Sets whether a deployment state can be taken over from a holder that sends no heartbeat, as in DynamoDB and S3;
     * by default it can. Where not, as in Parameter Store, an operator must confirm that the holder is dead.
     */
    public B leasesExpire(boolean expire) {
        this.leasesExpire = expire;
        return self();
    }

    /** Sets how many targets one call registers or deregisters at most; by default 20. */
    public B batchSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("batch size: expected 1 or more, found " + size);
        }
        this.batchSize = size;
        return self();
    }

    /** Sets how many targets the target groups of one load balancer may have together; by default 1,000, as on AWS. */
    public B targetQuota(int quota) {
        this.targetQuota = quota;
        return self();
    }

    Map<Environment, GroupSize> environments() {
        return environments;
    }

    Settings settings() {
        return new Settings(
                seed,
                latencies,
                staleness,
                leasesExpire,
                new Settings.Balancing(healthCheck, deregistrationDelay, requestsPerSecond, batchSize, targetQuota));
    }
}
