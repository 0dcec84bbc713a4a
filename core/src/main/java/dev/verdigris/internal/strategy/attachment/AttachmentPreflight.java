package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.plan.BalancerFindings;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.plan.TrafficPreflight;
import dev.verdigris.internal.plan.UnitPreflight;
import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.TargetGroups;
import dev.verdigris.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The preflight of attachment of one target group. */
final class AttachmentPreflight implements TrafficPreflight {
    private final Snapshot snapshot;
    private final AttachmentState state;
    private final TargetGroup group;
    private final TargetGroups targetGroups;
    private final Attachments attachments;

    AttachmentPreflight(Snapshot snapshot, TargetGroups targetGroups, Attachments attachments) {
        this.snapshot = snapshot;
        this.state = AttachmentState.of(snapshot.traffic());
        this.group = state.route().group();
        this.targetGroups = targetGroups;
        this.attachments = attachments;
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
        Set<String> others = attachedElsewhere(fleet);
        return others.isEmpty()
                ? List.of()
                : List.of(
                        new Finding(
                                "expected " + fleet.group() + " to serve through " + group.name()
                                        + " alone, found it attached to " + Words.list(others),
                                "name the target group that it serves through, or detach the others from the Auto Scaling group"));
    }

    @Override
    public Set<String> attachedElsewhere(Fleet fleet) {
        Set<String> others = new TreeSet<>(fleet.attachedTargetGroups());
        others.remove(group.arn());
        return others;
    }

    @Override
    public List<Finding> shift(Terms terms, boolean starts) {
        List<Finding> findings = new ArrayList<>();
        if (!group.inUse()) {
            findings.add(new Finding(
                    "expected " + group.name() + " to be used by a listener, found that none does",
                    "point a listener or one of its rules to it; the targets of an unused group never become healthy"));
        }
        Color from = terms.from();
        if (from != null) {
            serving(from, findings);
            coming(terms.to(), findings);
        }
        findings.addAll(GroupFindings.of(snapshot.fleet(terms.to()), group, starts));
        if (starts) {
            room(terms, findings);
        }
        return findings;
    }

    /** What serves must be registered by its attachment alone, or detaching would leave some of it there. */
    private void serving(Color from, List<Finding> findings) {
        Fleet fleet = snapshot.fleet(from);
        if (!state.attachedTo(from)) {
            findings.add(new Finding(
                    "expected " + fleet.group() + ", which serves, to be attached to " + group.name()
                            + ", found its members registered there one by one",
                    "reconcile, which attaches it; where its members are to be registered one by one, move traffic by"
                            + " registration"));
        }
        List<Target> elsewhere = state.registered(from).stream()
                .map(TargetHealth::target)
                .filter(target -> target.port() != group.port())
                .toList();
        if (!elsewhere.isEmpty()) {
            findings.add(new Finding(
                    "expected every member of " + fleet.group() + " on port " + group.port()
                            + ", on which Auto Scaling registers and deregisters it, found besides "
                            + Words.list(elsewhere),
                    "deregister those that somebody has registered by hand"));
        }
    }

    /** What comes must not be attached yet, or what it launches gets requests before it was ever healthy. */
    private void coming(Color to, List<Finding> findings) {
        Fleet fleet = snapshot.fleet(to);
        if (state.attachedTo(to)
                && AttachedGroups.in(attachments.of(fleet.group()).get(group.arn()))) {
            findings.add(new Finding(
                    "expected " + group.name() + " to be attached to one group alone, found it attached to "
                            + fleet.group() + ", too, so that each instance that it launches gets requests",
                    "reconcile, which detaches it"));
        }
    }

    private void room(Terms terms, List<Finding> findings) {
        List<LoadBalancer> balancers = group.inUse() ? targetGroups.loadBalancers(group) : List.of();
        balancers.forEach(balancer -> add(BalancerFindings.zones(balancer, snapshot.fleet(terms.to())), findings));
        int others =
                balancers.stream().mapToInt(LoadBalancer::otherTargets).max().orElse(0);
        int registered = state.registered(Color.BLUE).size()
                + state.registered(Color.GREEN).size()
                + state.targets().unrecognized().size();
        int coming = UnitPreflight.instances(snapshot, terms);
        add(BalancerFindings.quota(registered + coming, others, targetGroups::targetQuota), findings);
        share(registered, coming, findings);
    }

    private static void add(@Nullable Finding finding, List<Finding> findings) {
        if (finding != null) {
            findings.add(finding);
        }
    }

    /** All members come at once, before any of them is healthy. */
    private void share(int registered, int coming, List<Finding> findings) {
        if (registered > 0 && group.healthyShare().room(registered, registered) < coming) {
            findings.add(new Finding(
                    "expected new targets to leave enough of " + group.name() + " healthy until they are, found that it"
                            + " asks for " + group.healthyShare() + ", and that an attachment registers all "
                            + Words.count(coming, "new instance") + " at once: the load balancer sends requests to all"
                            + " targets or leaves the zone until enough of them are healthy",
                    "lower the thresholds of the target group's health, or move traffic by registration, which brings"
                            + " them in waves",
                    true));
        }
    }

    @Override
    public String indivisible() {
        return group.name() + " is attached to an Auto Scaling group as a whole";
    }

    @Override
    public Map<String, Set<InstanceId>> elsewhere(Set<InstanceId> instances) {
        return targetGroups.registeredElsewhere(group, instances);
    }
}
