package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupTraits.HealthChecks;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.report.Finding;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What a load balancer must be for more targets to get requests, whichever strategy brings them there. */
public final class BalancerFindings {

    /** From so many targets on, the account's quota is read. AWS's default is 1,000 targets a load balancer. */
    private static final int NEAR_QUOTA = 800;

    private BalancerFindings() {}

    /** What is wrong with the zones of a fleet; null if every one is enabled, or nobody can tell. */
    public static @Nullable Finding zones(LoadBalancer balancer, Fleet fleet) {
        Set<String> dark = new TreeSet<>(fleet.traits().zones());
        dark.removeAll(balancer.zones());
        if (balancer.zones().isEmpty() || dark.isEmpty()) {
            return null;
        }
        return new Finding(
                "expected every zone of " + fleet.group() + " to be enabled for the load balancer " + balancer.name()
                        + ", found " + Words.list(dark) + " not among "
                        + Words.list(new TreeSet<>(balancer.zones()))
                        + ": targets there never get a request",
                "enable " + Words.list(dark) + " for the load balancer, or take it out of the group's zones");
    }

    /** Whether new members get the time to become healthy before Auto Scaling replaces them; null if they do. */
    public static @Nullable Finding grace(Fleet fleet, TargetGroup group) {
        HealthChecks checks = fleet.traits().health();
        if (!checks.byLoadBalancer() || !checks.grace().isZero()) {
            return null;
        }
        return new Finding(
                "expected " + fleet.group() + " to leave new members the time to become healthy in " + group.name()
                        + ", found a grace period of " + Words.duration(checks.grace())
                        + ": Auto Scaling replaces each that fails its health checks while others pass them",
                "set a grace period in which an instance boots: aws autoscaling update-auto-scaling-group"
                        + " --health-check-type ELB --health-check-grace-period 300 --auto-scaling-group-name "
                        + fleet.group(),
                true);
    }

    /**
     * Whether there is room for the targets of both fleets; null if there is.
     *
     * @param own how many the environment has while both are registered
     * @param others how many other target groups of the load balancer have
     * @param quota how many a load balancer may have; it is asked only where they come near the default
     */
    public static @Nullable Finding quota(int own, int others, IntSupplier quota) {
        int together = own + others;
        if (together <= NEAR_QUOTA) {
            return null;
        }
        int most = quota.getAsInt();
        if (together <= most) {
            return null;
        }
        return new Finding(
                "expected room for " + together + " targets while both fleets are registered"
                        + (others == 0 ? "" : " (" + others + " of them in other target groups of the load balancer)")
                        + ", found a quota of " + most + " for each load balancer",
                "ask AWS for a higher quota of targets per Application Load Balancer");
    }
}
