package dev.verdigris.testkit;

import dev.verdigris.model.GroupName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests to one target group. Between two changes of where requests go the split is the same, so time is
 * all that has to be measured.
 */
final class TrafficMeter {
    private final World world;
    private final SimulatedTargetGroup group;
    private final List<TrafficPool> pools = new ArrayList<>(1);
    private final TrafficPool everywhere = new TrafficPool(null);
    private final Map<String, TrafficPool> zones = new LinkedHashMap<>();
    private double requestsPerSecond;
    private double requestsPerNano;
    private boolean known;
    private long since;
    private boolean mixed;
    private boolean serving;
    private long cutOff;
    private long bothNanos;

    TrafficMeter(World world, SimulatedTargetGroup group) {
        this.world = world;
        this.group = group;
        pools.add(everywhere);
    }

    /** So many requests come from now on; those until now are counted. */
    void come(double perSecond) {
        requestsPerSecond = perSecond;
        requestsPerNano = perSecond / 1e9;
    }

    double requestsPerSecond() {
        return requestsPerSecond;
    }

    /** Where requests go is about to change: counts those until now. */
    void catchUp() {
        long nanos = world.now() - since;
        if (nanos > 0) {
            since = world.now();
            if (!known) {
                split();
            }
            count(nanos);
        }
    }

    /** Where requests go has changed. */
    void changed() {
        known = false;
    }

    /** An instance ended while requests were in flight to it: one at least is lost. */
    void cutOff() {
        if (requestsPerNano > 0) {
            cutOff++;
        }
    }

    private void count(long nanos) {
        if (!serving) {
            return;
        }
        double requests = nanos * requestsPerNano;
        for (TrafficPool pool : pools) {
            pool.count(requests);
        }
        bothNanos += mixed ? nanos : 0;
    }

    private void split() {
        known = true;
        serving = group.inUse();
        Set<String> zonesInDns = group.crossZone() ? Set.of() : group.zonesInDns();
        for (TrafficPool pool : pools) {
            pool.rest();
        }
        if (zonesInDns.isEmpty()) {
            everywhere.split(1, group.registrations(), group.healthyShare().routing());
        }
        for (String zone : zonesInDns) {
            zone(zone)
                    .split(
                            1.0 / zonesInDns.size(),
                            group.registrations(),
                            group.healthyShare().routing());
        }
        mixed = mixed();
    }

    private TrafficPool zone(String zone) {
        return zones.computeIfAbsent(zone, name -> {
            TrafficPool pool = new TrafficPool(name);
            pools.add(pool);
            return pool;
        });
    }

    private boolean mixed() {
        String version = null;
        for (TrafficPool pool : pools) {
            if (!pool.answersOnly(version)) {
                return true;
            }
            version = version == null ? pool.version() : version;
        }
        return false;
    }

    /** What became of the requests to some target groups. */
    static TrafficReport report(Iterable<TrafficMeter> meters) {
        Map<String, Double> byVersion = new LinkedHashMap<>();
        Map<GroupName, Double> byGroup = new LinkedHashMap<>();
        double unanswered = 0;
        double refused = 0;
        long cutOff = 0;
        long bothNanos = 0;
        for (TrafficMeter meter : meters) {
            for (TrafficPool pool : meter.pools) {
                for (TrafficPool.Share share : pool.shares()) {
                    enter(share, byVersion, byGroup);
                }
                unanswered += pool.unanswered();
                refused += pool.refused();
            }
            cutOff += meter.cutOff;
            bothNanos += meter.bothNanos;
        }
        return new TrafficReport(
                whole(byVersion),
                whole(byGroup),
                whole(unanswered),
                whole(refused),
                cutOff,
                Duration.ofNanos(bothNanos));
    }

    private static void enter(TrafficPool.Share share, Map<String, Double> byVersion, Map<GroupName, Double> byGroup) {
        if (share.requests() > 0) {
            byVersion.merge(share.version(), share.requests(), Double::sum);
            @Nullable SimulatedGroup owner = share.owner();
            if (owner != null) {
                byGroup.merge(owner.name(), share.requests(), Double::sum);
            }
        }
    }

    private static <K> Map<K, Long> whole(Map<K, Double> requests) {
        Map<K, Long> whole = new LinkedHashMap<>();
        requests.forEach((key, count) -> whole.put(key, whole(count)));
        return whole;
    }

    /** Rounded up, but for what only the arithmetic added. */
    private static long whole(double requests) {
        return (long) Math.ceil(requests - 1e-6);
    }
}
