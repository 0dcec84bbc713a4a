package dev.verdigris.testkit;

import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetHealth;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A target group of the simulated cloud, as it really is, and the means to change it as someone else would. */
public final class SimulatedTargetGroup {
    private final World world;
    private final LoadBalancing balancing;
    private final String arn;
    private final String name;
    private final int port;
    private final String kind;
    private final Past<List<TargetHealth>> past;
    private final Inflow inflow = new Inflow(this);
    private final RegisteredTargets targets;
    private final Latencies latencies;
    private HealthCheck healthCheck;
    private Duration deregistrationDelay;
    private HealthyShare healthyShare = HealthyShare.defaults();
    private @Nullable SimulatedLoadBalancer balancer;
    private boolean crossZone = true;
    private boolean healthyAgain;
    private boolean deleted;

    SimulatedTargetGroup(
            World world,
            SimulatedCloud cloud,
            LoadBalancing balancing,
            String arn,
            String name,
            int port,
            String kind,
            Settings settings) {
        this.world = world;
        this.balancing = balancing;
        this.kind = kind;
        this.targets = new RegisteredTargets(world, cloud, this, balancing);
        this.latencies = settings.latencies();
        this.arn = arn;
        this.name = name;
        this.port = port;
        this.past = new Past<>(world, settings.staleness().toNanos());
        this.healthCheck = settings.balancing().healthCheck();
        this.deregistrationDelay = settings.balancing().deregistrationDelay();
    }

    /** The ARN of the target group. */
    public String arn() {
        return arn;
    }

    /** The name of the target group. */
    public String name() {
        return name;
    }

    /** The port that a target is registered on when none is given. */
    public int port() {
        return port;
    }

    /** The time for which a deregistered target shows as draining. */
    public Duration deregistrationDelay() {
        return deregistrationDelay;
    }

    /** Whether a listener uses the target group. */
    public boolean inUse() {
        return balancer != null;
    }

    /** The kind of targets: {@code instance}, {@code ip}, {@code lambda}, {@code alb}, or a word to come. */
    public String kind() {
        return kind;
    }

    /** The share of targets that must be healthy, below which the load balancer does something about it. */
    public HealthyShare healthyShare() {
        return healthyShare;
    }

    /** The load balancer that uses it; null if none does. */
    @Nullable
    SimulatedLoadBalancer balancer() {
        return balancer;
    }

    /** Whether each node of the load balancer sends requests to targets in all zones, or to those in its own only. */
    public boolean crossZone() {
        return crossZone;
    }

    /** The zones that clients are sent to; all that are enabled, if none is healthy enough. */
    Set<String> zonesInDns() {
        return balancer == null ? Set.of() : balancer.zonesInDns();
    }

    /** The number of targets, draining ones included. */
    int size() {
        return targets.size();
    }

    /** All its targets with their health, as they are now: reads through the port may be staler. */
    public List<TargetHealth> targets() {
        return targets.view();
    }

    /** The number of instances of a group that are registered; those that drain are not. */
    public int registered(SimulatedGroup group) {
        int count = 0;
        for (SimulatedTarget target : targets.all()) {
            count += target.instance().owner() == group && !target.isDraining() ? 1 : 0;
        }
        return count;
    }

    /** The number of targets of a group that the load balancer finds healthy. */
    public int healthy(SimulatedGroup group) {
        int count = 0;
        for (SimulatedTarget target : targets.all()) {
            count += target.instance().owner() == group && target.isHealthy() ? 1 : 0;
        }
        return count;
    }

    /** The number of targets, of whatever group, that would answer a request that the load balancer sends now. */
    public int answering() {
        int count = 0;
        for (SimulatedTarget target : targets.all()) {
            count += target.isHealthy() && target.instance().answers() ? 1 : 0;
        }
        return count;
    }

    /** The report of the requests to this target group. */
    public TrafficReport traffic() {
        return inflow.report();
    }

    /** Sets the deregistration delay, for the targets that are deregistered from now on. */
    public void setDeregistrationDelay(Duration delay) {
        if (delay.isNegative() || delay.toSeconds() > 3600) {
            throw new IllegalArgumentException("deregistration delay: expected 0 to 3600 s, found " + delay);
        }
        deregistrationDelay = delay;
        world.log(name, "deregistration delay set to", delay);
        world.runDue();
    }

    /** Sets the health checks, from the next change of a target on. */
    public void setHealthCheck(HealthCheck check) {
        healthCheck = check;
        world.runDue();
    }

    /**
     * Sets the thresholds of healthy targets. They are counted over all zones; with cross-zone load balancing off, in
     * each zone by itself.
     *
     * @throws IllegalArgumentException if it asks for more healthy targets before it fails open than before it fails
     *     over, which AWS refuses
     */
    public void setHealthyShare(HealthyShare share) {
        refuseAbove("count", share.routing().count(), share.failover().count());
        refuseAbove("percentage", share.routing().percent(), share.failover().percent());
        aboutToChange();
        healthyShare = share;
        changed();
        world.log(name, "healthy share set to", share);
        world.runDue();
    }

    private static void refuseAbove(String what, int routing, int failover) {
        if (failover != 0 && routing > failover) {
            throw new IllegalArgumentException("healthy share: expected the " + what
                    + " of DNS failover to be greater than or equal to that of routing, found " + failover + " and "
                    + routing);
        }
    }

    /**
     * Sets whether a target that was healthy is so at once when it is registered again while it drains. By default it
     * is checked like a new one; which of the two AWS does it does not say.
     */
    public void setHealthyAgainAtOnce(boolean atOnce) {
        healthyAgain = atOnce;
    }

    boolean healthyAgainAtOnce() {
        return healthyAgain;
    }

    /** Deletes the target group: a group that is attached to it cannot launch any more. */
    void delete() {
        deleted = true;
    }

    boolean isDeleted() {
        return deleted;
    }

    /** Turns cross-zone load balancing on or off; requests then come in equal parts to the zones that are in DNS. */
    public void setCrossZone(boolean on) {
        balancing.zonal();
        aboutToChange();
        crossZone = on;
        changed();
        world.log(name, "cross-zone load balancing", on ? "on" : "off");
        world.runDue();
    }

    /** Whether enough targets are healthy in a zone, by the threshold of DNS failover. */
    boolean keepsInDns(String zone) {
        return targets.in(crossZone ? null : zone).keep(healthyShare.failover());
    }

    /**
     * A listener begins to use it, on the load balancer {@code main}, or every listener and rule that did is gone. The
     * targets of an unused group are not checked.
     */
    public void setInUse(boolean used) {
        if (inUse() == used) {
            return;
        }
        if (used) {
            balancing.use(this);
        } else {
            balancing.disuse(this);
        }
    }

    /** Says what uses it now. */
    void usedBy(@Nullable SimulatedLoadBalancer now) {
        if (now == balancer) {
            return;
        }
        boolean was = inUse();
        aboutToChange();
        balancer = now;
        changed();
        if (was != inUse()) {
            world.log(name, inUse() ? "used by a listener" : "used by no listener", null);
        }
        reached();
        world.runDue();
    }

    /**
     * The load balancer may reach other targets than before: those it has lost are unused, the new ones are checked.
     */
    void reached() {
        changed();
        for (SimulatedTarget target : targets.all()) {
            if (!target.isDraining()) {
                target.reach();
            }
        }
    }

    /** Whether the load balancer that uses it has a zone enabled; where the zone is not known it has. */
    boolean reaches(@Nullable String zone) {
        return balancer != null && balancer.reaches(zone);
    }

    /** Registers an instance on the group's port, as someone else would. */
    public void register(InstanceId instance) {
        register(instance, port);
    }

    /** Registers an instance on another port, as someone else would. */
    public void register(InstanceId instance, int on) {
        targets.register(List.of(new Target(instance, on)));
        world.runDue();
    }

    /** Deregisters an instance from every port, as someone else would. */
    public void deregister(InstanceId instance) {
        targets.deregister(targets.of(instance));
        world.runDue();
    }

    /** Deregisters every target, as someone else would. */
    public void deregisterAll() {
        targets.clear();
        world.runDue();
    }

    /** Puts an instance among the targets as one that has long been there, healthy if it answers. */
    public void place(SimulatedInstance instance) {
        place(instance, port);
    }

    /** Puts an instance among the targets on another port, as one that has long been there. */
    public void place(SimulatedInstance instance, int on) {
        targets.place(instance, on);
        world.runDue();
    }

    /** Puts the instances of a group among the targets as ones that have long been there, healthy if they answer. */
    public void place(SimulatedGroup group) {
        for (SimulatedInstance instance : group.instances()) {
            if (instance.power() == SimulatedInstance.Power.RUNNING) {
                targets.place(instance, port);
            }
        }
        world.runDue();
    }

    /**
     * Puts something else than an instance among the targets, which is healthy and answers: an address, a function, a
     * load balancer, as the {@link #kind} has it.
     *
     * @param version what answers there
     * @throws IllegalArgumentException if this is a target group of instances
     */
    public void hold(String id, String version) {
        if (kind.equals(TargetGroup.INSTANCES)) {
            throw new IllegalArgumentException("ValidationError: Instance ID '" + id + "' is not valid");
        }
        targets.hold(id, version);
        world.runDue();
    }

    void register(Collection<Target> wanted) {
        targets.register(wanted);
    }

    void deregister(Collection<Target> unwanted) {
        targets.deregister(unwanted);
    }

    void drop(SimulatedTarget target) {
        targets.drop(target);
    }

    RegisteredTargets registrations() {
        return targets;
    }

    /** Its targets, or what requests to them meet, are about to change. */
    void aboutToChange() {
        balancing.catchUp(this);
        if (past.wanted()) {
            past.keep(targets());
        }
    }

    void changed() {
        targets.changed();
        balancing.trafficChanged(this);
    }

    Inflow inflow() {
        return inflow;
    }

    Latencies latencies() {
        return latencies;
    }

    HealthCheck healthCheck() {
        return healthCheck;
    }

    TargetGroup described() {
        return new TargetGroup(arn, name, port, deregistrationDelay, inUse(), kind, healthyShare);
    }

    /** The targets as a read through the port sees them. */
    List<TargetHealth> glimpse() {
        List<TargetHealth> stale = past.glimpse();
        return stale != null ? stale : targets();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        text.append(inUse() ? "" : " (used by no listener)");
        text.append(kind.equals(TargetGroup.INSTANCES) ? "" : ", of kind " + kind);
        if (!healthyShare.equals(HealthyShare.defaults())) {
            text.append(", below ").append(healthyShare.routing()).append(" healthy to all, below ");
            text.append(healthyShare.failover()).append(" out of DNS");
        }
        text.append(crossZone ? "" : ", each zone by itself");
        return text.append(targets).toString();
    }
}
