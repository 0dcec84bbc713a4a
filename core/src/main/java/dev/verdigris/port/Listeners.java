package dev.verdigris.port;

import dev.verdigris.error.PortException;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic;
import dev.verdigris.report.Finding;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of load balancers and their rules, as far as they forward to target groups by weight. What else is in
 * an action, such as the secret of an identity provider, never leaves the implementation.
 */
public interface Listeners {

    /** The highest weight of a target group ({@code TargetGroupTuple.Weight} of the ELBv2 API: 0 to 999). */
    int HIGHEST_WEIGHT = 999;

    /**
     * What a route says of where its requests go.
     *
     * @param weights the weight of each target group in its forward action, by ARN, in order; 0 to 999. One at weight 0
     *     gets no requests, and its targets are health-checked. Empty where there is an {@linkplain Route#obstacle
     *     obstacle} to reading them
     * @param stickiness how long a client that was sent to a target group is sent there again, whatever the weights are
     *     ({@code TargetGroupStickinessConfig}, 1 s to 7 days); null if it is not
     */
    record Split(Map<String, Integer> weights, @Nullable Duration stickiness) {

        /**
         * Copies the weights, in their order.
         *
         * @throws IllegalArgumentException if a weight is not 0 to 999
         */
        public Split {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
            weights.forEach((group, weight) -> {
                if (weight < 0 || weight > HIGHEST_WEIGHT) {
                    throw new IllegalArgumentException(
                            "weight of " + group + ": expected 0 to " + HIGHEST_WEIGHT + ", found " + weight);
                }
            });
        }

        /** The weight of a target group; 0 if the route does not name it. */
        public int weight(String targetGroup) {
            return weights.getOrDefault(targetGroup, 0);
        }

        /** Whether the route names a target group, with whatever weight. */
        public boolean names(String targetGroup) {
            return weights.containsKey(targetGroup);
        }
    }

    /**
     * A listener's default actions, or a rule of one, as it was found.
     *
     * @param arn the ARN of the rule; where it is a listener's default actions, the ARN of the listener
     * @param name how people know it, such as {@code web:443}, or {@code rule 10 of web:443}
     * @param loadBalancer the ARN of its load balancer
     * @param split where its requests go
     * @param obstacle why its weights cannot be changed with everything else in it carried over, with the remedy: an
     *     action of a type that the implementation does not know, no forward action, several of them, a load balancer
     *     that is no Application Load Balancer; null if they can
     */
    record Route(
            String arn,
            String name,
            String loadBalancer,
            Split split,
            @Nullable Finding obstacle) {}

    /**
     * A way by which requests come to a target group: the address of a load balancer, and what a route there asks of a request
     * before it takes it.
     *
     * @param route how people know the route, as in {@link Route#name}
     * @param origin the scheme that the listener speaks, the DNS name of the load balancer, and the listener's port
     * @param internal whether the name leads to private addresses, which are reached from within the VPC
     * @param hosts the patterns of which the host of a request must match one, with {@code *} and {@code ?}; empty if any
     *     will do
     * @param paths the patterns of which its path must match one; empty if any will do
     * @param besides what else the route asks of a request, in AWS's words, such as {@code http-header}; empty if nothing
     */
    record Entrance(
            String route, URI origin, boolean internal, List<String> hosts, List<String> paths, List<String> besides) {

        /** Copies the lists. */
        public Entrance {
            hosts = List.copyOf(hosts);
            paths = List.copyOf(paths);
            besides = List.copyOf(besides);
        }

        /** Whether a request to that host and path is taken. */
        public boolean takes(String host, String path) {
            return besides.isEmpty()
                    && (hosts.isEmpty()
                            || hosts.stream()
                                    .anyMatch(pattern ->
                                            matches(pattern.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT))))
                    && (paths.isEmpty() || paths.stream().anyMatch(pattern -> matches(pattern, path)));
        }

        private static boolean matches(String pattern, String text) {
            return text.matches(pattern.chars()
                    .mapToObj(each -> each == '*' ? ".*" : each == '?' ? "." : Pattern.quote(Character.toString(each)))
                    .collect(Collectors.joining()));
        }

        /**
         * The host that a request may name where nobody says another one: the first of {@code hosts} that is no pattern, or
         * the load balancer's own name if any will do; null if there is none.
         */
        public @Nullable String usualHost() {
            return hosts.isEmpty()
                    ? origin.getHost()
                    : hosts.stream()
                            .filter(host -> !host.contains("*") && !host.contains("?"))
                            .findFirst()
                            .orElse(null);
        }

        /** The entrance as people know it, {@code web:443 for www.example.com /beta/*}. */
        @Override
        public String toString() {
            List<String> asked =
                    Stream.of(hosts, paths, besides).flatMap(List::stream).toList();
            return route + (internal ? " (internal)" : "") + (asked.isEmpty() ? "" : " for " + String.join(" ", asked));
        }
    }

    /**
     * The ways by which requests come to target groups: the routes that name one of them, with whatever weight, of whatever
     * load balancer, in the order of listeners and priorities. For probes and preflight, not for every poll.
     *
     * @param targetGroups target groups, by name or ARN
     * @return empty if no load balancer has such a route
     * @throws PortException if they could not be read
     */
    List<Entrance> entrances(Set<TargetGroupRef> targetGroups);

    /**
     * The routes as they are now, in as few calls as possible: a constant number for those named by ARN, whatever the
     * number of instances. One that does not exist is absent from the answer, not an error. Reads may be stale by
     * seconds.
     *
     * @throws PortException.Invalid if a load balancer's port and path pattern are those of several rules, which are
     *     named
     * @throws PortException if they could not be read
     */
    Map<Traffic.RouteRef, Route> describe(Set<Traffic.RouteRef> routes);

    /**
     * All routes of a load balancer that name one of these target groups, with whatever weight, in the order of
     * listeners and priorities: for preflight, not for every poll.
     *
     * @param loadBalancer its ARN
     * @param targetGroups the ARNs of target groups
     * @return empty if none does, or if the load balancer is gone
     * @throws PortException if they could not be read
     */
    List<Route> using(String loadBalancer, Set<String> targetGroups);

    /**
     * Has a route forward so. The implementation reads the route as it is, replaces the target groups, the weights and
     * the stickiness of its one forward action, and sends its actions back: {@code Actions} by ModifyRule for a rule,
     * {@code DefaultActions} by ModifyListener for a listener, and nothing else, so that conditions, transforms and
     * mutual authentication stay as they are. Every other action stays, in its order; one that authenticates by OIDC goes
     * back with {@code UseExistingClientSecret}, since its secret cannot be read. No action is ever logged or told.
     *
     * <p>Returns when the change is accepted, not when every node of the load balancer acts by it. Idempotent: sending the
     * same twice has the effect of once, and what is so already may be left unsent.
     *
     * @param route the ARN of a rule or of a listener, as in {@link Route#arn}
     * @param to 1 to 5 target groups of which at least one has a weight above 0
     * @throws PortException.NotFound if there is no such route or target group
     * @throws PortException.Invalid if its actions cannot be carried over, all weights are 0, or AWS refuses it
     * @throws PortException.Denied if the credentials may not
     * @throws PortException if it failed otherwise; where {@link PortException#isTransient()}, it may have taken effect
     */
    void forward(String route, Split to, Permit permit);
}
