package dev.verdigris.testkit.sweep;

import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedListener;
import dev.verdigris.testkit.SimulatedLoadBalancer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the requests that are lost of those which come by the listeners that served when the world began. */
final class LostRequests {
    /** How many had failed by then. */
    private final Map<SimulatedListener, Long> before = new LinkedHashMap<>();

    LostRequests(SimulatedCloud cloud) {
        for (SimulatedLoadBalancer balancer : cloud.loadBalancers()) {
            for (SimulatedListener listener : balancer.listeners()) {
                if (serves(listener)) {
                    before.put(listener, listener.traffic().failed());
                }
            }
        }
    }

    private static boolean serves(SimulatedListener listener) {
        return listener.weights().entrySet().stream()
                .anyMatch(entry -> entry.getValue() > 0 && entry.getKey().answering() > 0);
    }

    /** How many have been lost since. */
    long count() {
        long lost = 0;
        for (Map.Entry<SimulatedListener, Long> entry : before.entrySet()) {
            lost += entry.getKey().traffic().failed() - entry.getValue();
        }
        return lost;
    }
}
