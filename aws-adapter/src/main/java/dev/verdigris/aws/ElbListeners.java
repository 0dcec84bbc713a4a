package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic.RouteRef;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.Permit;
import dev.verdigris.report.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** The listeners of Application Load Balancers, and their rules. */
final class ElbListeners implements Listeners {
    static final String MODIFY_RULE = "elasticloadbalancing:ModifyRule";
    static final String MODIFY_LISTENER = "elasticloadbalancing:ModifyListener";

    /** As many target groups may be in one action (ELBv2 quota "Target groups per action"; not adjustable). */
    private static final int MOST = 5;

    private final ElasticLoadBalancingV2Client client;
    private final AwsCalls calls;
    private final ElbRoutes routes;
    private final ElbEntrances entrances;

    ElbListeners(ElasticLoadBalancingV2Client client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
        this.routes = new ElbRoutes(client, calls);
        this.entrances = new ElbEntrances(client, calls, routes);
    }

    @Override
    public Map<RouteRef, Route> describe(Set<RouteRef> refs) {
        Map<String, ElbRoute> byArn =
                routes
                        .of(refs.stream()
                                .filter(RouteRef::isArn)
                                .map(ref -> RouteArn.of(ref.value()))
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(route -> route.arn().value(), route -> route));
        Map<RouteRef, ElbRoute> byName = named(
                refs.stream().filter(ref -> !ref.isArn()).map(NamedRoute::of).toList());
        Map<RouteRef, Route> found = new LinkedHashMap<>();
        for (RouteRef ref : refs) {
            ElbRoute route = ref.isArn() ? byArn.get(ref.value()) : byName.get(ref);
            if (route != null) {
                found.put(ref, route.route());
            }
        }
        return found;
    }

    /** Finds routes by load balancer, port and path pattern: each list is read once, whoever is looked for in it. */
    private Map<RouteRef, ElbRoute> named(List<NamedRoute> wanted) {
        Map<RouteRef, ElbRoute> found = new LinkedHashMap<>();
        for (LoadBalancer balancer :
                routes.balancers(wanted.stream().map(NamedRoute::balancer).collect(Collectors.toSet()))) {
            List<NamedRoute> here = wanted.stream()
                    .filter(named -> named.balancer().equals(balancer.loadBalancerName()))
                    .toList();
            for (ElbRoute listener : routes.listenersAt(balancer.loadBalancerArn())) {
                at(
                        listener,
                        here.stream()
                                .filter(named -> named.listener().equals(listener.name()))
                                .toList(),
                        found);
            }
        }
        return found;
    }

    private void at(ElbRoute listener, List<NamedRoute> wanted, Map<RouteRef, ElbRoute> found) {
        boolean ofRules = wanted.stream().anyMatch(named -> named.pattern() != null);
        List<ElbRoute> rules = ofRules ? routes.rulesAt(listener) : List.of();
        for (NamedRoute named : wanted) {
            ElbRoute route = named.pattern() == null ? listener : only(named.ref(), named.pattern(), rules);
            if (route != null) {
                found.put(named.ref(), route);
            }
        }
    }

    private static @Nullable ElbRoute only(RouteRef ref, String pattern, List<ElbRoute> rules) {
        List<ElbRoute> fitting =
                rules.stream().filter(rule -> rule.isFor(pattern)).toList();
        if (fitting.size() > 1) {
            throw new PortException.Invalid(
                    ElbRoutes.RULES,
                    "expected one rule for '" + ref + "', found "
                            + fitting.stream()
                                    .map(rule -> rule.name() + " (" + rule.arn().value() + ")")
                                    .collect(Collectors.joining(", ")),
                    "name the rule by its ARN",
                    null);
        }
        return fitting.isEmpty() ? null : fitting.get(0);
    }

    @Override
    public List<Route> using(String loadBalancer, Set<String> targetGroups) {
        List<ElbRoute> all = new ArrayList<>();
        for (ElbRoute listener : routes.listenersAt(loadBalancer)) {
            all.add(listener);
            all.addAll(routes.rulesAt(listener));
        }
        return all.stream()
                .filter(route -> route.names(targetGroups))
                .map(ElbRoute::route)
                .toList();
    }

    @Override
    public List<Entrance> entrances(Set<TargetGroupRef> targetGroups) {
        return entrances.to(targetGroups);
    }

    /** Sends it also where the last read says that it is so already: that read may be older than another change. */
    @Override
    public void forward(String route, Split to, Permit permit) {
        RouteArn arn = RouteArn.of(route);
        String operation = arn.isRule() ? MODIFY_RULE : MODIFY_LISTENER;
        requireSendable(operation, route, to);
        ElbRoute found = routes.of(arn);
        Finding obstacle = found.obstacle();
        if (obstacle != null) {
            throw new PortException.Invalid(operation, obstacle.problem(), obstacle.remedy(), null);
        }
        List<Action> actions = found.forwarding(to);
        if (arn.isRule()) {
            calls.change(
                    operation,
                    permit,
                    () -> client.modifyRule(
                            request -> request.ruleArn(route).actions(actions).overrideConfiguration(calls.once())));
        } else {
            calls.change(
                    operation,
                    permit,
                    () -> client.modifyListener(request ->
                            request.listenerArn(route).defaultActions(actions).overrideConfiguration(calls.once())));
        }
    }

    private static void requireSendable(String operation, String route, Split to) {
        int groups = to.weights().size();
        boolean somewhere = to.weights().values().stream().anyMatch(weight -> weight > 0);
        if (groups > MOST || !somewhere) {
            throw new PortException.Invalid(
                    operation,
                    "expected 1 to " + MOST + " target groups for " + route
                            + " of which at least one has a weight above 0, found " + to.weights(),
                    "give a target group the requests",
                    null);
        }
    }
}
