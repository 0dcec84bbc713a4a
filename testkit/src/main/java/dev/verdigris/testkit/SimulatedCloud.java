package dev.verdigris.testkit;

import dev.verdigris.event.Listener;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.port.Cloud;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cloud for tests: Auto Scaling groups that take their time, target groups with health checks and draining,
 * parameters, and a stream of requests, in virtual time. Forty minutes pass in a millisecond, and the same seed gives
 * the same world to the nanosecond.
 *
 * <pre>{@code
 * Environment beta = Environment.of("beta");
 * SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
 *
 * BlueGreen.on(cloud.ports()).deploy(beta).orThrow();
 * System.out.println(cloud.traffic());      // 14,802 requests: 9,171 answered by v1, 5,631 by v2, 0 failed
 * }</pre>
 *
 * <p>Strict: what AWS would refuse, it refuses, in AWS's words where those are known. <b>What is modelled, what is
 * refused and what is not modelled</b> is listed in one place, in the description of this {@linkplain
 * dev.verdigris.testkit package}. It cannot be used by several threads but those of {@link #threads()}.
 */
public final class SimulatedCloud extends CloudHooks {
    private final Settings settings;
    private final List<Environment> environments;
    private final SimulatedDeploymentStore deployments;
    private final Cloud ports;
    private final LoadBalancing balancing;
    private final Inventory inventory;
    private final SimulatedProbes probes;
    private final SimulatedAlarms alarms;

    SimulatedCloud(Settings settings, Map<Environment, GroupSize> serving) {
        super(settings);
        this.settings = settings;
        this.environments = List.copyOf(serving.keySet());
        this.deployments = new SimulatedDeploymentStore(seam, settings.leasesExpire());
        this.balancing = new LoadBalancing(world, this, settings);
        this.inventory = new Inventory(world, this, settings, balancing);
        this.probes = new SimulatedProbes(world, this, balancing);
        this.alarms = new SimulatedAlarms(world, this);
        this.ports = Cloud.builder()
                .fleets(new SimulatedFleets(seam, inventory.groups()))
                .targetGroups(new SimulatedTargetGroups(world, seam, balancing))
                .listeners(new SimulatedListeners(seam, balancing))
                .instanceRefreshes(new SimulatedInstanceRefreshes(seam, inventory.groups()))
                .attachments(new SimulatedAttachments(seam, balancing, inventory.groups()))
                .activeColors(new SimulatedActiveColors(seam, parameters))
                .releases(new SimulatedReleases(seam, parameters))
                .instanceAddresses(probes.addresses(seam))
                .http(probes.http(seam))
                .alarms(alarms.port(seam))
                .deployments(deployments)
                .time(time)
                .build();
        serving.forEach((environment, bounds) -> {
            inventory.found(environment, bounds, Color.BLUE);
            setParameter(environment.activeColorParameter(), Color.BLUE.label());
        });
        world.pass(settings.staleness().toNanos());
    }

    /**
     * A cloud in which the blue fleet of an environment serves, with every default.
     *
     * @param instances how many serve; the fleet's minimum is one less and at least 1, its maximum twice as many and at
     *     least 10
     */
    public static SimulatedCloud serving(Environment environment, int instances) {
        return builder().serving(environment, instances).build();
    }

    /** Begins a cloud. */
    public static Builder builder() {
        return new Builder();
    }

    /** The ports of the cloud, on which deployments are performed. */
    public Cloud ports() {
        return ports;
    }

    /** How the instances answer probes. */
    public SimulatedProbes probes() {
        return probes;
    }

    /** The alarms; at first none. */
    public SimulatedAlarms alarms() {
        return alarms;
    }

    /** The seed that all chance in it comes from. */
    public long seed() {
        return settings.seed();
    }

    /** The time by which reads may lag behind the world; zero if they show it as it is. */
    public Duration staleness() {
        return settings.staleness();
    }

    /** The virtual time that has passed since the cloud began. */
    public Duration elapsed() {
        return Duration.ofNanos(world.now());
    }

    /** The virtual wall clock; a cloud begins at midnight UTC of 1 January 2026. */
    public Instant now() {
        return ports.time().now();
    }

    /** Lets virtual time pass. */
    public void pass(Duration duration) {
        world.pass(duration.toNanos());
    }

    /**
     * Does something at a moment of virtual time, counted from the beginning of the cloud.
     *
     * @throws IllegalArgumentException if that moment is over
     */
    public void at(Duration moment, Runnable action) {
        long delay = moment.toNanos() - world.now();
        if (delay < 0) {
            throw new IllegalArgumentException("expected a moment to come, found " + moment + " at " + elapsed());
        }
        world.after(delay, action);
    }

    /** Does something once so much virtual time has passed from now. */
    public void after(Duration delay, Runnable action) {
        world.after(delay.toNanos(), action);
    }

    /** All groups, in the order they were made. */
    public List<SimulatedGroup> groups() {
        return List.copyOf(inventory.groups().values());
    }

    /**
     * The group of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SimulatedGroup group(String name) {
        return inventory.group(new GroupName(name));
    }

    /** The group of a color. */
    public SimulatedGroup group(Environment environment, Color color) {
        return inventory.group(environment.group(color));
    }

    /** The target group that an environment's traffic is registered in. */
    public SimulatedTargetGroup targetGroup(Environment environment) {
        return inventory.targetGroup(environment);
    }

    /** The target group that the instances of a color of an environment belong in. */
    public SimulatedTargetGroup targetGroup(Environment environment, Color color) {
        return inventory.targetGroup(environment, color);
    }

    /** The target groups that an environment's traffic goes through, as far as they are there. */
    public List<SimulatedTargetGroup> targetGroups(Environment environment) {
        return balancing.targetGroups(environment.traffic());
    }

    /** The first of {@link #listeners} of an environment; that there is none is an {@link IllegalArgumentException}. */
    public SimulatedListener listener(Environment environment) {
        return balancing.listener(targetGroups(environment));
    }

    /** The listeners whose actions or rules name a target group of an environment. */
    public List<SimulatedListener> listeners(Environment environment) {
        return balancing.listeners(targetGroups(environment));
    }

    /**
     * The target group of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SimulatedTargetGroup targetGroup(String name) {
        return balancing.targetGroup(name);
    }

    /**
     * Makes a group whose instances run version {@code v1} and have long been in service.
     *
     * @throws dev.verdigris.error.PortException.Invalid if its size does not fit together
     * @throws IllegalArgumentException if there is one of that name
     */
    public SimulatedGroup createGroup(String name, GroupSize bounds) {
        return inventory.createGroup(new GroupName(name), bounds, "v1");
    }

    /** Deletes a group; its instances end. Deleting one that is not there changes nothing. */
    public void deleteGroup(String name) {
        inventory.deleteGroup(new GroupName(name));
    }

    /** All target groups, in the order they were made. */
    public List<SimulatedTargetGroup> targetGroups() {
        return List.copyOf(balancing.targetGroups());
    }

    /** All load balancers; {@code main} is there from the beginning, enabled in every Availability Zone. */
    public List<SimulatedLoadBalancer> loadBalancers() {
        return List.copyOf(balancing.balancers());
    }

    /**
     * The load balancer of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SimulatedLoadBalancer loadBalancer(String name) {
        return balancing.balancer(name);
    }

    /**
     * Makes another load balancer, without listeners.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public SimulatedLoadBalancer createLoadBalancer(String name) {
        return balancing.createBalancer(name);
    }

    /**
     * Makes a target group of instances on port 80, and a listener of the load balancer {@code main} that uses it.
     *
     * @throws IllegalArgumentException if there is one of that name, or the name is malformed
     */
    public SimulatedTargetGroup createTargetGroup(String name) {
        return createTargetGroup(name, 80);
    }

    /** Creates a target group of instances with another default port. */
    public SimulatedTargetGroup createTargetGroup(String name, int port) {
        return createTargetGroup(name, port, TargetGroup.INSTANCES);
    }

    /**
     * Creates a target group for targets of another kind.
     *
     * @param port on which targets are registered; 0 where the kind knows none
     * @param kind {@code instance}, {@code ip}, {@code lambda}, {@code alb}, or a word to come
     */
    public SimulatedTargetGroup createTargetGroup(String name, int port, String kind) {
        return balancing.createTargetGroup(new TargetGroupRef(name), port, kind);
    }

    /** Deletes a target group, and the listeners that use it. Deleting one that is not there changes nothing. */
    public void deleteTargetGroup(String name) {
        balancing.deleteTargetGroup(name);
    }

    /** Starts an instance that belongs to no group; it runs and answers at once. */
    public SimulatedInstance startInstance(String version) {
        return inventory.startInstance(version, null);
    }

    /**
     * Starts an instance in an Availability Zone; without one it is in none that is known, which every load balancer
     * reaches.
     */
    public SimulatedInstance startInstance(String version, String zone) {
        return inventory.startInstance(version, zone);
    }

    /**
     * Someone takes an instance out of every target group: a helper that has heard of a spot interruption, or an
     * operator who examines it. Its group knows nothing of it.
     */
    public void drain(InstanceId instance) {
        balancing.targetGroups().forEach(group -> group.deregister(instance));
    }

    /**
     * The instance of that id, also one that is gone.
     *
     * @throws IllegalArgumentException if there never was one
     */
    public SimulatedInstance instance(InstanceId id) {
        return Lookup.required("instance", find(id), id.value(), "none of that id");
    }

    @Nullable
    SimulatedInstance find(InstanceId id) {
        return inventory.find(id);
    }

    void add(SimulatedInstance instance) {
        inventory.add(instance);
    }

    /** The deployment state of an environment, as text; null if there is none. */
    public @Nullable String deploymentState(Environment environment) {
        return deployments.text(environment.stateKey());
    }

    /** Sets what the instances run that are launched from now on, in every group. */
    public void setLaunchVersion(String version) {
        groups().forEach(group -> group.setLaunchVersion(version));
    }

    /** The report of all requests so far. */
    public TrafficReport traffic() {
        return balancing.traffic();
    }

    /** The environments it was built with, in that order. */
    public List<Environment> environments() {
        return environments;
    }

    /** A listener that enters what a deployment says into the log, so that the two read as one timeline. */
    public Listener listener() {
        return event -> world.log(event.environment(), event.sentence(), null);
    }

    /** Puts a hook between the ports and the world, behind those that are there. */
    public void install(CallHook hook) {
        seam.install(hook);
    }

    /** Takes a hook away; one that is not there is no error. */
    public void remove(CallHook hook) {
        seam.remove(hook);
    }

    /** The number of changes that were sent through the ports, those that failed included. */
    public int changes() {
        return seam.changes();
    }

    /** The number of reads that were sent through the ports, those that failed included. */
    public int reads() {
        return seam.reads();
    }

    /** Has somebody told after everything that happens. */
    public void watch(WorldListener listener) {
        world.watch(() -> listener.onEvent(this));
    }

    /** All that happened in the world so far, oldest first; a view. */
    public List<LogEntry> log() {
        return Collections.unmodifiableList(world.log());
    }

    /** The whole world as it is now, for people. */
    public String describe() {
        return balancing.described(this, parameters);
    }

    @Override
    public String toString() {
        return describe();
    }

    Latencies latencies() {
        return settings.latencies();
    }

    /** Begins a cloud; not thread-safe. */
    public static final class Builder extends CloudOptions<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** The cloud. */
        public SimulatedCloud build() {
            return new SimulatedCloud(settings(), environments());
        }
    }
}
