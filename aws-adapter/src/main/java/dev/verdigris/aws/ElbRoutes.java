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
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

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
        List<Rule> rules = rulesOf(
                arns.stream().filter(RouteArn::isRule).map(RouteArn::value).toList());
        Set<String> wanted = new TreeSet<>();
        arns.stream().filter(arn -> !arn.isRule()).map(RouteArn::value).forEach(wanted::add);
        Set<String> read = new TreeSet<>(wanted);
        rules.stream()
                .map(ElbRoutes::listenerOf)
                .filter(listener -> !ports.containsKey(listener))
                .forEach(read::add);
        List<ElbRoute> routes = new ArrayList<>();
        for (Listener listener : listenersOf(read)) {
            if (wanted.contains(listener.listenerArn())) {
                routes.add(ElbRoute.of(listener));
            }
        }
        rules.forEach(rule -> routes.add(of(rule)));
        return routes;
    }

    /**
     * The route of that ARN, in one call.
     *
     * @throws PortException.NotFound if there is none
     */
    ElbRoute of(RouteArn arn) {
        List<ElbRoute> found = arn.isRule()
                ? rulesOf(List.of(arn.value())).stream().map(this::of).toList()
                : listenersOf(List.of(arn.value())).stream().map(ElbRoute::of).toList();
        if (found.isEmpty()) {
            throw new PortException.NotFound(
                    arn.isRule() ? RULES : LISTENERS,
                    "expected the " + (arn.isRule() ? "rule " : "listener ") + arn.value() + ", found none",
                    null);
        }
        return found.get(0);
    }

    private ElbRoute of(Rule rule) {
        return ElbRoute.of(rule, ports.get(listenerOf(rule)));
    }

    private static String listenerOf(Rule rule) {
        return RouteArn.of(rule.ruleArn()).listener();
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

    /** The listeners of a load balancer, by their ports; none if it is gone. */
    List<ElbRoute> listenersAt(String balancer) {
        return unlessGone(() -> listeners(request -> request.loadBalancerArn(balancer).pageSize(PAGE)).stream()
                .sorted(Comparator.comparing(Listener::port, Comparator.nullsFirst(Comparator.naturalOrder())))
                .map(ElbRoute::of)
                .toList());
    }

    /** The rules of a listener in the order in which they are tried, without the default one; none if it is gone. */
    List<ElbRoute> rulesAt(ElbRoute listener) {
        return unlessGone(() -> rules(request -> request.listenerArn(listener.arn()).pageSize(PAGE)).stream()
                .map(this::of)
                .filter(rule -> !rule.isDefaultRule())
                .sorted(Comparator.comparing(ElbRoute::priority))
                .toList());
    }

    private static List<ElbRoute> unlessGone(Supplier<List<ElbRoute>> read) {
        try {
            return read.get();
        } catch (PortException.NotFound gone) {
            return List.of();
        }
    }

    private List<Listener> listenersOf(Collection<String> arns) {
        return Several.existing(arns, some -> listeners(request -> request.listenerArns(some)));
    }

    private List<Rule> rulesOf(Collection<String> arns) {
        return Several.existing(arns, some -> rules(request -> request.ruleArns(some)));
    }

    private List<Listener> listeners(Consumer<DescribeListenersRequest.Builder> which) {
        List<Listener> listeners = Pages.all(
                marker -> calls.read(
                        LISTENERS,
                        () -> client.describeListeners(
                                request -> which.accept(request.marker(marker).overrideConfiguration(calls.once())))),
                DescribeListenersResponse::listeners,
                DescribeListenersResponse::nextMarker);
        listeners.stream()
                .filter(listener -> listener.port() != null)
                .forEach(listener -> ports.put(listener.listenerArn(), listener.port()));
        return listeners;
    }

    private List<Rule> rules(Consumer<DescribeRulesRequest.Builder> which) {
        return Pages.all(
                marker -> calls.read(
                        RULES,
                        () -> client.describeRules(
                                request -> which.accept(request.marker(marker).overrideConfiguration(calls.once())))),
                DescribeRulesResponse::rules,
                DescribeRulesResponse::nextMarker);
    }
}
