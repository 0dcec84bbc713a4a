package dev.verdigris.internal.strategy.forwarding;

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
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare.Threshold;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.TargetGroups;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Adoption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The preflight of forwarding. */
final class ForwardingPreflight implements TrafficPreflight {
    private final Snapshot snapshot;
    private final ForwardingState state;
    private final ForwardingRoute route;
    private final TargetGroups targetGroups;
    private final Listeners listeners;

    ForwardingPreflight(Snapshot snapshot, TargetGroups targetGroups, Listeners listeners) {
        this.snapshot = snapshot;
        this.state = ForwardingState.of(snapshot.traffic());
        this.route = state.route();
        this.targetGroups = targetGroups;
        this.listeners = listeners;
    }

    @Override
    public List<Finding> unreadable() {
        return new RouteFindings(state).obstacles();
    }

    @Override
    public List<Finding> fleet(Color color) {
        return new AttachmentFindings(snapshot, color).findings();
    }

    @Override
    public Set<String> attachedElsewhere(Fleet fleet) {
        return AttachmentFindings.elsewhere(snapshot, fleet);
    }

    @Override
    public List<Finding> shift(Terms terms, boolean starts) {
        List<Finding> findings = new ArrayList<>(new RouteFindings(state).others());
        agreement(terms, findings);
        if (route.byHand() != null) {
            findings.add(byHand());
        }
        if (starts) {
            findings.addAll(new TwinFindings(state, targetGroups).findings());
            room(terms, findings);
            failover(terms, findings);
            if (route.byHand() == null) {
                findings.addAll(ReplacementFindings.of(snapshot.fleet(terms.to()), route.group(terms.to())));
            }
        }
        shared(terms, findings);
        return findings;
    }

    private Finding byHand() {
        return new Finding(
                "expected " + snapshot.blue().group() + " and "
                        + snapshot.green().group() + " to be attached to "
                        + route.blue().name() + " and "
                        + route.green().name() + ", so that Auto Scaling registers what it launches and has drain what"
                        + " it ends, found that neither is: their members are registered one by one, and after the"
                        + " deployment by nobody",
                "attach both, or reconcile on a schedule (docs/strategies.md)",
                true);
    }

    /** A route that says something else than the others sends a part of the requests to nobody. */
    private void agreement(Terms terms, List<Finding> findings) {
        Color from = terms.from();
        if (from != null && !state.at(from)) {
            findings.add(new Finding(
                    "expected every route to forward to " + from + " alone, found " + Words.list(state.told()),
                    "reconcile, or give the target group of " + from + " all the weight"));
        }
    }

    private void room(Terms terms, List<Finding> findings) {
        List<LoadBalancer> balancers = balancers();
        for (LoadBalancer balancer : balancers) {
            Finding dark = BalancerFindings.zones(balancer, snapshot.fleet(terms.to()));
            if (dark != null) {
                findings.add(dark);
            }
        }
        int own = 0;
        for (Color color : Color.values()) {
            own += state.registered(color).size();
        }
        int others =
                balancers.stream().mapToInt(LoadBalancer::otherTargets).max().orElse(0);
        int idle = state.registered(terms.to()).size();
        Finding full = BalancerFindings.quota(
                own + UnitPreflight.instances(snapshot, terms), Math.max(0, others - idle), targetGroups::targetQuota);
        if (full != null) {
            findings.add(full);
        }
    }

    /** Those of the color that serves, or where nobody does of whichever is used. */
    private List<LoadBalancer> balancers() {
        for (Color color : Color.values()) {
            TargetGroup group = route.group(color);
            if (group.inUse()) {
                return targetGroups.loadBalancers(group);
            }
        }
        return List.of();
    }

    /** A zone in which the new fleet has fewer healthy targets than that leaves the DNS, for both colors. */
    private void failover(Terms terms, List<Finding> findings) {
        TargetGroup group = route.group(terms.to());
        Threshold threshold = group.healthyShare().failover();
        if (threshold.count() > 1 || threshold.percent() > 0) {
            findings.add(new Finding(
                    "expected the new fleet to leave the DNS of the load balancer alone while it starts, found that "
                            + group.name() + " asks for " + threshold + " in each zone, or the zone is left by all"
                            + " requests, those of the live fleet, too",
                    "set target_group_health.dns_failover of both target groups to 1 or to off",
                    true));
        }
    }

    /**
     * Another rule that names a target group of ours sends its requests there whichever color serves: also to a group that is
     * adopted and emptied, where nobody answers them then.
     */
    private void shared(Terms terms, List<Finding> findings) {
        Adoption adoption = terms.verb().adopts();
        boolean answered = adoption == null || adoption.keep();
        Set<String> own = new LinkedHashSet<>();
        state.found().forEach(way -> own.add(way.arn()));
        Set<String> groups = Set.of(route.arn(Color.BLUE), route.arn(Color.GREEN));
        for (Listeners.Route other : listeners.using(state.found().get(0).loadBalancer(), groups)) {
            boolean sends = groups.stream().anyMatch(group -> other.split().weight(group) > 0);
            if (sends && !own.contains(other.arn())) {
                findings.add(new Finding(
                        "expected the target groups to get requests by " + route.name() + " alone, found that "
                                + other.name() + " forwards to them too (" + route.words(other.split())
                                + "), and goes on doing so whichever color serves",
                        "name it as one more route, unless it is there for tests",
                        answered));
            }
        }
    }

    @Override
    public @Nullable String indivisible() {
        return null;
    }

    @Override
    public Map<String, Set<InstanceId>> elsewhere(Set<InstanceId> instances) {
        Map<String, Set<InstanceId>> elsewhere =
                new HashMap<>(targetGroups.registeredElsewhere(route.blue(), instances));
        elsewhere.remove(route.arn(Color.GREEN));
        return elsewhere;
    }
}
