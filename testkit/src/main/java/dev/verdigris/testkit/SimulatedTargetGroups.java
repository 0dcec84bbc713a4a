package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Permit;
import dev.verdigris.port.TargetGroups;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The target groups, as the port shows them. Sets are cut into batches, in an order that the seed decides. */
final class SimulatedTargetGroups implements TargetGroups {
    private static final Comparator<Target> ORDER = (one, other) -> {
        int byInstance = one.instance().compareTo(other.instance());
        return byInstance != 0 ? byInstance : Integer.compare(one.port(), other.port());
    };

    private final World world;
    private final Seam seam;
    private final Map<String, SimulatedTargetGroup> groupsByArn;
    private final int batchSize;
    private final int quota;

    SimulatedTargetGroups(
            World world, Seam seam, Map<String, SimulatedTargetGroup> groupsByArn, int batchSize, int quota) {
        this.world = world;
        this.seam = seam;
        this.groupsByArn = groupsByArn;
        this.batchSize = batchSize;
        this.quota = quota;
    }

    @Override
    public TargetGroup find(TargetGroupRef ref) {
        return seam.read(Operations.DESCRIBE_TARGET_GROUPS, ref, () -> {
            for (SimulatedTargetGroup group : groupsByArn.values()) {
                if (ref.value().equals(ref.isArn() ? group.arn() : group.name())) {
                    return group.described();
                }
            }
            throw new PortException.NotFound(
                    Operations.DESCRIBE_TARGET_GROUPS,
                    "expected the target group '" + ref + "', found none of that name",
                    null);
        });
    }

    @Override
    public List<TargetHealth> health(TargetGroup group) {
        return seam.read(
                Operations.DESCRIBE_HEALTH,
                group.name(),
                () -> existing(Operations.DESCRIBE_HEALTH, group).glimpse());
    }

    @Override
    public void register(TargetGroup group, Set<Target> targets, Permit permit) {
        each(Operations.REGISTER, group, targets, permit, SimulatedTargetGroup::register);
    }

    @Override
    public void deregister(TargetGroup group, Set<Target> targets, Permit permit) {
        each(Operations.DEREGISTER, group, targets, permit, SimulatedTargetGroup::deregister);
    }

    /** As an adapter that sends its batches in parallel: one that fails does not keep the others back. */
    private void each(
            String operation,
            TargetGroup group,
            Set<Target> targets,
            Permit permit,
            BiConsumer<SimulatedTargetGroup, List<Target>> effect) {
        List<Target> shuffled = shuffled(targets);
        PortException first = null;
        for (int from = 0; from < shuffled.size(); from += batchSize) {
            List<Target> batch = shuffled.subList(from, Math.min(from + batchSize, shuffled.size()));
            try {
                seam.change(
                        operation, group.name(), batch, permit, () -> effect.accept(existing(operation, group), batch));
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

    /** First sorted, so that the order depends on the seed and not on the kind of set. */
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
        return seam.read(Operations.DESCRIBE_LIMITS, "targets-per-application-load-balancer", () -> quota);
    }

    private SimulatedTargetGroup existing(String operation, TargetGroup group) {
        @Nullable SimulatedTargetGroup existing = groupsByArn.get(group.arn());
        if (existing == null) {
            throw new PortException.NotFound(operation, "TargetGroupNotFound: " + group.arn(), null);
        }
        return existing;
    }
}
