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
}
