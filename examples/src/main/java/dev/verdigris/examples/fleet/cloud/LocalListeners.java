package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.error.PortException;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.Traffic.RouteRef;
import dev.verdigris.port.Listeners;
import dev.verdigris.port.Permit;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The listeners of the one load balancer, each with its default action; there are no rules, and no stickiness. */
final class LocalListeners implements Listeners {
    private final Ledger ledger;

    LocalListeners(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Map<RouteRef, Route> describe(Set<RouteRef> refs) {
        return ledger.read(account -> {
            Map<RouteRef, Route> found = new LinkedHashMap<>();
            for (RouteRef ref : refs) {
                account.listeners.forEach((arn, listener) -> {
                    if (ref.value().equals(arn) || ref.value().equals(name(listener))) {
                        found.put(ref, route(arn, listener));
                    }
                });
            }
            return found;
        });
    }

    private static String name(Account.Listener listener) {
        return LocalCloud.LOAD_BALANCER + ":" + listener.port;
    }

    private static Route route(String arn, Account.Listener listener) {
        return new Route(arn, name(listener), Arn.loadBalancer(), new Split(listener.weights, null), null);
    }

    @Override
    public List<Route> using(String loadBalancer, Set<String> targetGroups) {
        return ledger.read(account -> {
            List<Route> using = new ArrayList<>();
            account.listeners.forEach((arn, listener) -> {
                if (loadBalancer.equals(Arn.loadBalancer())
                        && targetGroups.stream().anyMatch(listener.weights::containsKey)) {
                    using.add(route(arn, listener));
                }
            });
            return using;
        });
    }

    @Override
    public List<Entrance> entrances(Set<TargetGroupRef> targetGroups) {
        Set<String> arns = targetGroups.stream()
                .map(ref -> ref.isArn() ? ref.value() : Arn.targetGroup(ref.value()))
                .collect(Collectors.toSet());
        return ledger.read(account -> {
            Map<String, Integer> reached = EnvoyView.at(account.admin).listeners();
            return account.listeners.values().stream()
                    .filter(listener -> arns.stream().anyMatch(listener.weights::containsKey))
                    .map(listener -> entrance(listener, reached.getOrDefault("port-" + listener.port, listener.port)))
                    .toList();
        });
    }

    private static Entrance entrance(Account.Listener listener, int port) {
        URI origin = URI.create("http://127.0.0.1:" + port);
        return new Entrance(name(listener), origin, false, List.of(), List.of(), List.of());
    }

    @Override
    public void forward(String route, Split to, Permit permit) {
        permit.check();
        ledger.update(account -> {
            Account.Listener listener = account.listeners.get(route);
            if (listener == null) {
                throw new PortException.NotFound("local:forward", "there is no listener " + route, null);
            }
            to.weights().keySet().forEach(pool -> account.pool("local:forward", pool));
            if (to.weights().values().stream().allMatch(weight -> weight == 0) || to.stickiness() != null) {
                throw new PortException.Invalid(
                        "local:forward", "expected a weight above 0 and no stickiness, found " + to, null);
            }
            listener.weights = new LinkedHashMap<>(to.weights());
        });
    }
}
