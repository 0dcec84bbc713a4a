package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** Reads listeners and rules. */
final class ElbRoutes {
    static final String LISTENERS = "elasticloadbalancing:DescribeListeners";
    static final String RULES = "elasticloadbalancing:DescribeRules";

    /** The most listeners or rules that one page may hold. */
    private static final int PAGE = 400;

    private final ElasticLoadBalancingV2Client client;
    private final AwsCalls calls;

    /** The ports of listeners, by ARN, as the last read showed them: rules are called by them, and nothing more. */
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();

    ElbRoutes(ElasticLoadBalancingV2Client client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** The routes of those ARNs, without those that do not exist: a call for rules, and one for listeners. */
    List<ElbRoute> of(Collection<RouteArn> arns) {
        List<ElbRoute> rules = rulesOf(
                arns.stream().filter(RouteArn::isRule).map(RouteArn::value).toList());
        Set<String> wanted = new TreeSet<>();
        arns.stream().filter(arn -> !arn.isRule()).map(RouteArn::value).forEach(wanted::add);
        Set<String> read = new TreeSet<>(wanted);
        rules.stream()
                .map(rule -> rule.arn().listener())
                .filter(listener -> !ports.containsKey(listener))
                .forEach(read::add);
        List<ElbRoute> routes = new ArrayList<>(listenersOf(read));
        routes.removeIf(listener -> !wanted.contains(listener.arn().value()));
        rules.forEach(rule -> routes.add(placed(rule)));
        return routes;
    }

    /**
     * The route of that ARN, in one call.
     *
     * @throws PortException.NotFound if there is none
     */
    ElbRoute of(RouteArn arn) {
        List<ElbRoute> found = arn.isRule() ? rulesOf(List.of(arn.value())) : listenersOf(List.of(arn.value()));
        if (found.isEmpty()) {
            throw new PortException.NotFound(
                    arn.isRule() ? RULES : LISTENERS,
                    "expected the " + (arn.isRule() ? "rule " : "listener ") + arn.value() + ", found none",
                    null);
        }
        return placed(found.get(0));
    }

    /** A route with the port of its listener, as far as that is known. */
    private ElbRoute placed(ElbRoute route) {
        return route.at(ports.get(route.arn().listener()));
    }

    /** The load balancers of those names, without those that do not exist. */
    List<LoadBalancer> balancers(Collection<String> names) {
        return Several.existing(
                names,
                some -> calls.read(
                                ElbNeighbours.LOAD_BALANCERS,
                                () -> client.describeLoadBalancers(
                                        request -> request.names(some).overrideConfiguration(calls.once())))
                        .loadBalancers());
    }

    /** The load balancers of those ARNs, without those that do not exist. */
    List<LoadBalancer> balancersOf(Collection<String> arns) {
        return Several.existing(
                arns,
                some -> calls.read(
                                ElbNeighbours.LOAD_BALANCERS,
                                () -> client.describeLoadBalancers(request ->
                                        request.loadBalancerArns(some).overrideConfiguration(calls.once())))
                        .loadBalancers());
    }

    /** The listeners of a load balancer, by their ports; none if it is gone. */
    List<ElbRoute> listenersAt(String balancer) {
        return unlessGone(
                () -> listeners(request -> request.loadBalancerArn(balancer).pageSize(PAGE)).stream()
                        .sorted(Comparator.comparing(ElbRoute::port, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList());
    }

    /** The rules of a listener in the order in which they are tried, without the default one; none if it is gone. */
    List<ElbRoute> rulesAt(ElbRoute listener) {
        return unlessGone(() -> rules(
                        request -> request.listenerArn(listener.arn().value()).pageSize(PAGE))
                .stream()
                .filter(rule -> !rule.isDefaultRule())
                .sorted(Comparator.comparingInt(ElbRoute::priority))
                .map(rule -> rule.at(listener.port()))
                .toList());
    }

    private static List<ElbRoute> unlessGone(Supplier<List<ElbRoute>> read) {
        try {
            return read.get();
        } catch (PortException.NotFound gone) {
            return List.of();
        }
    }

    private List<ElbRoute> listenersOf(Collection<String> arns) {
        return Several.existing(arns, some -> listeners(request -> request.listenerArns(some)));
    }

    private List<ElbRoute> rulesOf(Collection<String> arns) {
        return Several.existing(arns, some -> rules(request -> request.ruleArns(some)));
    }

    /** What one page holds, and where the next one begins. */
    private record Page(List<ElbRoute> routes, @Nullable String next) {}

    private List<ElbRoute> listeners(Consumer<DescribeListenersRequest.Builder> which) {
        List<ElbRoute> listeners = Pages.all(
                marker -> calls.read(LISTENERS, () -> {
                    DescribeListenersResponse page = client.describeListeners(
                            request -> which.accept(request.marker(marker).overrideConfiguration(calls.once())));
                    return new Page(page.listeners().stream().map(ElbRoute::of).toList(), page.nextMarker());
                }),
                Page::routes,
                Page::next);
        for (ElbRoute listener : listeners) {
            Integer port = listener.port();
            if (port != null) {
                ports.put(listener.arn().value(), port);
            }
        }
        return listeners;
    }

    private List<ElbRoute> rules(Consumer<DescribeRulesRequest.Builder> which) {
        return Pages.all(
                marker -> calls.read(RULES, () -> {
                    DescribeRulesResponse page = client.describeRules(
                            request -> which.accept(request.marker(marker).overrideConfiguration(calls.once())));
                    return new Page(page.rules().stream().map(ElbRoute::of).toList(), page.nextMarker());
                }),
                Page::routes,
                Page::next);
    }
}
