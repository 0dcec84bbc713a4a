package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The load balancers and target groups of the simulated cloud, and what must hold between them. */
final class LoadBalancing {
    /** The load balancer that is there from the beginning. */
    static final String MAIN = "main";

    private static final String PREFIX = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:";
    /** The end of an ARN, sixteen digits long. */
    private static final long FIRST_ARN = 0x1000_0000_0000_0001L;

    /** The number of target groups that AWS allows in one action. */
    private static final int MAX_GROUPS = 5;

    private static final int MAX_WEIGHT = 999;
    private static final Duration LONGEST_COOKIE = Duration.ofDays(7);

    private final World world;
    private final SimulatedCloud cloud;
    private final Settings settings;
    private final Map<String, SimulatedTargetGroup> targetGroups = new LinkedHashMap<>();
    private final Map<String, SimulatedLoadBalancer> balancers = new LinkedHashMap<>();
    /** All there are or were. */
    private final List<Route> routes = new ArrayList<>();

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
        return Lookup.required("load balancer", balancers.get(name), name, balancers.keySet());
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
        return Lookup.required("target group", null, name, names);
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

    long staleness() {
        return settings.staleness().toNanos();
    }

    /** The latency until a node acts by a change. */
    Latency propagation() {
        return settings.latencies().propagation();
    }

    /** Some target group is going to look at each zone by itself, so that one group's health decides for the others. */
    void zonal() {
        routes.forEach(Route::catchUp);
        zonal = true;
    }

    /** Where requests to a target group go is about to change. */
    void catchUp(SimulatedTargetGroup group) {
        if (zonal) {
            routes.forEach(Route::catchUp);
        } else {
            group.inflow().catchUp();
        }
    }

    /** Where requests to a target group go has changed. */
    void trafficChanged(SimulatedTargetGroup group) {
        if (zonal) {
            targetGroups.values().forEach(each -> each.inflow().changed());
        } else {
            group.inflow().changed();
        }
    }

    /** A new way for requests; what comes by it is remembered for good. */
    Route route(ForwardAction action, double requestsPerSecond, double returning) {
        Route route = new Route(world, this, action, requestsPerSecond, returning);
        routes.add(route);
        return route;
    }

    /** The report of all requests so far. */
    TrafficReport traffic() {
        TrafficSum sum = new TrafficSum();
        routes.forEach(route -> route.enter(sum));
        return sum.report();
    }

    /** Makes a target group that the first load balancer uses. */
    SimulatedTargetGroup createTargetGroup(TargetGroupRef ref, int port, String kind) {
        SimulatedTargetGroup group = createUnused(ref, port, kind);
        use(group);
        return group;
    }

    /** Makes a target group that nothing uses. */
    SimulatedTargetGroup createUnused(TargetGroupRef ref, int port, String kind) {
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

    /** A listener has been changed. */
    void changed(SimulatedListener listener) {
        world.log("listener :" + listener.port(), "changed:", listener.toString());
        refresh();
        world.runDue();
    }

    /** Finds out anew what uses which target group. */
    void refresh() {
        Map<SimulatedTargetGroup, SimulatedLoadBalancer> users = new HashMap<>();
        for (SimulatedLoadBalancer balancer : balancers.values()) {
            for (SimulatedListener listener : balancer.listeners()) {
                listener.routes().forEach(route -> route.targetGroups().forEach(group -> users.put(group, balancer)));
            }
        }
        for (SimulatedTargetGroup group : List.copyOf(targetGroups.values())) {
            group.usedBy(users.get(group));
        }
    }

    /** The first listener by which requests come to one of these target groups; there must be one. */
    SimulatedListener listener(List<SimulatedTargetGroup> groups) {
        List<SimulatedListener> all = listeners(groups);
        if (!all.isEmpty()) {
            return all.get(0);
        }
        String names = groups.stream().map(SimulatedTargetGroup::name).collect(Collectors.joining(", "));
        return Lookup.required("listener of", null, names, balancers.values());
    }

    /** The listeners by which requests come to one of these target groups. */
    List<SimulatedListener> listeners(List<SimulatedTargetGroup> groups) {
        List<SimulatedListener> naming = new ArrayList<>(1);
        for (SimulatedLoadBalancer balancer : balancers.values()) {
            for (SimulatedListener listener : balancer.listeners()) {
                if (listener.names(groups)) {
                    naming.add(listener);
                }
            }
        }
        return naming;
    }

    /** The whole world as it is now, for people. */
    String described(SimulatedCloud cloud, Parameters parameters) {
        StringBuilder text = new StringBuilder("simulated cloud, seed " + cloud.seed() + ", after " + cloud.elapsed());
        cloud.groups().forEach(group -> text.append("\n  ").append(group));
        balancers.values().forEach(balancer -> text.append("\n  ").append(balancer));
        targetGroups.values().forEach(group -> text.append("\n  ").append(group));
        parameters.toString().lines().forEach(line -> text.append("\n  ").append(line));
        return text.append("\n  ").append(traffic()).toString();
    }

    /** The target groups that traffic goes through, as far as they are there. */
    List<SimulatedTargetGroup> targetGroups(Traffic traffic) {
        List<SimulatedTargetGroup> there = new ArrayList<>(2);
        for (TargetGroupRef ref : traffic.targetGroups()) {
            SimulatedTargetGroup group = find(ref);
            if (group != null) {
                there.add(group);
            }
        }
        return Collections.unmodifiableList(there);
    }

    /** Refuses an action that a listener cannot have, as AWS does. */
    void admit(SimulatedLoadBalancer balancer, ForwardAction action) {
        refuse(action);
        int more = 0;
        for (SimulatedTargetGroup group : action.weights().keySet()) {
            SimulatedLoadBalancer other = group.balancer();
            if (targetGroups.get(group.arn()) != group) {
                throw new PortException.NotFound(
                        Operations.MODIFY_LISTENER, "TargetGroupNotFound: " + group.arn(), null);
            }
            if (other != null && other != balancer) {
                throw refused("TargetGroupAssociationLimit: The following target groups cannot be associated with more"
                        + " than one load balancer: " + group.arn());
            }
            more += other == null ? group.size() : 0;
            if (balancer.targets() + more > quota()) {
                throw tooMany(Operations.MODIFY_LISTENER, balancer, group);
            }
        }
    }

    /** Refuses what is wrong with an action whatever the load balancer is. */
    private static void refuse(ForwardAction action) {
        int groups = action.weights().size();
        if (groups == 0 || groups > MAX_GROUPS) {
            throw refused("TooManyUniqueTargetGroups: expected 1 to " + MAX_GROUPS
                    + " target groups in an action, found " + groups);
        }
        action.weights().forEach((group, weight) -> {
            if (weight < 0 || weight > MAX_WEIGHT) {
                throw refused("ValidationError: expected a weight of 0 to " + MAX_WEIGHT + ", found " + weight + " for "
                        + group.name());
            }
        });
        Duration sticky = action.stickiness();
        if (sticky != null && (sticky.toSeconds() < 1 || sticky.compareTo(LONGEST_COOKIE) > 0)) {
            throw refused("ValidationError: expected a stickiness of 1 s to 7 days, found " + sticky);
        }
    }

    private static PortException refused(String problem) {
        return new PortException.Invalid(Operations.MODIFY_LISTENER, problem, null);
    }

    /** Refuses more targets in a target group than the quota allows, as AWS does. */
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
