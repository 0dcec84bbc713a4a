package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The load balancers and target groups of the simulated cloud, and what must hold between them. */
final class LoadBalancing {
    /** The load balancer that is there from the beginning. */
    static final String MAIN = "main";

    private static final String PREFIX = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:";
    /** What an ARN ends in, sixteen digits long. */
    private static final long FIRST_ARN = 0x1000_0000_0000_0001L;

    private final World world;
    private final SimulatedCloud cloud;
    private final Settings settings;
    private final Map<String, SimulatedTargetGroup> targetGroups = new LinkedHashMap<>();
    private final Map<String, SimulatedLoadBalancer> balancers = new LinkedHashMap<>();
    private boolean zonal;

    LoadBalancing(World world, SimulatedCloud cloud, Settings settings) {
        this.world = world;
        this.cloud = cloud;
        this.settings = settings;
        add(MAIN);
    }

    double requestsPerSecond() {
        return settings.balancing().requestsPerSecond();
    }

    int quota() {
        return settings.balancing().targetQuota();
    }

    int batchSize() {
        return settings.balancing().batchSize();
    }

    Collection<SimulatedTargetGroup> targetGroups() {
        return targetGroups.values();
    }

    Collection<SimulatedLoadBalancer> balancers() {
        return balancers.values();
    }

    SimulatedLoadBalancer balancer(String name) {
        return SimulatedCloud.required("load balancer", balancers.get(name), name, balancers.keySet());
    }

    SimulatedLoadBalancer createBalancer(String name) {
        if (balancers.containsKey(name)) {
            throw new IllegalArgumentException("expected no load balancer '" + name + "', found one");
        }
        SimulatedLoadBalancer balancer = add(name);
        world.log(name, "made:", balancer.arn());
        return balancer;
    }

    private SimulatedLoadBalancer add(String name) {
        String arn = PREFIX + "loadbalancer/app/" + name + "/" + Long.toHexString(FIRST_ARN + balancers.size());
        SimulatedLoadBalancer balancer = new SimulatedLoadBalancer(world, this, arn, name);
        balancers.put(name, balancer);
        return balancer;
    }

    SimulatedTargetGroup targetGroup(String name) {
        List<String> names = new ArrayList<>();
        for (SimulatedTargetGroup group : targetGroups.values()) {
            if (group.name().equals(name)) {
                return group;
            }
            names.add(group.name());
        }
        return SimulatedCloud.required("target group", null, name, names);
    }

    /** The target group that a port's caller means; null if there is none. */
    @Nullable
    SimulatedTargetGroup find(TargetGroupRef ref) {
        if (ref.isArn()) {
            return targetGroups.get(ref.value());
        }
        for (SimulatedTargetGroup group : targetGroups.values()) {
            if (group.name().equals(ref.value())) {
                return group;
            }
        }
        return null;
    }

    /** The target group of a port's caller, as it is. */
    SimulatedTargetGroup existing(String operation, TargetGroup group) {
        SimulatedTargetGroup existing = targetGroups.get(group.arn());
        if (existing == null) {
            throw new PortException.NotFound(operation, "TargetGroupNotFound: " + group.arn(), null);
        }
        return existing;
    }

    /** Some target group is going to look at each zone by itself, so that one group's health decides for the others. */
    void zonal() {
        targetGroups.values().forEach(group -> group.meter().catchUp());
        zonal = true;
    }

    /** Where requests to a target group go is about to change. */
    void catchUp(SimulatedTargetGroup group) {
        if (zonal) {
            targetGroups.values().forEach(each -> each.meter().catchUp());
        }
        group.meter().catchUp();
    }

    /** Where requests to a target group go has changed. */
    void trafficChanged(SimulatedTargetGroup group) {
        if (zonal) {
            targetGroups.values().forEach(each -> each.meter().changed());
        }
        group.meter().changed();
    }

    /** What became of all requests so far. */
    TrafficReport traffic() {
        List<TrafficMeter> meters = new ArrayList<>();
        for (SimulatedTargetGroup group : targetGroups.values()) {
            group.meter().catchUp();
            meters.add(group.meter());
        }
        return TrafficMeter.report(meters);
    }

    /** Makes a target group that the first load balancer uses. */
    SimulatedTargetGroup createTargetGroup(TargetGroupRef ref, int port, String kind) {
        String name = ref.isArn() ? ref.value().split("/", -1)[1] : ref.value();
        if (targetGroups.values().stream().anyMatch(group -> group.name().equals(name))) {
            throw new IllegalArgumentException("expected no target group '" + name + "', found one");
        }
        String arn = ref.isArn()
                ? ref.value()
                : PREFIX + "targetgroup/" + name + "/" + Long.toHexString(FIRST_ARN + targetGroups.size());
        SimulatedTargetGroup group = new SimulatedTargetGroup(world, cloud, this, arn, name, port, kind, settings);
        targetGroups.put(arn, group);
        world.log(name, "made:", arn);
        use(group);
        return group;
    }

    void deleteTargetGroup(String name) {
        for (SimulatedTargetGroup group : List.copyOf(targetGroups.values())) {
            if (group.name().equals(name)) {
                targetGroups.remove(group.arn());
                group.delete();
                disuse(group);
                world.log(name, "deleted", null);
                world.runDue();
            }
        }
    }

    /** Has the first load balancer listen on a port of its own for a target group. */
    void use(SimulatedTargetGroup group) {
        SimulatedLoadBalancer main = balancer(MAIN);
        main.listen(main.freePort(), group);
    }

    /** Drops all that uses a target group. */
    void disuse(SimulatedTargetGroup group) {
        balancers.values().forEach(balancer -> balancer.forget(group));
        refresh();
    }

    /** What uses which target group, and with how many requests, has changed. */
    void refresh() {
        for (SimulatedTargetGroup group : List.copyOf(targetGroups.values())) {
            SimulatedLoadBalancer by = null;
            double rate = 0;
            for (SimulatedLoadBalancer balancer : balancers.values()) {
                for (SimulatedListener listener : balancer.listeners()) {
                    for (SimulatedListener.Route route : listener.routes()) {
                        if (route.targetGroup() == group) {
                            by = balancer;
                            rate += route.requestsPerSecond();
                        }
                    }
                }
            }
            group.usedBy(by, rate);
        }
    }

    /** As AWS does: one load balancer for each target group, and no more targets than the quota for each load balancer. */
    void admit(SimulatedLoadBalancer balancer, SimulatedTargetGroup group) {
        SimulatedLoadBalancer other = group.balancer();
        if (other == balancer) {
            return;
        }
        if (other != null) {
            throw new PortException.Invalid(
                    "elasticloadbalancing:ModifyListener",
                    "TargetGroupAssociationLimit: The following target groups cannot be associated with more than one"
                            + " load balancer: " + group.arn(),
                    null);
        }
        if (balancer.targets() + group.size() > quota()) {
            throw tooMany("elasticloadbalancing:ModifyListener", balancer, group);
        }
    }

    /** As AWS does: refuses so many more targets in a target group if the quota does not allow them. */
    void admit(SimulatedTargetGroup group, int more) {
        SimulatedLoadBalancer balancer = group.balancer();
        int there = balancer == null ? group.size() : balancer.targets();
        if (there + more > quota()) {
            throw tooMany(Operations.REGISTER, balancer, group);
        }
    }

    private PortException tooMany(
            String operation, @Nullable SimulatedLoadBalancer balancer, SimulatedTargetGroup group) {
        String reached = balancer == null
                ? "per target group '" + quota() + "' has been reached on target group '" + group.arn() + "'"
                : "per load balancer '" + quota() + "' has been reached on load balancer '" + balancer.arn() + "'";
        return new PortException.Invalid(operation, "TooManyTargets: The maximum number of targets " + reached, null);
    }
}
