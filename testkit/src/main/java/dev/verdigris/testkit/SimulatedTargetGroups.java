package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Permit;
import dev.verdigris.port.TargetGroups;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The target groups, as the port shows them. Sets are cut into batches, in an order that the seed decides. */
final class SimulatedTargetGroups implements TargetGroups {
    private static final Comparator<Target> ORDER = (one, other) -> {
        int byInstance = one.instance().compareTo(other.instance());
        return byInstance != 0 ? byInstance : Integer.compare(one.port(), other.port());
    };

    private final World world;
    private final Seam seam;
    private final LoadBalancing balancing;

    SimulatedTargetGroups(World world, Seam seam, LoadBalancing balancing) {
        this.world = world;
        this.seam = seam;
        this.balancing = balancing;
    }

    @Override
    public TargetGroup find(TargetGroupRef ref) {
        return seam.read(Operations.DESCRIBE_TARGET_GROUPS, ref, () -> {
            SimulatedTargetGroup found = balancing.find(ref);
            if (found == null) {
                throw new PortException.NotFound(
                        Operations.DESCRIBE_TARGET_GROUPS,
                        "expected the target group '" + ref + "', found none of that name",
                        null);
            }
            return found.described();
        });
    }

    @Override
    public Map<TargetGroupRef, TargetGroup> describe(Set<TargetGroupRef> refs) {
        return seam.read(Operations.DESCRIBE_TARGET_GROUPS, refs, () -> {
            Map<TargetGroupRef, TargetGroup> found = new LinkedHashMap<>();
            for (TargetGroupRef ref : refs) {
                SimulatedTargetGroup group = balancing.find(ref);
                if (group != null) {
                    found.put(ref, group.described());
                }
            }
            return found;
        });
    }

    /** As far as target groups can be set differently here. */
    @Override
    public Map<String, String> settings(TargetGroup group) {
        return seam.read("elasticloadbalancing:DescribeTargetGroupAttributes", group.name(), () -> {
            SimulatedTargetGroup existing = balancing.existing(Operations.DESCRIBE_TARGET_GROUPS, group);
            return Map.of(
                    "Protocol", "HTTP",
                    "deregistration_delay.timeout_seconds",
                            String.valueOf(existing.deregistrationDelay().toSeconds()),
                    "target_group_health", existing.healthyShare().toString(),
                    "load_balancing.cross_zone.enabled", String.valueOf(existing.crossZone()));
        });
    }

    @Override
    public List<TargetHealth> health(TargetGroup group) {
        return seam.read(Operations.DESCRIBE_HEALTH, group.name(), () -> {
            SimulatedTargetGroup existing = balancing.existing(Operations.DESCRIBE_HEALTH, group);
            requireInstances(existing);
            return existing.glimpse();
        });
    }

    /**
     * Refuses other targets, as the adapter does: leaving them out would make a target group that serves look empty.
     */
    private static void requireInstances(SimulatedTargetGroup group) {
        Set<String> others = group.registrations().others().keySet();
        if (!others.isEmpty()) {
            throw new PortException.Invalid(
                    Operations.DESCRIBE_HEALTH,
                    "expected all targets of " + group.name() + ", of kind '" + group.kind()
                            + "', to be instances, found " + others,
                    null);
        }
    }

    @Override
    public void register(TargetGroup group, Set<Target> targets, Permit permit) {
        each(Operations.REGISTER, group, targets, permit, SimulatedTargetGroup::register);
    }

    @Override
    public void deregister(TargetGroup group, Set<Target> targets, Permit permit) {
        each(Operations.DEREGISTER, group, targets, permit, SimulatedTargetGroup::deregister);
    }

    /** Sends each batch, like an adapter in parallel: one that fails does not keep the others back. */
    private void each(
            String operation,
            TargetGroup group,
            Set<Target> targets,
            Permit permit,
            BiConsumer<SimulatedTargetGroup, List<Target>> effect) {
        List<Target> shuffled = shuffled(targets);
        int batchSize = balancing.batchSize();
        PortException first = null;
        for (int from = 0; from < shuffled.size(); from += batchSize) {
            List<Target> batch = shuffled.subList(from, Math.min(from + batchSize, shuffled.size()));
            try {
                seam.change(
                        operation,
                        group.name(),
                        batch,
                        permit,
                        () -> effect.accept(balancing.existing(operation, group), batch));
            } catch (PortException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * The targets in an order by chance, sorted first, so that the order depends on the seed and not on the kind of
     * set.
     */
    private List<Target> shuffled(Set<Target> targets) {
        List<Target> shuffled = new ArrayList<>(targets);
        if (shuffled.size() > 1) {
            shuffled.sort(ORDER);
            for (int i = shuffled.size() - 1; i > 0; i--) {
                Collections.swap(shuffled, i, world.random().nextInt(i + 1));
            }
        }
        return shuffled;
    }

    @Override
    public int targetQuota() {
        return seam.read(Operations.DESCRIBE_LIMITS, "targets-per-application-load-balancer", balancing::quota);
    }

    @Override
    public List<LoadBalancer> loadBalancers(TargetGroup group) {
        SimulatedLoadBalancer balancer = seam.read(
                Operations.DESCRIBE_TARGET_GROUPS,
                group.name(),
                () -> balancing
                        .existing(Operations.DESCRIBE_TARGET_GROUPS, group)
                        .balancer());
        if (balancer == null) {
            return List.of();
        }
        Set<String> zones = seam.read(Operations.DESCRIBE_LOAD_BALANCERS, balancer.name(), balancer::zones);
        int others = 0;
        for (SimulatedTargetGroup used :
                seam.read(Operations.DESCRIBE_TARGET_GROUPS, balancer.name(), balancer::targetGroups)) {
            if (!used.arn().equals(group.arn())) {
                others += seam.read(Operations.DESCRIBE_HEALTH, used.name(), used::size);
            }
        }
        return List.of(new LoadBalancer(balancer.arn(), balancer.name(), zones, others));
    }

    @Override
    public Map<String, Set<InstanceId>> registeredElsewhere(TargetGroup group, Set<InstanceId> instances) {
        Map<String, Set<InstanceId>> elsewhere = new LinkedHashMap<>();
        if (instances.isEmpty()) {
            return elsewhere;
        }
        for (SimulatedTargetGroup other : seam.read(
                Operations.DESCRIBE_TARGET_GROUPS, group.name(), () -> List.copyOf(balancing.targetGroups()))) {
            if (!other.arn().equals(group.arn()) && other.kind().equals(TargetGroup.INSTANCES)) {
                Set<InstanceId> there = new LinkedHashSet<>();
                seam.read(Operations.DESCRIBE_HEALTH, other.name(), other::glimpse)
                        .forEach(health -> there.add(health.target().instance()));
                there.retainAll(instances);
                if (!there.isEmpty()) {
                    elsewhere.put(other.arn(), there);
                }
            }
        }
        return elsewhere;
    }

    /** To a hook this is a call that only reads, since it changes nothing. */
    @Override
    public void rehearseDeregistration(TargetGroup group, Permit permit) {
        permit.check();
        seam.read(
                Operations.REHEARSE_DEREGISTRATION,
                group.name(),
                () -> balancing.existing(Operations.DEREGISTER, group));
    }
}
