package dev.verdigris.internal.strategy.registration;

import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.TargetGroup;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An inquiry of what is not in a snapshot, made only where a request depends on it. */
@FunctionalInterface
public interface Inquiry {

    /** The number of targets that one load balancer may have. */
    int targetQuota();

    /** The load balancers that use a target group; empty if none does, or if nobody can tell. */
    default List<LoadBalancer> loadBalancers(TargetGroup group) {
        return List.of();
    }

    /** Which instances are registered in which other target groups, by their ARNs. */
    default Map<String, Set<InstanceId>> registeredElsewhere(TargetGroup group, Set<InstanceId> instances) {
        return Map.of();
    }
}
