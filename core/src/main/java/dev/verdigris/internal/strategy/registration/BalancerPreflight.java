package dev.verdigris.internal.strategy.registration;

import dev.verdigris.internal.plan.BalancerFindings;
import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.plan.UnitPreflight;
import dev.verdigris.internal.targets.Ports;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.ColoredTargets;
import dev.verdigris.model.Color;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.model.LifecycleHook.Transition;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.report.Finding;
import dev.verdigris.request.Reconcile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that new targets can be registered in the target group, and can become healthy behind its load balancers. */
final class BalancerPreflight {

    private final Snapshot snapshot;
    private final Inquiry inquiry;
    private final Terms terms;
    private final TargetGroup group;
    private final ColoredTargets targets;
    private final List<Finding> findings = new ArrayList<>();

    BalancerPreflight(Snapshot snapshot, Inquiry inquiry, Terms terms) {
        this.snapshot = snapshot;
        this.inquiry = inquiry;
        this.terms = terms;
        PoolState state = PoolState.of(snapshot.traffic());
        this.group = state.group();
        this.targets = state.targets();
    }

    /** @param starts whether instances are started, and registered beside the live ones */
    List<Finding> findings(boolean starts) {
        used();
        if (starts) {
            registers();
        }
        Color from = terms.from();
        if (from != null) {
            strayPorts(from);
        }
        if (terms.verb().renews()) {
            scaleIn();
        }
        return findings;
    }

    private void find(String problem, String remedy) {
        findings.add(new Finding(problem, remedy));
    }

    private void warn(String problem, String remedy) {
        findings.add(new Finding(problem, remedy, true));
    }

    private void used() {
        if (!group.inUse()) {
            find(
                    "expected " + group.name() + " to be used by a listener, found that none does",
                    "point a listener or one of its rules to it; the targets of an unused group never become healthy");
        }
    }

    private void registers() {
        List<LoadBalancer> balancers = group.inUse() ? inquiry.loadBalancers(group) : List.of();
        balancers.forEach(balancer -> add(BalancerFindings.zones(balancer, snapshot.fleet(terms.to()))));
        int ports = PoolRoute.of(terms.route()).ports().size();
        int others =
                balancers.stream().mapToInt(LoadBalancer::otherTargets).max().orElse(0);
        int coming = UnitPreflight.instances(snapshot, terms) * ports;
        add(BalancerFindings.quota(registered() + coming, others, inquiry::targetQuota));
        share();
    }

    private void add(@Nullable Finding finding) {
        if (finding != null) {
            findings.add(finding);
        }
    }

    private int registered() {
        return targets.registered(Color.BLUE).size()
                + targets.registered(Color.GREEN).size()
                + targets.unrecognized().size();
    }

    /** A fleet that cannot be registered in steps small enough lets the healthy share fall for a while. */
    private void share() {
        Color from = terms.from();
        if (from == null) {
            return;
        }
        int live = targets.registered(from).size();
        if (live > 0 && group.healthyShare().room(live, live) == 0) {
            warn(
                    "expected new targets to leave enough of " + group.name() + " healthy until they are, found that it"
                            + " asks for " + group.healthyShare() + " and has " + live + " registered: with each that"
                            + " comes, the load balancer sends requests to all targets or leaves the zone for a while",
                    "they are registered one at a time; lower the thresholds of the target group's health to let"
                            + " more come at once");
        }
    }

    /** Targets on a port that most of their fleet is not on. */
    private void strayPorts(Color active) {
        Ports ports = Ports.of(targets.registered(active));
        if (!ports.strays().isEmpty()) {
            warn(
                    "expected every member of " + terms.environment().group(active) + " on the same ports, "
                            + Words.list(ports.meant()) + ", found besides "
                            + Words.list(ports.strays().stream()
                                    .map(TargetHealth::target)
                                    .toList()),
                    "deregister it if it is a slip; new members are not registered there");
        }
    }

    /** Warns of what registration cannot do for the fleet that is to serve, and of what its termination hook leaves open. */
    private void scaleIn() {
        int least = terms.activeMin();
        if (terms.expected() <= least) {
            return;
        }
        String expected =
                "expected members to drain before Auto Scaling ends them, found that registration cannot see to"
                        + " it when the serving fleet is scaled in from " + terms.expected() + " to " + least;
        LifecycleHook hook = longest(snapshot.hooks(terms.to(), Transition.TERMINATING));
        if (hook == null) {
            warn(expected, "hold its minimum at its size, or give both groups a termination hook (docs/strategies.md)");
            return;
        }
        Duration needed = group.deregistrationDelay()
                .plus(Reconcile.of(terms.environment()).stableFor());
        Duration spare = hook.heartbeat().minus(needed);
        String held = expected + ", while its termination hook " + hook.name() + " holds each for "
                + Words.duration(hook.heartbeat());
        if (spare.isNegative() || spare.isZero()) {
            warn(
                    held + ", of which reconcile and the drain take " + Words.duration(needed),
                    "give both groups a termination hook that holds for longer (docs/strategies.md)");
        } else {
            warn(held, "run reconcile more often than every " + Words.duration(spare) + ", which has them drain");
        }
    }

    private static @Nullable LifecycleHook longest(List<LifecycleHook> hooks) {
        return hooks.stream()
                .max(Comparator.comparing(LifecycleHook::heartbeat))
                .orElse(null);
    }
}
