package dev.verdigris.testkit;

import dev.verdigris.model.GroupName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up what became of requests into a report. */
final class TrafficSum {
    private final Map<String, Double> byVersion = new LinkedHashMap<>();
    private final Map<String, Double> whilePropagating = new LinkedHashMap<>();
    private final Map<GroupName, Double> byGroup = new LinkedHashMap<>();
    private double unanswered;
    private double refused;
    private long cutOff;
    private long bothNanos;
    private long bothPropagatingNanos;

    void add(TrafficPool.Share share) {
        if (share.requests() > 0) {
            byVersion.merge(share.version(), share.requests(), Double::sum);
            if (share.owner() != null) {
                byGroup.merge(share.owner().name(), share.requests(), Double::sum);
            }
        }
        if (share.whilePropagating() > 0) {
            whilePropagating.merge(share.version(), share.whilePropagating(), Double::sum);
        }
    }

    void unanswered(double requests) {
        unanswered += requests;
    }

    void refused(double requests) {
        refused += requests;
    }

    void cutOff(long requests) {
        cutOff += requests;
    }

    void both(long nanos, long ofItPropagating) {
        bothNanos += nanos;
        bothPropagatingNanos += ofItPropagating;
    }

    TrafficReport report() {
        return new TrafficReport(
                whole(byVersion),
                whole(byGroup),
                whole(unanswered),
                whole(refused),
                cutOff,
                Duration.ofNanos(bothNanos),
                whole(whilePropagating),
                Duration.ofNanos(bothPropagatingNanos));
    }

    private static <K> Map<K, Long> whole(Map<K, Double> requests) {
        Map<K, Long> whole = new LinkedHashMap<>();
        requests.forEach((key, count) -> whole.put(key, whole(count)));
        return whole;
    }

    /** A count rounded up, but for what only the arithmetic added. */
    private static long whole(double requests) {
        return (long) Math.ceil(requests - 1e-6);
    }
}
