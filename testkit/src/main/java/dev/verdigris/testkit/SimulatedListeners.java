package dev.verdigris.testkit;

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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The listeners and rules, as the port shows them. */
final class SimulatedListeners implements Listeners {
    private final Seam seam;
    private final LoadBalancing balancing;

    SimulatedListeners(Seam seam, LoadBalancing balancing) {
        this.seam = seam;
        this.balancing = balancing;
    }

    /** One route of a listener: the rule of a priority, or the default actions at 0. */
    private record Way(
            SimulatedLoadBalancer balancer,
            SimulatedListener listener,
            int priority,
            dev.verdigris.testkit.Route route) {

        String arn() {
            return priority == 0 ? listener.arn() : listener.ruleArn(priority);
        }

        String name() {
            String port = balancer.name() + ":" + listener.port();
            return priority == 0 ? port : "rule " + priority + " of " + port;
        }

        boolean matches(RouteRef ref) {
            if (ref.isArn()) {
                return arn().equals(ref.value());
            }
            String pattern = listener.pattern(priority);
            String port = balancer.name() + ":" + listener.port();
            return priority == 0
                    ? ref.value().equals(port)
                    : pattern != null && ref.value().equals(port + pattern);
        }

        Listeners.Route described() {
            ForwardAction action = route.glimpse();
            Map<String, Integer> weights = new LinkedHashMap<>();
            action.weights().forEach((group, weight) -> weights.put(group.arn(), weight));
            return new Listeners.Route(
                    arn(), name(), balancer.arn(), new Split(weights, action.stickiness()), obstacle());
        }

        private @Nullable Finding obstacle() {
            String type = listener.unknownAction(priority);
            return type == null
                    ? null
                    : new Finding(
                            "expected actions of " + name() + " that can be written back whole, found one of type '"
                                    + type + "', which is not known",
                            "use a version that knows it, or take the action out of the rule");
        }
    }

    private List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (SimulatedLoadBalancer balancer : balancing.balancers()) {
            for (SimulatedListener listener : balancer.listeners()) {
                listener.byPriority()
                        .forEach((priority, route) -> ways.add(new Way(balancer, listener, priority, route)));
            }
        }
        return ways;
    }

    /** As many calls as an adapter makes: one for the names, one for the listeners, one for the rules. */
    @Override
    public Map<RouteRef, Listeners.Route> describe(Set<RouteRef> routes) {
        Map<RouteRef, Listeners.Route> found = new LinkedHashMap<>();
        Map<RouteRef, Listeners.Route> byDefault =
                read(Operations.DESCRIBE_LISTENERS, routes, way -> way.priority() == 0);
        boolean rules = routes.stream().anyMatch(ref -> !byDefault.containsKey(ref));
        Map<RouteRef, Listeners.Route> byRule =
                rules ? read(Operations.DESCRIBE_RULES, routes, way -> way.priority() > 0) : Map.of();
        for (RouteRef ref : routes) {
            Listeners.Route route = byDefault.containsKey(ref) ? byDefault.get(ref) : byRule.get(ref);
            if (route != null) {
                found.put(ref, route);
            }
        }
        return found;
    }

    private Map<RouteRef, Listeners.Route> read(String operation, Set<RouteRef> routes, Predicate<Way> kind) {
        return seam.read(operation, routes, () -> {
            Map<RouteRef, Listeners.Route> found = new LinkedHashMap<>();
            for (Way way : ways()) {
                for (RouteRef ref : routes) {
                    if (kind.test(way) && way.matches(ref)) {
                        unique(operation, ref, found.put(ref, way.described()));
                    }
                }
            }
            return found;
        });
    }

    private static void unique(String operation, RouteRef ref, Listeners.@Nullable Route another) {
        if (another != null) {
            throw new PortException.Invalid(
                    operation, "expected one rule for " + ref + ", found several, such as " + another.name(), null);
        }
    }

    @Override
    public List<Listeners.Route> using(String loadBalancer, Set<String> targetGroups) {
        return seam.read(
                Operations.DESCRIBE_RULES,
                loadBalancer,
                () -> ways().stream()
                        .filter(way -> way.balancer().arn().equals(loadBalancer))
                        .map(Way::described)
                        .filter(route -> targetGroups.stream().anyMatch(route.split()::names))
                        .toList());
    }

    @Override
    public List<Entrance> entrances(Set<TargetGroupRef> targetGroups) {
        return seam.read(
                Operations.DESCRIBE_LOAD_BALANCERS,
                targetGroups,
                () -> ways().stream()
                        .filter(way -> targetGroups.stream()
                                .map(balancing::find)
                                .anyMatch(way.route().glimpse().weights()::containsKey))
                        .map(way -> way.listener().entrance(way.priority()))
                        .toList());
    }

    @Override
    public void forward(String route, Split to, Permit permit) {
        Way way = ways().stream()
                .filter(each -> each.arn().equals(route))
                .findFirst()
                .orElse(null);
        String operation = route.contains(":listener-rule/") ? Operations.MODIFY_RULE : Operations.MODIFY_LISTENER;
        Object subject = way == null ? route : way.name();
        seam.change(operation, subject, to, permit, () -> {
            if (way == null || way.route() != way.listener().byPriority().get(way.priority())) {
                throw new PortException.NotFound(operation, "expected " + route + ", found none", null);
            }
            send(operation, way, to);
        });
    }

    private void send(String operation, Way way, Split to) {
        Finding obstacle = way.obstacle();
        if (obstacle != null) {
            throw new PortException.Invalid(operation, obstacle.problem(), null);
        }
        if (to.weights().values().stream().allMatch(weight -> weight == 0)) {
            throw new PortException.Invalid(
                    operation, "expected a weight above 0 in " + way.name() + ", found " + to.weights(), null);
        }
        ForwardAction action = action(operation, to);
        if (way.priority() == 0) {
            way.listener().forward(action);
        } else {
            way.listener().modifyRule(way.priority(), action);
        }
    }

    private ForwardAction action(String operation, Split to) {
        Map<SimulatedTargetGroup, Integer> weights = new LinkedHashMap<>();
        to.weights().forEach((arn, weight) -> {
            SimulatedTargetGroup group = balancing.targetGroups().stream()
                    .filter(each -> each.arn().equals(arn))
                    .findFirst()
                    .orElseThrow(() -> new PortException.NotFound(operation, "TargetGroupNotFound: " + arn, null));
            weights.put(group, weight);
        });
        return new ForwardAction(weights, to.stickiness());
    }
}
