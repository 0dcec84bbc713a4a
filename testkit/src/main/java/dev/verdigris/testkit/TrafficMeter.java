package dev.verdigris.testkit;

import dev.verdigris.model.GroupName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests to one target group. Between two changes of where requests go the split is the same, so time is
 * all that has to be measured.
 */
final class TrafficMeter {
    private final World world;
    private double requestsPerSecond;
    private double requestsPerNano;
    private final List<Share> shares = new ArrayList<>();
    private boolean known;
    private long since;
    private long routed;
    private long unwell;
    private boolean mixed;
    private boolean serving;
    private double unanswered;
    private double refused;
    private long cutOff;
    private long bothNanos;

    TrafficMeter(World world) {
        this.world = world;
    }

    /** So many requests come from now on; those until now are counted. */
    void come(double perSecond) {
        requestsPerSecond = perSecond;
        requestsPerNano = perSecond / 1e9;
    }

    double requestsPerSecond() {
        return requestsPerSecond;
    }

    /** Where requests go is about to change: counts those until now. The targets are those there were until now. */
    void settle(Iterable<SimulatedTarget> targets, boolean inUse) {
        long nanos = world.now() - since;
        if (nanos > 0) {
            since = world.now();
            if (!known) {
                split(targets, inUse);
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
        double requests = nanos * requestsPerNano;
        if (!serving) {
            return;
        }
        if (routed == 0) {
            refused += requests;
            return;
        }
        unanswered += requests * unwell / routed;
        for (Share share : shares) {
            share.requests += requests * share.targets / routed;
        }
        bothNanos += mixed ? nanos : 0;
    }

    /** Healthy targets get the requests; where there is none, all that are registered do. */
    private void split(Iterable<SimulatedTarget> targets, boolean inUse) {
        known = true;
        serving = inUse;
        routed = 0;
        unwell = 0;
        boolean failOpen = true;
        for (SimulatedTarget target : targets) {
            if (target.isHealthy()) {
                failOpen = false;
                break;
            }
        }
        for (Share share : shares) {
            share.targets = 0;
        }
        for (SimulatedTarget target : targets) {
            if (target.isHealthy() || (failOpen && target.isFailOpen())) {
                routed++;
                if (target.instance().answers()) {
                    share(target.instance()).targets++;
                } else {
                    unwell++;
                }
            }
        }
        mixed = mixed();
    }

    private boolean mixed() {
        String version = null;
        for (Share share : shares) {
            if (share.targets > 0) {
                if (version != null && !version.equals(share.version)) {
                    return true;
                }
                version = share.version;
            }
        }
        return false;
    }

    private Share share(SimulatedInstance instance) {
        for (Share share : shares) {
            if (share.version.equals(instance.version()) && share.owner == instance.owner()) {
                return share;
            }
        }
        Share share = new Share(instance.version(), instance.owner());
        shares.add(share);
        return share;
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
            for (Share share : meter.shares) {
                if (share.requests > 0) {
                    byVersion.merge(share.version, share.requests, Double::sum);
                    if (share.owner != null) {
                        byGroup.merge(share.owner.name(), share.requests, Double::sum);
                    }
                }
            }
            unanswered += meter.unanswered;
            refused += meter.refused;
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

    private static <K> Map<K, Long> whole(Map<K, Double> requests) {
        Map<K, Long> whole = new LinkedHashMap<>();
        requests.forEach((key, count) -> whole.put(key, whole(count)));
        return whole;
    }

    /** Rounded up, but for what only the arithmetic added. */
    private static long whole(double requests) {
        return (long) Math.ceil(requests - 1e-6);
    }

    /** What the instances of one version in one group have answered. */
    private static final class Share {
        private final String version;
        private final @Nullable SimulatedGroup owner;
        private long targets;
        private double requests;

        Share(String version, @Nullable SimulatedGroup owner) {
            this.version = version;
            this.owner = owner;
        }
    }
}
