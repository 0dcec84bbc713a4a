package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.plan.Snapshot;
import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an Auto Scaling group must be to serve through a target group of its own: attached to it, so that Auto Scaling
 * registers what it launches, also long after a deployment, and has drain what it ends; or, like the other group, attached
 * to none, so that its members are registered by hand.
 */
final class AttachmentFindings {
    private static final String PROCESS = "AddToLoadBalancer";

    private final Fleet fleet;
    private final TargetGroup own;
    private final TargetGroup other;
    private final boolean byHand;

    AttachmentFindings(Snapshot snapshot, Color color) {
        ForwardingRoute route = ForwardingState.of(snapshot.traffic()).route();
        this.fleet = snapshot.fleet(color);
        this.own = route.group(color);
        this.other = route.group(color.other());
        this.byHand = route.byHand() != null;
    }

    /** The target groups that it is attached to besides its own. */
    static Set<String> elsewhere(Snapshot snapshot, Fleet fleet) {
        ForwardingRoute route = ForwardingState.of(snapshot.traffic()).route();
        Set<String> others = new TreeSet<>(fleet.attachedTargetGroups());
        others.remove(route.arn(fleet.group().equals(snapshot.blue().group()) ? Color.BLUE : Color.GREEN));
        return others;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Set<String> attached = new TreeSet<>(fleet.attachedTargetGroups());
        if (!attached.remove(own.arn()) && !byHand) {
            findings.add(new Finding(
                    "expected " + fleet.group() + " to be attached to " + own.name()
                            + ", so that Auto Scaling registers"
                            + " what it launches there and has drain what it ends, found it attached to "
                            + (attached.isEmpty() ? "no target group" : Words.list(attached)),
                    "attach it: aws autoscaling attach-traffic-sources --auto-scaling-group-name " + fleet.group()
                            + " --traffic-sources Identifier=" + own.arn()
                            + ",Type=elbv2; where instances are to be registered one by one, detach both groups"));
        }
        if (attached.remove(other.arn())) {
            findings.add(new Finding(
                    "expected " + fleet.group() + " to be attached to " + own.name() + " alone, found it attached to "
                            + other.name() + " too, so that it gets the other color's requests",
                    "detach " + other.name() + " from the Auto Scaling group"));
        }
        if (!attached.isEmpty()) {
            findings.add(new Finding(
                    "expected " + fleet.group() + " to serve through " + own.name() + " alone, found it attached to "
                            + Words.list(attached),
                    "name the target group that it serves through, or detach the others from the Auto Scaling group"));
        }
        if (!byHand && fleet.suspendedProcesses().contains(PROCESS)) {
            findings.add(new Finding(
                    "expected " + fleet.group() + " to register what it launches, found its process " + PROCESS
                            + " suspended; what is launched meanwhile is never registered",
                    "resume it: aws autoscaling resume-processes --auto-scaling-group-name " + fleet.group()
                            + " --scaling-processes " + PROCESS));
        }
        return findings;
    }
}
