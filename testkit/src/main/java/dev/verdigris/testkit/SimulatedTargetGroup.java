package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.HealthyShare;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A target group of the simulated cloud, as it really is, and the means to change it as someone else would. */
public final class SimulatedTargetGroup {
    private final World world;
    private final SimulatedCloud cloud;
    private final LoadBalancing balancing;
    private final String arn;
    private final String name;
    private final int port;
    private final String kind;
    private final Past<List<TargetHealth>> past;
    private final TrafficMeter meter;
    private final Map<Target, SimulatedTarget> targets = new LinkedHashMap<>();
    private HealthCheck healthCheck;
    private Duration deregistrationDelay;
    private HealthyShare healthyShare = HealthyShare.defaults();
    private @Nullable SimulatedLoadBalancer balancer;
    private @Nullable List<TargetHealth> view;

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
        this.cloud = cloud;
        this.balancing = balancing;
        this.kind = kind;
        this.arn = arn;
        this.name = name;
        this.port = port;
        this.past = new Past<>(world, settings.staleness().toNanos());
        this.meter = new TrafficMeter(world);
        this.healthCheck = settings.healthCheck();
        this.deregistrationDelay = settings.deregistrationDelay();
    }

    /** Its ARN. */
    public String arn() {
        return arn;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The port that a target is registered on when none is given. */
    public int port() {
        return port;
    }

    /** How long a deregistered target shows as draining. */
    public Duration deregistrationDelay() {
        return deregistrationDelay;
    }

    /** Whether a listener uses it. */
    public boolean inUse() {
        return balancer != null;
    }

    /** What its targets are: {@code instance}, {@code ip}, {@code lambda}, {@code alb}, or a word to come. */
    public String kind() {
        return kind;
    }

    /** How many of its targets must be healthy before the load balancer does something about it. */
    public HealthyShare healthyShare() {
        return healthyShare;
    }

    /** The load balancer that uses it; null if none does. */
    @Nullable
    SimulatedLoadBalancer balancer() {
        return balancer;
    }

    /** How many targets it has, draining ones included. */
    int size() {
        return targets.size();
    }

    /** All its targets with their health, as they are now: reads through the port may be staler. */
    public List<TargetHealth> targets() {
        if (view == null) {
            List<TargetHealth> all = new ArrayList<>(targets.size());
            for (SimulatedTarget target : targets.values()) {
                all.add(target.view());
            }
            view = List.copyOf(all);
        }
        return view;
    }

    /** How many instances of a group are registered; those that drain are not. */
    public int registered(SimulatedGroup group) {
        int count = 0;
        for (SimulatedTarget target : targets.values()) {
            count += target.instance().owner() == group && !target.isDraining() ? 1 : 0;
        }
        return count;
    }

    /** How many targets of a group the load balancer finds healthy. */
    public int healthy(SimulatedGroup group) {
        int count = 0;
        for (SimulatedTarget target : targets.values()) {
            count += target.instance().owner() == group && target.isHealthy() ? 1 : 0;
        }
        return count;
    }

    /** How many targets, of whatever group, would answer a request that the load balancer sends now. */
    public int answering() {
        int count = 0;
        for (SimulatedTarget target : targets.values()) {
            count += target.isHealthy() && target.instance().answers() ? 1 : 0;
        }
        return count;
    }

    /** What became of the requests to it. */
    public TrafficReport traffic() {
        meter.settle(targets.values(), inUse());
        return TrafficMeter.report(List.of(meter));
    }

    /** Another deregistration delay, for the targets that are deregistered from now on. */
    public void setDeregistrationDelay(Duration delay) {
        if (delay.isNegative() || delay.toSeconds() > 3600) {
            throw new IllegalArgumentException("deregistration delay: expected 0 to 3600 s, found " + delay);
        }
        deregistrationDelay = delay;
        world.log(name, "deregistration delay set to", delay);
        world.settle();
    }

    /** Other health checks, from the next change of a target on. */
    public void setHealthCheck(HealthCheck check) {
        healthCheck = check;
        world.settle();
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

    /** Says what uses it now, and how many requests come that way. */
    void usedBy(@Nullable SimulatedLoadBalancer now, double requestsPerSecond) {
        if (now == balancer && requestsPerSecond == meter.requestsPerSecond()) {
            return;
        }
        boolean was = inUse();
        aboutToChange();
        balancer = now;
        meter.come(requestsPerSecond);
        changed();
        if (was != inUse()) {
            world.log(name, inUse() ? "used by a listener" : "used by no listener", null);
        }
        reached();
        world.settle();
    }

    /** The load balancer may reach other targets than before: those it has lost are unused, the new ones are checked. */
    void reached() {
        changed();
        for (SimulatedTarget target : targets.values()) {
            if (!target.isDraining()) {
                target.reach();
            }
        }
    }

    /** Whether the load balancer that uses it has a zone enabled; where the zone is not known it has. */
    boolean reaches(@Nullable String zone) {
        return balancer != null && balancer.reaches(zone);
    }

    /** Someone registers an instance on the group's port. */
    public void register(InstanceId instance) {
        register(List.of(new Target(instance, port)));
        world.settle();
    }

    /** Someone deregisters an instance, from every port. */
    public void deregister(InstanceId instance) {
        deregister(targets.keySet().stream()
                .filter(target -> target.instance().equals(instance))
                .toList());
        world.settle();
    }

    /** Puts an instance among the targets as one that has long been there, healthy if it answers. */
    public void place(SimulatedInstance instance) {
        place(instance, port);
        world.settle();
    }

    /** Puts the instances of a group among the targets as ones that have long been there, healthy if they answer. */
    public void place(SimulatedGroup group) {
        for (SimulatedInstance instance : group.instances()) {
            if (instance.power() == SimulatedInstance.Power.RUNNING) {
                place(instance, port);
            }
        }
        world.settle();
    }

    private void place(SimulatedInstance instance, int on) {
        SimulatedTarget target = add(new Target(instance.id(), on), instance);
        if (target.reachable() && instance.answers()) {
            target.beginHealthy();
        } else {
            target.begin();
        }
    }

    /** As AWS does: all of one call or none. */
    void register(Collection<Target> wanted) {
        List<SimulatedInstance> instances = new ArrayList<>(wanted.size());
        List<InstanceId> notRunning = new ArrayList<>(0);
        int more = 0;
        for (Target target : wanted) {
            SimulatedInstance instance = cloud.find(target.instance());
            if (instance == null || instance.power() != SimulatedInstance.Power.RUNNING) {
                notRunning.add(target.instance());
            } else {
                instances.add(instance);
                more += targets.containsKey(target) ? 0 : 1;
            }
        }
        if (!notRunning.isEmpty()) {
            throw new PortException.Invalid(
                    Operations.REGISTER,
                    "InvalidTarget: The following targets are not in a running state and cannot be registered: "
                            + notRunning,
                    null);
        }
        balancing.admit(this, more);
        int i = 0;
        for (Target target : wanted) {
            SimulatedInstance instance = instances.get(i++);
            SimulatedTarget existing = targets.get(target);
            if (existing == null) {
                add(target, instance).begin();
            } else if (existing.isDraining()) {
                existing.begin();
            }
        }
    }

    /** As AWS does: what is not registered is no error. */
    void deregister(Collection<Target> unwanted) {
        for (Target target : unwanted) {
            SimulatedTarget existing = targets.get(target);
            if (existing == null || existing.isDraining()) {
                continue;
            }
            if (existing.drains()) {
                existing.drain();
            } else {
                drop(existing);
            }
        }
    }

    private SimulatedTarget add(Target key, SimulatedInstance instance) {
        if (targets.containsKey(key)) {
            throw new IllegalStateException("expected " + key + " not to be registered, found it registered");
        }
        aboutToChange();
        SimulatedTarget target = new SimulatedTarget(world, this, key, instance);
        targets.put(key, target);
        instance.targets().add(target);
        changed();
        return target;
    }

    void drop(SimulatedTarget target) {
        aboutToChange();
        targets.remove(target.target());
        target.end();
        changed();
        world.log(name, "no longer a target:", target.target());
    }

    /** Its targets, or what requests to them meet, are about to change. */
    void aboutToChange() {
        meter.settle(targets.values(), inUse());
        if (past.wanted()) {
            past.keep(targets());
        }
    }

    void changed() {
        view = null;
        meter.changed();
    }

    TrafficMeter meter() {
        return meter;
    }

    void settleTraffic() {
        meter.settle(targets.values(), inUse());
    }

    Latencies latencies() {
        return cloud.latencies();
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
        StringBuilder text = new StringBuilder(name).append(inUse() ? "" : " (used by no listener)");
        for (SimulatedTarget target : targets.values()) {
            text.append("\n    ")
                    .append(target.view())
                    .append(" on port ")
                    .append(target.target().port());
            if (!target.instance().answers()) {
                text.append(" (does not answer)");
            }
        }
        return text.toString();
    }
}
