package dev.verdigris.model;

import java.time.Duration;

/**
 * A target group as it was found, without its targets.
 *
 * @param arn its ARN
 * @param name its name
 * @param port the port that a target is registered on when none is given; 0 if its targets have none (functions)
 * @param deregistrationDelay how long a deregistered target stays {@code draining} (0 to 3600 s; AWS's default is
 *     300 s, ELBv2 attribute {@code deregistration_delay.timeout_seconds})
 * @param inUse whether a load balancer uses it; targets of one that is not used are never health-checked
 * @param kind what its targets are ({@code TargetType} of the ELBv2 API): {@code instance}, {@code ip}, {@code lambda},
 *     {@code alb}, or a word to come
 * @param healthyShare how many of its targets must be healthy before the load balancer does something about it
 */
public record TargetGroup(
        String arn,
        String name,
        int port,
        Duration deregistrationDelay,
        boolean inUse,
        String kind,
        HealthyShare healthyShare) {

    /** The kind whose targets are EC2 instances. */
    public static final String INSTANCES = "instance";

    /** A target group of instances, with AWS's default thresholds. */
    public TargetGroup(String arn, String name, int port, Duration deregistrationDelay, boolean inUse) {
        this(arn, name, port, deregistrationDelay, inUse, INSTANCES, HealthyShare.defaults());
    }

    /**
     * The number of targets of a target group that must be healthy in a zone. Below {@code failover} the load balancer
     * takes the zone out of DNS; below {@code routing} it sends requests to all targets, healthy or not (fail open). ELBv2
     * attributes {@code target_group_health.dns_failover.minimum_healthy_targets.*} and {@code
     * target_group_health.unhealthy_state_routing.minimum_healthy_targets.*}.
     *
     * @param failover the threshold of DNS failover
     * @param routing the threshold of fail-open
     */
    public record HealthyShare(Threshold failover, Threshold routing) {

        private static final HealthyShare DEFAULTS = new HealthyShare(Threshold.ONE, Threshold.ONE);

        /** AWS's defaults: one healthy target is enough for both. */
        public static HealthyShare defaults() {
            return DEFAULTS;
        }

        /** Whether so many healthy targets among so many registered ones are enough for both. */
        public boolean keptBy(int healthy, int registered) {
            return failover.keptBy(healthy, registered) && routing.keptBy(healthy, registered);
        }

        /** The number of targets, not healthy yet, that may be added to those and still leave enough; 0 or more. */
        public int room(int healthy, int registered) {
            return Math.min(failover.room(healthy, registered), routing.room(healthy, registered));
        }

        /** The threshold as text, {@code 1 target}, or both where they differ. */
        @Override
        public String toString() {
            return failover.equals(routing)
                    ? failover.toString()
                    : failover + " for DNS and " + routing + " for routing";
        }

        /**
         * A threshold: whichever of the two asks for more counts.
         *
         * @param count how many targets, 1 or more; 0 is off
         * @param percent how many in a hundred of those registered, 1 to 100; 0 is off
         */
        public record Threshold(int count, int percent) {
            /** AWS's default: one target. */
            public static final Threshold ONE = new Threshold(1, 0);

            /** @throws IllegalArgumentException if one of them is negative, or the percentage above 100 */
            public Threshold {
                Require.notNegative("healthy targets", count);
                if (percent < 0 || percent > 100) {
                    throw new IllegalArgumentException("healthy targets: expected 0 to 100 %, found " + percent);
                }
            }

            /** Whether so many healthy targets among so many registered ones are enough. */
            public boolean keptBy(int healthy, int registered) {
                return healthy >= count && healthy * 100L >= (long) percent * registered;
            }

            /** The number of targets, not healthy yet, that may be added to those and still leave enough; 0 or more. */
            public int room(int healthy, int registered) {
                if (percent == 0) {
                    return Integer.MAX_VALUE;
                }
                return (int) Math.max(0, Math.min(Integer.MAX_VALUE, healthy * 100L / percent) - registered);
            }

            /** The threshold as text: {@code 1 target}, {@code 60 %}, or both. */
            @Override
            public String toString() {
                String targets = count + (count == 1 ? " target" : " targets");
                return percent == 0 ? targets : count == 0 ? percent + " %" : targets + " and " + percent + " %";
            }
        }
    }
}
