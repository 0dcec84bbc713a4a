package dev.verdigris.port;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.TargetGroup;
import java.util.Map;

/**
 * The attachments of target groups to Auto Scaling groups. Auto Scaling registers the instances of a group in every target
 * group that is attached to it, also those that it launches later, and drains there what it ends.
 *
 * <p>AWS has two families of calls for it, {@code AttachTrafficSources} and the older {@code
 * AttachLoadBalancerTargetGroups}. An implementation reads both, and detaches by the one that lists the attachment: {@code
 * DetachLoadBalancerTargetGroups} knows nothing of what was attached by {@code AttachTrafficSources} (Auto Scaling API).
 */
public interface Attachments {

    /**
     * The states of an attachment ({@code State} of DescribeTrafficSources and DescribeLoadBalancerTargetGroups). None of
     * them says that the instances are healthy.
     */
    enum State {
        /** Instances are being registered. */
        ADDING,
        /** All instances are registered. */
        ADDED,
        /**
         * At least one instance has passed a health check of the load balancer, and those that fail them are replaced; only
         * where the group's health checks are those of its load balancers, too.
         */
        IN_SERVICE,
        /** Instances are being deregistered, and drain. */
        REMOVING,
        /** All instances are deregistered; the attachment is about to be forgotten. */
        REMOVED,
        /** A state this version does not know. */
        UNKNOWN;

        /** Whether instances are registered, and neither on their way in nor on their way out. */
        public boolean settled() {
            return this == ADDED || this == IN_SERVICE;
        }
    }

    /**
     * The target groups that are attached to a group, by either family, as they are now: those on their way in and out
     * included. Reads may be stale by seconds.
     *
     * @return the state of each attachment, by the ARN of the target group
     * @throws PortException.NotFound if there is no such group
     * @throws PortException if they could not be read
     */
    Map<String, State> of(GroupName group);

    /**
     * Attaches a target group: all instances of the group are registered on the target group's port, and from now on each
     * that is launched. Returns when the change is accepted, not when they are registered. Attaching what is attached
     * changes nothing. Whether AWS attaches what is still on its way out it does not say: it may be refused.
     *
     * @throws PortException.NotFound if there is no such group
     * @throws PortException.Invalid if there is no such target group, or AWS refuses it otherwise
     * @throws PortException.Conflict during an instance refresh ({@code InstanceRefreshInProgress})
     * @throws PortException.Denied if the credentials may not
     * @throws PortException if it failed otherwise; where {@link PortException#isTransient()}, it may have taken effect
     */
    void attach(GroupName group, TargetGroup targetGroup, Permit permit);

    /**
     * Detaches a target group: all instances of the group are deregistered there, and drain for its deregistration delay;
     * they run on, and stay members. Returns when the change is accepted, not when they are deregistered. Detaching what is
     * not attached, or on its way out, changes nothing.
     *
     * @throws PortException.NotFound if there is no such group
     * @throws PortException.Invalid if AWS refuses it
     * @throws PortException.Denied if the credentials may not
     * @throws PortException if it failed otherwise; where {@link PortException#isTransient()}, it may have taken effect
     */
    void detach(GroupName group, TargetGroup targetGroup, Permit permit);

    /**
     * Sends what detaches a target group from a group that it is not attached to, to find out before the first change whether
     * the credentials may detach it.
     *
     * @throws PortException.Denied if they may not
     * @throws PortException if it could not be found out
     */
    default void rehearseDetaching(GroupName group, TargetGroup targetGroup, Permit permit) {}
}
