package dev.verdigris.port;

import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The target groups of the load balancer. */
public interface TargetGroups {

    /**
     * The target group of that name or ARN.
     *
     * @throws PortException.NotFound if there is none
     * @throws PortException if it could not be read
     */
    TargetGroup find(TargetGroupRef ref);

    /**
     * Several target groups, in as few calls as possible. One that does not exist is absent from the answer.
     *
     * @throws PortException if they could not be read
     */
    default Map<TargetGroupRef, TargetGroup> describe(Set<TargetGroupRef> refs) {
        Map<TargetGroupRef, TargetGroup> found = new LinkedHashMap<>();
        for (TargetGroupRef ref : refs) {
            TargetGroup group = findIfThere(ref);
            if (group != null) {
                found.put(ref, group);
            }
        }
        return found;
    }

    private @Nullable TargetGroup findIfThere(TargetGroupRef ref) {
        try {
            return find(ref);
        } catch (PortException.NotFound e) {
            return null;
        }
    }

    /**
     * How a target group is set, by AWS's names: {@code Protocol}, {@code ProtocolVersion}, {@code VpcId}, {@code
     * HealthCheckPath} and the other members of the same kind that DescribeTargetGroups tells, and every attribute of
     * DescribeTargetGroupAttributes, such as {@code stickiness.enabled}. For preflight: two target groups that share the
     * requests of a route ought to be set alike. The answer may be what the read told by which the target group was
     * described.
     *
     * @return empty if the implementation cannot tell
     * @throws PortException if it could not be read
     */
    default Map<String, String> settings(TargetGroup group) {
        return Map.of();
    }

    /**
     * All targets of a target group with their health: those registered, and those still draining. What is not in the
     * list is not registered. Reads may be stale by seconds.
     *
     * @throws PortException.NotFound if the target group is gone
     * @throws PortException.Invalid if it has a target that is no instance: an answer without it would make a target
     *     group that serves look empty
     * @throws PortException if they could not be read
     */
    List<TargetHealth> health(TargetGroup group);

    /**
     * Registers targets, whatever their number: the implementation cuts them into batches. Registering what is
     * registered changes nothing; registering what drains ends the draining.
     *
     * @throws PortException.Invalid if one of them cannot be registered, for instance because it does not run; others
     *     may have been registered
     * @throws PortException if it failed otherwise; some, all or none may have been registered
     */
    void register(TargetGroup group, Set<Target> targets, Permit permit);

    /**
     * Deregisters targets, whatever their number. They get no new requests, and drain for the group's deregistration
     * delay. Deregistering what is not registered changes nothing.
     *
     * @throws PortException if it failed; some, all or none may have been deregistered
     */
    void deregister(TargetGroup group, Set<Target> targets, Permit permit);

    /**
     * The number of targets that one load balancer may have in this account ({@code
     * targets-per-application-load-balancer}; AWS's default is 1,000, adjustable).
     *
     * @throws PortException if it could not be read
     */
    int targetQuota();

    /**
     * The load balancers whose listeners use a target group, as it was last described. Two calls, and one more for each other
     * target group of theirs: for preflight, not for every poll.
     *
     * @return empty if none uses it, or if the implementation cannot tell
     * @throws PortException if they could not be read
     */
    default List<LoadBalancer> loadBalancers(TargetGroup group) {
        return List.of();
    }

    /**
     * The other target groups in which instances are registered: the ARN of each other target group that has one of
     * them as a target, draining ones included. One call for each target group of the account and Region: for a refusal
     * that must name where.
     *
     * @return the instances by the ARN of the target group that has them; empty if none has, or if the implementation
     *     cannot tell
     * @throws PortException if they could not be read
     */
    default Map<String, Set<InstanceId>> registeredElsewhere(TargetGroup group, Set<InstanceId> instances) {
        return Map.of();
    }

    /**
     * Sends a deregistration that changes nothing, to find out before the first change whether the credentials may
     * deregister targets.
     *
     * @throws PortException.Denied if they may not
     * @throws PortException if it could not be found out
     */
    default void rehearseDeregistration(TargetGroup group, Permit permit) {}
}
