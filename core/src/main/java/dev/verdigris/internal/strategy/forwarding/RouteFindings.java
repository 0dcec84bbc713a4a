package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.port.Listeners;
import dev.verdigris.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the routes and target groups must be for requests to be forwarded, as one look shows it. */
final class RouteFindings {

    /** As many target groups may be in one action (ELBv2 quota "Target groups per action"; not adjustable). */
    private static final int MOST = 5;

    private final ForwardingState state;
    private final ForwardingRoute route;

    RouteFindings(ForwardingState state) {
        this.state = state;
        this.route = state.route();
    }

    /** Why traffic cannot be read, or no route be written; empty if it can. */
    List<Finding> obstacles() {
        List<Finding> obstacles = new ArrayList<>();
        for (Color color : Color.values()) {
            TargetGroup group = route.group(color);
            if (!group.kind().equals(TargetGroup.INSTANCES)) {
                obstacles.add(new Finding(
                        "expected the targets of " + group.name() + " to be instances, found a target group of kind '"
                                + group.kind() + "'",
                        "name a target group of kind '" + TargetGroup.INSTANCES + "'"));
            }
        }
        Set<String> balancers = new TreeSet<>();
        for (Listeners.Route way : state.found()) {
            balancers.add(way.loadBalancer());
            if (way.obstacle() != null) {
                obstacles.add(way.obstacle());
            }
        }
        if (balancers.size() > 1) {
            obstacles.add(new Finding(
                    "expected every route to be of one load balancer, since AWS associates a target group with no"
                            + " more than one (its error TargetGroupAssociationLimit), found "
                            + Words.list(balancers),
                    "make an environment of its own for each load balancer"));
        }
        return obstacles;
    }

    /** What else is in the actions, and would be in the way. */
    List<Finding> others() {
        List<Finding> findings = new ArrayList<>();
        for (Listeners.Route way : state.found()) {
            Set<String> others = new TreeSet<>();
            way.split().weights().forEach((arn, weight) -> {
                boolean own = arn.equals(route.arn(Color.BLUE)) || arn.equals(route.arn(Color.GREEN));
                if (!own && weight > 0) {
                    others.add(arn);
                }
            });
            if (!others.isEmpty()) {
                findings.add(new Finding(
                        "expected " + way.name() + " to forward to "
                                + route.blue().name() + " and "
                                + route.green().name() + " alone, found that it sends requests to "
                                + Words.list(others),
                        "give it weight 0, or take it out of the action"));
            }
            int groups = route.form(way.split()).weights().size();
            if (groups > MOST) {
                findings.add(new Finding(
                        "expected room for the target groups of both colors in " + way.name() + ", found that there"
                                + " would be " + groups + ", and an action may have " + MOST,
                        "take a target group out of the action that it does not need"));
            }
        }
        return findings;
    }
}
