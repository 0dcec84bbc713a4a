package dev.verdigris.internal.strategy.forwarding;

import dev.verdigris.internal.plan.BalancerFindings;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.report.Finding;
import java.util.ArrayList;
import java.util.List;

/** Whether Auto Scaling replaces what is sick in a new fleet, and nothing else; where it is attached to its target group. */
final class ReplacementFindings {

    /** By these a group finds out what is sick, and replaces it. */
    private static final List<String> PROCESSES = List.of("HealthCheck", "ReplaceUnhealthy");

    private ReplacementFindings() {}

    static List<Finding> of(Fleet fleet, TargetGroup group) {
        List<Finding> findings = new ArrayList<>();
        Finding grace = BalancerFindings.grace(fleet, group);
        if (grace != null) {
            findings.add(grace);
        }
        for (String process : PROCESSES) {
            if (fleet.suspendedProcesses().contains(process)) {
                findings.add(new Finding(
                        "expected " + fleet.group() + " to replace what is sick, found its process " + process
                                + " suspended: a new member that does not become healthy stays, and so does one that"
                                + " fails later",
                        "resume it: aws autoscaling resume-processes --auto-scaling-group-name " + fleet.group()
                                + " --scaling-processes " + process,
                        true));
            }
        }
        return findings;
    }
}
