package dev.verdigris.testkit;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic;
import dev.verdigris.model.Traffic.RouteRef;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes the way by which requests come to an environment: target groups, listeners and rules, as its traffic has them. */
final class Ways {
    /** The weight of the color that gets all requests. */
    private static final int ALL = 100;

    private final LoadBalancing balancing;

    Ways(LoadBalancing balancing) {
        this.balancing = balancing;
    }

    /** Whether Auto Scaling registers what the group of a color launches, which serves or does not. */
    static boolean attached(Environment environment, boolean serves) {
        return environment.traffic() instanceof Traffic.Forwarding
                || (serves && environment.traffic() instanceof Traffic.Attachment);
    }

    /** Makes it, such that one color gets the requests. Says which target group each color's instances belong in. */
    Map<Color, SimulatedTargetGroup> found(Environment environment, Color active) {
        return environment.traffic() instanceof Traffic.Forwarding forwarding
                ? forwarding(forwarding, active)
                : shared(Inventory.ref(environment));
    }

    private Map<Color, SimulatedTargetGroup> shared(TargetGroupRef ref) {
        SimulatedTargetGroup one = balancing.createTargetGroup(ref, 80, TargetGroup.INSTANCES);
        return Map.of(Color.BLUE, one, Color.GREEN, one);
    }

    private Map<Color, SimulatedTargetGroup> forwarding(Traffic.Forwarding traffic, Color active) {
        Map<Color, SimulatedTargetGroup> groups = new EnumMap<>(Color.class);
        for (Color color : Color.values()) {
            groups.put(color, balancing.createUnused(traffic.targetGroup(color), 80, TargetGroup.INSTANCES));
        }
        List<SimulatedTargetGroup> both = List.copyOf(groups.values());
        ForwardAction action = ForwardAction.to(both.get(0), active == Color.BLUE ? ALL : 0)
                .and(both.get(1), active == Color.GREEN ? ALL : 0);
        traffic.routes().forEach(route -> listen(route, action));
        return groups;
    }

    /** A route that is named by the port of a load balancer, with a path pattern or without. */
    private void listen(RouteRef route, ForwardAction action) {
        int colon = route.value().indexOf(':');
        if (route.isArn() || colon < 0) {
            throw new IllegalArgumentException("route of a simulated cloud: expected the name of a load balancer and a"
                    + " port, such as main:80, found " + route);
        }
        String name = route.value().substring(0, colon);
        String[] rest = route.value().substring(colon + 1).split("/", 2);
        int port = Integer.parseInt(rest[0]);
        SimulatedLoadBalancer balancer = balancing.balancers().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseGet(() -> balancing.createBalancer(name));
        SimulatedListener listener = balancer.listeners().stream()
                .filter(each -> each.port() == port)
                .findFirst()
                .orElseGet(() -> balancer.listen(port, action));
        if (rest.length > 1) {
            int priority = 10 * (1 + listener.rules().size());
            listener.addRule(priority, action, balancing.requestsPerSecond());
            listener.setPathPattern(priority, "/" + rest[1]);
        }
    }
}
