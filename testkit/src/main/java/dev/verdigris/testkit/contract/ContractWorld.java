package dev.verdigris.testkit.contract;

import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.Cloud;

/**
 * A world that a contract arranges without the ports under test: empty at first, and one of its own for each test.
 * Nothing is arranged twice under one name.
 */
public interface ContractWorld {

    /** The ports under test, on this world. */
    Cloud cloud();

    /** Creates a group. When this returns, it has its desired number of members in service. */
    void group(GroupName group, GroupSize bounds);

    /**
     * Creates a group whose mixed-instances policy gives its only instance type a weight. When this returns, its
     * desired capacity is in service.
     *
     * @param bounds in units of weight, multiples of it
     */
    void weightedGroup(GroupName group, GroupSize bounds, String instanceType, int weight);

    /** Gives a group a warm pool. When this returns, so many instances are prepared in it. */
    void warmPool(GroupName group, int instances);

    /** Protects a member of a group from scale-in. */
    void protect(GroupName group, InstanceId instance);

    /** Gives a group a tag. */
    void tag(GroupName group, String key, String value);

    /** Suspends a process of a group, such as {@code Launch}. */
    void suspend(GroupName group, String process);

    /** Gives a group a lifecycle hook. */
    void hook(GroupName group, LifecycleHook hook);

    /**
     * Creates a target group of instances, empty.
     *
     * @param name its name
     * @param port the port that targets are registered on by default
     * @param inUse whether a listener forwards to it
     */
    void targetGroup(String name, int port, boolean inUse);

    /**
     * Creates a target group of another kind than instances, empty, which a listener forwards to.
     *
     * @param kind {@code ip}
     */
    void targetGroup(String name, String kind);

    /**
     * Sets how many targets of a target group must be healthy, in a hundred of those registered.
     *
     * @param failover the threshold of DNS failover
     * @param routing the threshold of fail-open, not above the other
     */
    void healthyPercent(String targetGroup, int failover, int routing);

    /** Attaches a target group to a group, by the older family of calls, so that its instances are registered by AWS. */
    void attach(GroupName group, String targetGroup);

    /** Terminates an instance behind its group's back. When this returns, it no longer runs. */
    void end(InstanceId instance);

    /** Writes a parameter, whatever its value. */
    void parameter(ParameterPath parameter, String value);

    /**
     * Lets as much time pass as everything under way may take: launches, first health checks, and drains. Where
     * everything happens at once, this does nothing.
     */
    void runDue();
}
