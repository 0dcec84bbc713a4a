package dev.verdigris.testkit;

import dev.verdigris.model.GroupName;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The report of the requests so far. They come at a constant rate and are computed, not sent: each count is rounded up,
 * so that not even a part of a lost request goes unseen.
 *
 * @param byVersion how many each version answered
 * @param byGroup how many the instances of each group answered
 * @param unanswered how many went to an instance that does not answer: gone, not ready, or failing
 * @param refused how many found no target and were answered by the load balancer with a 503
 * @param cutOff how many were lost in flight, because their instance ended before it had drained
 * @param bothVersions how long more than one version answered
 * @param whilePropagating how many of them each version answered while a change of a listener or a rule had come to
 *     some nodes of the load balancer and not to all, so that either version may have answered
 * @param bothWhilePropagating how much of {@code bothVersions} was such a time
 */
public record TrafficReport(
        Map<String, Long> byVersion,
        Map<GroupName, Long> byGroup,
        long unanswered,
        long refused,
        long cutOff,
        Duration bothVersions,
        Map<String, Long> whilePropagating,
        Duration bothWhilePropagating) {

    /** Copies the maps, in their order. */
    public TrafficReport {
        byVersion = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(byVersion));
        byGroup = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(byGroup));
        whilePropagating = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(whilePropagating));
    }

    /** The number of requests that got no good answer, for whatever reason. */
    public long failed() {
        return unanswered + refused + cutOff;
    }

    /** The number of all requests. */
    public long requests() {
        return byVersion.values().stream().mapToLong(Long::longValue).sum() + failed();
    }

    @Override
    public String toString() {
        String answered = byVersion.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%,d answered by %s, ", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining());
        String reasons = failed() == 0
                ? ""
                : String.format(
                        Locale.ROOT, " (%,d unanswered, %,d refused, %,d cut off)", unanswered, refused, cutOff);
        return String.format(Locale.ROOT, "%,d requests: %s%,d failed%s", requests(), answered, failed(), reasons);
    }
}
