package dev.verdigris.testkit;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The action of a listener, or of a rule of one: it forwards to target groups by weight. Whether a load balancer takes
 * it is decided where it is set.
 *
 * @param weights the weight of each target group, in order; one with weight 0 is in use, and gets no new requests
 * @param stickiness how long a client that was sent to a target group is sent there again; null if it is not
 */
public record ForwardAction(
        Map<SimulatedTargetGroup, Integer> weights,
        @Nullable Duration stickiness) {

    /** Copies the weights, in their order. */
    public ForwardAction {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    /** All requests to one target group, as a listener forwards by default; no stickiness. */
    public static ForwardAction to(SimulatedTargetGroup targetGroup) {
        return to(targetGroup, 1);
    }

    /** Requests to one target group of that weight, to be followed by {@linkplain #and others}; no stickiness. */
    public static ForwardAction to(SimulatedTargetGroup targetGroup, int weight) {
        return new ForwardAction(Map.of(targetGroup, weight), null);
    }

    /** This action with another target group, or with another weight of one that it has. */
    public ForwardAction and(SimulatedTargetGroup targetGroup, int weight) {
        Map<SimulatedTargetGroup, Integer> more = new LinkedHashMap<>(weights);
        more.put(targetGroup, weight);
        return new ForwardAction(more, stickiness);
    }

    /** This action with stickiness: a client keeps its target group for so long. */
    public ForwardAction sticky(Duration duration) {
        return new ForwardAction(weights, duration);
    }

    /** This action without stickiness: what clients kept counts no more. */
    public ForwardAction notSticky() {
        return new ForwardAction(weights, null);
    }

    /** This action without a target group; null if none is left. */
    @Nullable
    ForwardAction without(SimulatedTargetGroup targetGroup) {
        Map<SimulatedTargetGroup, Integer> fewer = new LinkedHashMap<>(weights);
        fewer.remove(targetGroup);
        return fewer.isEmpty() ? null : new ForwardAction(fewer, stickiness);
    }

    /** Which part of the requests that bring no cookie goes to a target group; 0 if all weights are. */
    double part(SimulatedTargetGroup targetGroup) {
        int total = 0;
        for (int weight : weights.values()) {
            total += weight;
        }
        return total == 0 ? 0 : weights.getOrDefault(targetGroup, 0) / (double) total;
    }

    @Override
    public String toString() {
        String groups = weights.size() == 1
                ? weights.keySet().iterator().next().name()
                : weights.entrySet().stream()
                        .map(entry -> entry.getKey().name() + " " + entry.getValue())
                        .collect(Collectors.joining(" and "));
        return groups + (stickiness == null ? "" : ", sticky for " + stickiness);
    }
}
