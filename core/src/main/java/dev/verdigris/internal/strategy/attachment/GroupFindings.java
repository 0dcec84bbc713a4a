package dev.verdigris.internal.strategy.attachment;

import dev.verdigris.internal.plan.BalancerFindings;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupTraits.HealthChecks;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.report.Finding;
import java.util.ArrayList;
import java.util.List;

/** What an Auto Scaling group must be, so that an attachment does for it what it is for. */
final class GroupFindings {
    private static final String PROCESS = "AddToLoadBalancer";

    private final Fleet fleet;
    private final TargetGroup targetGroup;

    private GroupFindings(Fleet fleet, TargetGroup targetGroup) {
        this.fleet = fleet;
        this.targetGroup = targetGroup;
    }

    /** @param starts whether instances are started there */
    static List<Finding> of(Fleet fleet, TargetGroup targetGroup, boolean starts) {
        GroupFindings found = new GroupFindings(fleet, targetGroup);
        List<Finding> findings = new ArrayList<>();
        if (fleet.suspendedProcesses().contains(PROCESS)) {
            findings.add(found.suspended(!starts));
        }
        if (starts) {
            findings.addAll(found.health());
        }
        return findings;
    }

    private Finding suspended(boolean warning) {
        return new Finding(
                "expected " + fleet.group() + " to register what it launches, found its process " + PROCESS
                        + " suspended; what is launched meanwhile is never registered",
                "resume it: aws autoscaling resume-processes --auto-scaling-group-name " + fleet.group()
                        + " --scaling-processes " + PROCESS,
                warning);
    }

    private List<Finding> health() {
        HealthChecks checks = fleet.traits().health();
        if (!checks.byLoadBalancer()) {
            return List.of(new Finding(
                    "expected " + fleet.group() + " to replace what the load balancer finds unhealthy, found that its"
                            + " health checks are those of EC2 alone: a member whose application fails stays",
                    "switch them on, with a grace period in which an instance boots: " + update("300"),
                    true));
        }
        Finding grace = BalancerFindings.grace(fleet, targetGroup);
        return grace == null ? List.of() : List.of(grace);
    }

    private String update(String grace) {
        return "aws autoscaling update-auto-scaling-group --health-check-type ELB --health-check-grace-period " + grace
                + " --auto-scaling-group-name " + fleet.group();
    }
}
