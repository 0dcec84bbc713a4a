package dev.verdigris.port;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import java.util.List;
import java.util.Set;

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
     * All its targets with their health: those registered, and those still draining. What is not in the list is not
     * registered. Reads may be stale by seconds.
     *
     * @throws PortException.NotFound if the target group is gone
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
     * How many targets one load balancer may have in this account ({@code targets-per-application-load-balancer}; AWS's
     * default is 1,000, adjustable).
     *
     * @throws PortException if it could not be read
     */
    int targetQuota();
}
