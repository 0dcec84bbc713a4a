package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetHealth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The targets registered in one target group: instances on ports, and in a group of another kind what that kind names.
 */
final class RegisteredTargets {
    private final World world;
    private final SimulatedCloud cloud;
    private final SimulatedTargetGroup group;
    private final LoadBalancing balancing;
    private final Map<Target, SimulatedTarget> targets = new LinkedHashMap<>();
    private final Map<String, String> others = new LinkedHashMap<>();
    private @Nullable List<TargetHealth> view;

    RegisteredTargets(World world, SimulatedCloud cloud, SimulatedTargetGroup group, LoadBalancing balancing) {
        this.world = world;
        this.cloud = cloud;
        this.group = group;
        this.balancing = balancing;
    }

    Collection<SimulatedTarget> all() {
        return targets.values();
    }

    /** Targets that are no instances: which version answers there, by their ids. */
    Map<String, String> others() {
        return others;
    }

    int size() {
        return targets.size() + others.size();
    }

    List<TargetHealth> view() {
        if (view == null) {
            List<TargetHealth> all = new ArrayList<>(targets.size());
            for (SimulatedTarget target : targets.values()) {
                all.add(target.view());
            }
            view = List.copyOf(all);
        }
        return view;
    }

    void changed() {
        view = null;
    }

    /** The number of targets in a zone, draining and unused ones aside; null is all zones. */
    Tally in(@Nullable String zone) {
        int healthy = others.size();
        int registered = healthy;
        for (SimulatedTarget target : targets.values()) {
            if (target.isIn(zone)) {
                healthy += target.isHealthy() ? 1 : 0;
                registered += target.isHealthy() || target.isFailOpen() ? 1 : 0;
            }
        }
        return new Tally(healthy, registered);
    }

    /** On which ports an instance is registered, draining ones included. */
    List<Target> of(InstanceId instance) {
        return targets.keySet().stream()
                .filter(target -> target.instance().equals(instance))
                .toList();
    }

    void place(SimulatedInstance instance, int port) {
        SimulatedTarget target = add(new Target(instance.id(), port), instance);
        if (target.reachable() && instance.answers()) {
            target.beginHealthy();
        } else {
            target.begin();
        }
    }

    /** Something that is no instance is among the targets, and answers. */
    void hold(String id, String version) {
        group.aboutToChange();
        others.put(id, version);
        group.changed();
    }

    /** Registers all targets of a call or none, as AWS does. */
    void register(Collection<Target> wanted) {
        List<SimulatedInstance> instances = new ArrayList<>(wanted.size());
        List<InstanceId> notRunning = new ArrayList<>(0);
        int more = 0;
        for (Target target : wanted) {
            refuseOtherKind(target);
            SimulatedInstance instance = cloud.find(target.instance());
            if (instance == null || instance.power() != SimulatedInstance.Power.RUNNING) {
                notRunning.add(target.instance());
            } else {
                instances.add(instance);
                more += targets.containsKey(target) ? 0 : 1;
            }
        }
        if (!notRunning.isEmpty()) {
            throw refused("InvalidTarget: The following targets are not in a running state and cannot be registered: "
                    + notRunning);
        }
        if (more > 0) {
            balancing.admit(group, more);
        }
        int i = 0;
        for (Target target : wanted) {
            SimulatedInstance instance = instances.get(i++);
            SimulatedTarget existing = targets.get(target);
            if (existing == null) {
                add(target, instance).begin();
            } else if (existing.isDraining()) {
                existing.comeBack();
            }
        }
    }

    private void refuseOtherKind(Target target) {
        String id = target.instance().value();
        switch (group.kind()) {
            case TargetGroup.INSTANCES -> {}
            case "ip" -> throw refused("ValidationError: The IP address '" + id + "' is not a valid IPv4 address");
            default -> throw refused("ValidationError: Target ID - " + id + " is not valid");
        }
    }

    private static PortException refused(String problem) {
        return new PortException.Invalid(Operations.REGISTER, problem, null);
    }

    /** Deregisters targets; as with AWS, one that is not registered is no error. */
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

    /** Deregisters everything. */
    void clear() {
        deregister(List.copyOf(targets.keySet()));
        group.aboutToChange();
        others.clear();
        group.changed();
    }

    private SimulatedTarget add(Target key, SimulatedInstance instance) {
        if (targets.containsKey(key)) {
            throw new IllegalStateException("expected " + key + " not to be registered, found it registered");
        }
        group.aboutToChange();
        SimulatedTarget target = new SimulatedTarget(world, group, key, instance);
        targets.put(key, target);
        instance.targets().add(target);
        group.changed();
        return target;
    }

    void drop(SimulatedTarget target) {
        group.aboutToChange();
        targets.remove(target.target());
        target.end();
        group.changed();
        world.log(group.name(), "no longer a target:", target.target());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (SimulatedTarget target : targets.values()) {
            text.append("\n    ")
                    .append(target.view())
                    .append(" on port ")
                    .append(target.target().port());
            if (!target.instance().answers()) {
                text.append(" (does not answer)");
            }
        }
        others.forEach((id, version) ->
                text.append("\n    ").append(id).append(" healthy, ").append(version));
        return text.toString();
    }

    /** The number of healthy targets, among how many. */
    record Tally(int healthy, int registered) {
        boolean keep(HealthyShare.Threshold threshold) {
            return threshold.keptBy(healthy, registered);
        }
    }
}
