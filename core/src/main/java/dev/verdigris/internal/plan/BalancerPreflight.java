package dev.verdigris.internal.plan;

import dev.verdigris.internal.step.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetHealth;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the target group and its load balancers must be for new targets to be registered and to become healthy. */
final class BalancerPreflight {

    /** From so many targets on, the account's quota is read. AWS's default is 1,000 targets a load balancer. */
    private static final int NEAR_QUOTA = 800;

    private final Survey survey;

    BalancerPreflight(Survey survey) {
        this.survey = survey;
    }

    void used() {
        if (!survey.targetGroup().inUse()) {
            survey.find(
                    "expected " + survey.targetGroup().name() + " to be used by a listener, found that none does",
                    "point a listener or one of its rules to it; the targets of an unused group never become healthy");
        }
    }

    /** What must be so before new instances are registered beside the live ones. */
    void registers(Terms terms, int ports) {
        List<LoadBalancer> balancers =
                survey.targetGroup().inUse() ? survey.inquiry().loadBalancers(survey.targetGroup()) : List.of();
        balancers.forEach(balancer -> zones(balancer, survey.fleet(terms.to())));
        quota(UnitPreflight.instances(survey, terms) * ports, balancers);
        share(terms);
    }

    private void zones(LoadBalancer balancer, Fleet fleet) {
        Set<String> dark = new TreeSet<>(fleet.traits().zones());
        dark.removeAll(balancer.zones());
        if (!balancer.zones().isEmpty() && !dark.isEmpty()) {
            survey.find(
                    "expected every zone of " + fleet.group() + " to be enabled for the load balancer "
                            + balancer.name()
                            + ", found " + Words.list(dark) + " not among "
                            + Words.list(new TreeSet<>(balancer.zones()))
                            + ": targets there never get a request",
                    "enable " + Words.list(dark) + " for the load balancer, or take it out of the group's zones");
        }
    }

    private void quota(int coming, List<LoadBalancer> balancers) {
        int others =
                balancers.stream().mapToInt(LoadBalancer::otherTargets).max().orElse(0);
        int together = registered() + coming + others;
        if (together <= NEAR_QUOTA) {
            return;
        }
        int quota = survey.inquiry().targetQuota();
        if (together > quota) {
            survey.find(
                    "expected room for " + together + " targets while both fleets are registered"
                            + (others == 0
                                    ? ""
                                    : " (" + others + " of them in other target groups of the load balancer)")
                            + ", found a quota of " + quota + " for each load balancer",
                    "ask AWS for a higher quota of targets per Application Load Balancer");
        }
    }

    private int registered() {
        return survey.targets.registered(Color.BLUE).size()
                + survey.targets.registered(Color.GREEN).size()
                + survey.targets.unrecognized().size();
    }

    /** A fleet that cannot be registered in steps small enough lets the healthy share fall for a while. */
    private void share(Terms terms) {
        TargetGroup group = survey.targetGroup();
        Color from = terms.from();
        if (from == null) {
            return;
        }
        int live = survey.targets.registered(from).size();
        if (live > 0 && group.healthyShare().room(live, live) == 0) {
            survey.warn(
                    "expected new targets to leave enough of " + group.name() + " healthy until they are, found that it"
                            + " asks for " + group.healthyShare() + " and has " + live + " registered: with each that"
                            + " comes, the load balancer sends requests to all targets or leaves the zone for a while",
                    "they are registered one at a time; lower the thresholds of the target group's health to let"
                            + " more come at once");
        }
    }

    /** Targets on a port that most of their fleet is not on. */
    void strayPorts(Color active) {
        Ports ports = Ports.of(survey.targets.registered(active));
        if (!ports.strays().isEmpty()) {
            survey.warn(
                    "expected every member of " + survey.environment.group(active) + " on the same ports, "
                            + Words.list(ports.meant()) + ", found besides "
                            + Words.list(ports.strays().stream()
                                    .map(TargetHealth::target)
                                    .toList()),
                    "deregister it if it is a slip; new members are not registered there");
        }
    }

    /** What registration cannot do for the fleet that is to serve. */
    void scaleIn(Terms terms) {
        int least = terms.activeMin();
        if (terms.expected() > least) {
            survey.warn(
                    "expected members to drain before Auto Scaling ends them, found that registration cannot see to it"
                            + " when the serving fleet is scaled in from " + terms.expected() + " to " + least,
                    "hold its minimum at its size, or give both groups a termination hook (docs/strategies.md)");
        }
    }
}
