package dev.verdigris.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests that one route sends to one target group. Between two changes of where requests go the split is
 * the same, so time is all that has to be measured.
 */
final class TrafficMeter {
    private final World world;
    private final SimulatedTargetGroup group;
    private final List<TrafficPool> pools = new ArrayList<>(1);
    private final TrafficPool everywhere = new TrafficPool(null);
    private final Map<String, TrafficPool> zones = new LinkedHashMap<>();
    private double part;
    /** When the last request may have been sent, if none is now. */
    private long restingSince = Long.MIN_VALUE;

    private boolean known;
    private boolean mixed;
    private long cutOff;
    private long bothNanos;
    private long bothPropagatingNanos;

    TrafficMeter(World world, SimulatedTargetGroup group) {
        this.world = world;
        this.group = group;
        pools.add(everywhere);
    }

    /** Such a part of the route's requests comes here from now on; those until now are counted. */
    void come(double ofAll) {
        if (part > 0 && ofAll == 0) {
            restingSince = world.now();
        }
        part = ofAll;
    }

    double part() {
        return part;
    }

    /** Where the requests to the target group go has changed. */
    void changed() {
        known = false;
    }

    /** Enters requests of the route, and their time, while a change was on its way to its nodes or not. */
    void count(double all, long nanos, boolean propagating) {
        split();
        double requests = all * part;
        for (TrafficPool pool : pools) {
            pool.count(requests, propagating);
        }
        bothNanos += mixed ? nanos : 0;
        bothPropagatingNanos += mixed && propagating ? nanos : 0;
    }

    /** Whether requests may be in flight to a target that gets requests now, or got them last. */
    boolean mayBeInFlight() {
        return part > 0
                || (restingSince != Long.MIN_VALUE
                        && world.now() - restingSince
                                < group.deregistrationDelay().toNanos());
    }

    /** An instance ended while requests were in flight to it: one at least is lost. */
    void cutOff() {
        cutOff++;
    }

    private void split() {
        if (known) {
            return;
        }
        known = true;
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
        mixed = !answersOnly(null);
    }

    private TrafficPool zone(String zone) {
        return zones.computeIfAbsent(zone, name -> {
            TrafficPool pool = new TrafficPool(name);
            pools.add(pool);
            return pool;
        });
    }

    /** Whether no other version than a given one answers, or if none is given at most one. */
    boolean answersOnly(@Nullable String version) {
        split();
        String only = version;
        for (TrafficPool pool : pools) {
            if (!pool.answersOnly(only)) {
                return false;
            }
            only = only == null ? pool.version() : only;
        }
        return true;
    }

    /** A version that answers here; null if none does. */
    @Nullable
    String version() {
        split();
        for (TrafficPool pool : pools) {
            if (pool.version() != null) {
                return pool.version();
            }
        }
        return null;
    }

    /** Adds what it has counted. */
    void enter(TrafficSum sum) {
        for (TrafficPool pool : pools) {
            pool.shares().forEach(sum::add);
            sum.unanswered(pool.unanswered());
            sum.refused(pool.refused());
        }
        sum.cutOff(cutOff);
    }

    /** The time for which more than one version answered here. */
    long bothNanos() {
        return bothNanos;
    }

    /** How much of that time a change was on its way to the nodes. */
    long bothPropagatingNanos() {
        return bothPropagatingNanos;
    }
}
