package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.model.Traffic.Stickiness;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.TargetGroups;
import dev.verdigris.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How the two target groups are set: what should be alike, since either of them may get all requests. */
final class TwinFindings {

    /** What one action cannot forward to both of. */
    private static final Set<String> SAME = Set.of("Protocol", "ProtocolVersion", "VpcId");

    private static final String STICKY = "stickiness.enabled";

    private final ForwardingState state;
    private final ForwardingRoute route;
    private final Map<String, String> blue;
    private final Map<String, String> green;

    TwinFindings(ForwardingState state, TargetGroups targetGroups) {
        this.state = state;
        this.route = state.route();
        this.blue = targetGroups.settings(route.blue());
        this.green = targetGroups.settings(route.green());
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Set<String> keys = new TreeSet<>(blue.keySet());
        keys.addAll(green.keySet());
        for (String key : keys) {
            String inBlue = blue.getOrDefault(key, "none");
            String inGreen = green.getOrDefault(key, "none");
            if (!inBlue.equals(inGreen)) {
                findings.add(new Finding(
                        "expected " + key + " to be the same in both target groups, found " + inBlue + " in "
                                + route.blue().name() + " and " + inGreen + " in "
                                + route.green().name(),
                        SAME.contains(key)
                                ? "make a target group that is like the other one"
                                : "set both alike, or requests are served differently after the switch",
                        !SAME.contains(key)));
            }
        }
        if (sticky()) {
            notSticky(findings);
        }
        return findings;
    }

    private boolean sticky() {
        return "true".equals(blue.get(STICKY)) || "true".equals(green.get(STICKY));
    }

    /** "You must enable target group stickiness" (user guide of Application Load Balancers, sticky sessions). */
    private void notSticky(List<Finding> findings) {
        for (Listeners.Route way : state.found()) {
            boolean none = way.split().stickiness() == null || route.stickiness() == Stickiness.REMOVE;
            if (none) {
                findings.add(new Finding(
                        "expected " + way.name() + " to be sticky too, since a target group has sticky sessions and AWS"
                                + " asks for both, found "
                                + (way.split().stickiness() == null ? "that it is not" : "that it is not to stay so"),
                        "switch " + STICKY + " off in " + route.blue().name() + " and "
                                + route.green().name() + ", or have the route's stickiness on, and waited out"));
            }
        }
    }
}
