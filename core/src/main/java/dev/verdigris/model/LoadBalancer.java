package dev.verdigris.model;

import java.util.Set;

/**
 * A load balancer that uses a target group.
 *
 * @param arn its ARN
 * @param name its name
 * @param zones the Availability Zones that are enabled for it; targets elsewhere are {@code unused}, for
 *     {@code Target.NotInUse}
 * @param otherTargets how many targets its other target groups have together; they share one quota
 */
public record LoadBalancer(String arn, String name, Set<String> zones, int otherTargets) {

    /** @throws IllegalArgumentException if the number of targets is negative */
    public LoadBalancer {
        zones = Set.copyOf(zones);
        Require.notNegative("targets of other target groups", otherTargets);
    }
}
