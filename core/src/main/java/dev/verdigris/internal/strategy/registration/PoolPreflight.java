package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.plan.TrafficPreflight;
import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The preflight of registration in one target group. */
public final class PoolPreflight implements TrafficPreflight {
    private final Snapshot snapshot;
    private final TargetGroup group;
    private final Inquiry inquiry;
    private final @Nullable Color attached;

    /** @param inquiry answers what is not in the snapshot */
    public PoolPreflight(Snapshot snapshot, Inquiry inquiry) {
        this.snapshot = snapshot;
        this.group = PoolState.of(snapshot.traffic()).group();
        this.attached = PoolState.of(snapshot.traffic()).route().attached();
        this.inquiry = inquiry;
    }

    @Override
    public List<Finding> unreadable() {
        return group.kind().equals(TargetGroup.INSTANCES)
                ? List.of()
                : List.of(new Finding(
                        "expected the targets of " + group.name() + " to be instances, found a target group of kind '"
                                + group.kind() + "'",
                        "name a target group of kind '" + TargetGroup.INSTANCES + "'"));
    }

    @Override
    public List<Finding> fleet(Color color) {
        Fleet fleet = snapshot.fleet(color);
        List<Finding> findings = new ArrayList<>();
        if (color == attached) {
            findings.addAll(OldAttachment.findings(fleet));
        } else if (fleet.attachedTargetGroups().contains(group.arn())) {
            findings.add(new Finding(
                    "expected " + fleet.group() + " not to be attached to " + group.name()
                            + ", since its instances are registered one by one; found it attached",
                    "detach the target group from the Auto Scaling group"));
        }
        Set<String> others = new TreeSet<>(fleet.attachedTargetGroups());
        others.remove(group.arn());
        if (!others.isEmpty()) {
            findings.add(new Finding(
                    "expected " + fleet.group() + " to serve through " + group.name() + " alone, found it attached to "
                            + Words.list(others),
                    "name the target group that it serves through, or detach the others from the Auto Scaling group"));
        }
        return findings;
    }

    @Override
    public List<Finding> shift(Terms terms, boolean starts) {
        return new BalancerPreflight(snapshot, inquiry, terms).findings(starts);
    }

    @Override
    public @Nullable String indivisible() {
        return null;
    }

    @Override
    public Map<String, Set<InstanceId>> elsewhere(Set<InstanceId> instances) {
        return inquiry.registeredElsewhere(group, instances);
    }
}
