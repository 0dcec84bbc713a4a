package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Environment;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedListener;
import dev.verdigris.testkit.SimulatedLoadBalancer;
import dev.verdigris.testkit.SimulatedTargetGroup;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the requests that are lost of those which come by the listeners that served when the world began. From the moment
 * when a shutdown takes traffic away until something else has all of them serve again, nobody is to answer, and none is lost.
 * Nor are those that no deployment is to be blamed for.
 */
final class LostRequests {
    /** How many had failed when the count began, or went on. */
    private final Map<SimulatedListener, Long> before = new LinkedHashMap<>();

    private final FallenShare share;
    /** How many had failed when the healthy share fell by no fault of a deployment; empty while it is kept. */
    private final Map<SimulatedListener, Long> fallen = new LinkedHashMap<>();

    private long counted;
    private boolean outOfService;
    private boolean returning;

    LostRequests(SimulatedCloud cloud, Environment environment) {
        this.share = new FallenShare(cloud, environment);
        for (SimulatedLoadBalancer balancer : cloud.loadBalancers()) {
            for (SimulatedListener listener : balancer.listeners()) {
                if (serves(listener)) {
                    before.put(listener, listener.traffic().failed());
                }
            }
        }
        cloud.watch(world -> {
            excuse(share.excused());
            if (returning && before.keySet().stream().allMatch(LostRequests::servesInFull)) {
                outOfService = false;
                returning = false;
                before.replaceAll((listener, failed) -> listener.traffic().failed());
            }
        });
    }

    private void excuse(boolean falls) {
        if (falls && fallen.isEmpty()) {
            before.keySet()
                    .forEach(listener -> fallen.put(listener, listener.traffic().failed()));
        } else if (!falls && !fallen.isEmpty()) {
            before.replaceAll((listener, failed) -> failed + listener.traffic().failed() - failed(listener));
            fallen.clear();
        }
    }

    private long failed(SimulatedListener listener) {
        Long then = fallen.get(listener);
        return then == null ? listener.traffic().failed() : then;
    }

    /** Whether everybody that requests are still sent to can answer. */
    private static boolean serves(SimulatedListener listener) {
        boolean any = false;
        for (Map.Entry<SimulatedTargetGroup, Integer> entry : listener.weights().entrySet()) {
            boolean answers = entry.getKey().answering() > 0;
            if (!answers && (entry.getValue() > 0 || listener.reaches(entry.getKey()))) {
                return false;
            }
            any |= answers && entry.getValue() > 0;
        }
        return any;
    }

    /** Where too few of what comes back are healthy, the load balancer sends requests to those as well that are not yet. */
    private static boolean servesInFull(SimulatedListener listener) {
        return serves(listener)
                && listener.weights().entrySet().stream()
                        .allMatch(entry -> entry.getValue() == 0 || enoughHealthy(entry.getKey()));
    }

    private static boolean enoughHealthy(SimulatedTargetGroup group) {
        int registered = 0;
        int healthy = 0;
        for (TargetHealth target : group.targets()) {
            registered += target.out() ? 0 : 1;
            healthy += target.healthy() ? 1 : 0;
        }
        HealthyShare share = group.healthyShare();
        return share.routing().keptBy(healthy, registered) && share.failover().keptBy(healthy, registered);
    }

    /** A shutdown takes traffic away, be it at once or once what was told has done so. */
    void outOfService() {
        counted = count();
        outOfService = true;
        returning = false;
    }

    /** Something else than a shutdown changes traffic: from when all serve again, requests count. */
    void changed() {
        returning = outOfService;
    }

    /** How many have been lost since. */
    long count() {
        long lost = counted;
        if (!outOfService) {
            for (Map.Entry<SimulatedListener, Long> entry : before.entrySet()) {
                lost += failed(entry.getKey()) - entry.getValue();
            }
        }
        return lost;
    }
}
